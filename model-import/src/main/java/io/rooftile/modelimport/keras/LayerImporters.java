package io.rooftile.modelimport.keras;

import io.rooftile.core.network.Activation;
import io.rooftile.core.network.Concat;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Dense;
import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.Pad;
import io.rooftile.core.network.Pool;
import io.rooftile.core.network.Requantise;
import io.rooftile.core.network.Reshape;
import io.rooftile.core.network.ScaleShift;
import io.rooftile.core.network.Softmax;
import io.rooftile.core.network.Transpose;
import io.rooftile.core.network.Upsample;
import io.rooftile.modelimport.RefusedOps;
import io.rooftile.modelimport.SupportedOp;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Which importer takes which class of Keras 1, 2 and 3 and of QKeras.
final class LayerImporters {
    private static final KerasLayerImporter IDENTITY = LayerCall::input;

    private static final List<SupportedOp<KerasLayerImporter>> SUPPORTED = List.of(
            op("Dense", new DenseImporter(), Dense.class).limited("along the channels"),
            op("QDense", new DenseImporter(), Dense.class).limited("along the channels"),
            op("BinaryDense", new BinaryDenseImporter(), Dense.class).limited("along the channels"),
            op("Conv1D", ConvolutionImporter::addOneDimensional, Convolution.class),
            op("QConv1D", ConvolutionImporter::addOneDimensional, Convolution.class),
            op("Convolution1D", ConvolutionImporter::addOneDimensional, Convolution.class),
            op("Conv2D", new ConvolutionImporter(), Convolution.class),
            op("QConv2D", new ConvolutionImporter(), Convolution.class),
            op("Convolution2D", new ConvolutionImporter(), Convolution.class),
            op("DepthwiseConv2D", new DepthwiseImporter(), Convolution.class),
            op("QDepthwiseConv2D", new DepthwiseImporter(), Convolution.class),
            op("SeparableConv2D", DepthwiseImporter::addSeparable, Convolution.class),
            op("SeparableConvolution2D", DepthwiseImporter::addSeparable, Convolution.class),
            op("BatchNormalization", new BatchNormalizationImporter(), ScaleShift.class)
                    .limited("along the channels"),
            op("QBatchNormalization", new BatchNormalizationImporter(), ScaleShift.class)
                    .limited("along the channels"),
            op("BatchNormalizationV1", new BatchNormalizationImporter(), ScaleShift.class)
                    .limited("along the channels"),
            op("Activation", ActivationImporters::addNamed, Activation.class, Requantise.class, Softmax.class)
                    .limited("of a known function"),
            op("QActivation", ActivationImporters::addNamed, Activation.class, Requantise.class, Softmax.class)
                    .limited("of a known function or quantiser"),
            op("ReLU", ActivationImporters::addRelu, Activation.class).limited("max_value none or 6, threshold 0"),
            op("LeakyReLU", ActivationImporters::addLeakyRelu, Activation.class),
            op("PReLU", new PReluImporter(), Activation.class, Elementwise.class),
            op("ELU", ActivationImporters::addElu, Activation.class),
            op("Softmax", ActivationImporters::addSoftmax, Softmax.class).limited("along the channels"),
            op("MaxPooling1D", PoolImporters.oneDimensional(Pool.Kind.MAX), Pool.class),
            op("MaxPooling2D", PoolImporters.twoDimensional(Pool.Kind.MAX), Pool.class),
            op("AveragePooling1D", PoolImporters.oneDimensional(Pool.Kind.AVERAGE), Pool.class),
            op("AveragePooling2D", PoolImporters.twoDimensional(Pool.Kind.AVERAGE), Pool.class),
            op("GlobalMaxPooling1D", PoolImporters.global(Pool.Kind.MAX, 3), Pool.class),
            op("GlobalMaxPooling2D", PoolImporters.global(Pool.Kind.MAX, 4), Pool.class),
            op("GlobalAveragePooling1D", PoolImporters.global(Pool.Kind.AVERAGE, 3), Pool.class),
            op("GlobalAveragePooling2D", PoolImporters.global(Pool.Kind.AVERAGE, 4), Pool.class),
            op("ZeroPadding1D", ShapeImporters::addPadOneDimensional, Pad.class),
            op("ZeroPadding2D", ShapeImporters::addPad, Pad.class),
            op("UpSampling1D", ShapeImporters::addUpsampleOneDimensional, Upsample.class),
            op("UpSampling2D", ShapeImporters::addUpsample, Upsample.class).limited("bilinear from Keras 2.3 on"),
            op("Flatten", ShapeImporters::addFlatten, Reshape.class, Transpose.class),
            op("Reshape", ShapeImporters::addReshape, Reshape.class, Transpose.class),
            op("Permute", ShapeImporters::addPermute, Transpose.class),
            op("Add", MergeImporters.elementwise(Elementwise.Kind.ADD), Elementwise.class)
                    .limited("inputs of the same shape"),
            op("Subtract", MergeImporters.elementwise(Elementwise.Kind.SUBTRACT), Elementwise.class)
                    .limited("two inputs of the same shape"),
            op("Multiply", MergeImporters.elementwise(Elementwise.Kind.MULTIPLY), Elementwise.class)
                    .limited("inputs of the same shape"),
            op("Maximum", MergeImporters.elementwise(Elementwise.Kind.MAXIMUM), Elementwise.class)
                    .limited("inputs of the same shape"),
            op("Minimum", MergeImporters.elementwise(Elementwise.Kind.MINIMUM), Elementwise.class)
                    .limited("inputs of the same shape"),
            op("Average", MergeImporters::addAverage, Elementwise.class).limited("inputs of the same shape"),
            op("Concatenate", MergeImporters::addConcatenate, Concat.class),
            op("Merge", MergeImporters::addKeras1Merge, Elementwise.class, Concat.class)
                    .limited("mode sum, mul, max, ave or concat"),
            op("Rescaling", new RescalingImporter(), ScaleShift.class),
            // These do something in training only.
            op("Dropout", IDENTITY),
            op("SpatialDropout1D", IDENTITY),
            op("SpatialDropout2D", IDENTITY),
            op("AlphaDropout", IDENTITY),
            op("GaussianDropout", IDENTITY),
            op("GaussianNoise", IDENTITY),
            op("ActivityRegularization", IDENTITY));

    private static final Map<String, KerasLayerImporter> BY_CLASS =
            SUPPORTED.stream().collect(Collectors.toUnmodifiableMap(SupportedOp::op, SupportedOp::importer));

    private static final String HINT = "replace it by supported layers, or keep it outside of the accelerated model";

    private static final List<RefusedOps> REFUSED = List.of(
            new RefusedOps(
                    List.of("LSTM", "GRU", "SimpleRNN", "Bidirectional"), "recurrent layers are not supported", HINT),
            new RefusedOps(List.of("Embedding"), "a look-up by index is no loop of multiplications", HINT),
            new RefusedOps(List.of("Lambda"), "it runs Python code that the file does not describe", HINT),
            new RefusedOps(List.of("TimeDistributed"), "layers that wrap others are not supported", HINT));

    private LayerImporters() {}

    /// The importer of a class.
    ///
    /// @throws RefusedLayerException when there is none
    static KerasLayerImporter of(String className) throws RefusedLayerException {
        KerasLayerImporter importer = BY_CLASS.get(className);
        if (importer == null) {
            throw refusal(className);
        }
        return importer;
    }

    private static RefusedLayerException refusal(String className) {
        for (RefusedOps refused : REFUSED) {
            if (refused.ops().contains(className)) {
                return new RefusedLayerException(refused.reason(), refused.hint());
            }
        }
        return new RefusedLayerException("the layer class " + className + " is not known", HINT);
    }

    /// All that becomes layers, in the table's order.
    static List<SupportedOp<KerasLayerImporter>> supported() {
        return SUPPORTED;
    }

    /// What is refused for more reason than that it is not known.
    static List<RefusedOps> refused() {
        return REFUSED;
    }

    private static SupportedOp<KerasLayerImporter> op(
            String className, KerasLayerImporter importer, Class<?>... layers) {
        return SupportedOp.of(className, importer, layers);
    }
}
