package io.rooftile.modelimport.keras;

import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.Pool;
import java.util.Map;

/// Which importer takes which class of Keras 1, 2 and 3 and of QKeras.
final class LayerImporters {
    private static final KerasLayerImporter IDENTITY = LayerCall::input;

    private static final Map<String, KerasLayerImporter> BY_CLASS = Map.ofEntries(
            Map.entry("Dense", new DenseImporter()),
            Map.entry("QDense", new DenseImporter()),
            Map.entry("BinaryDense", new BinaryDenseImporter()),
            Map.entry("Conv1D", ConvolutionImporter::addOneDimensional),
            Map.entry("QConv1D", ConvolutionImporter::addOneDimensional),
            Map.entry("Convolution1D", ConvolutionImporter::addOneDimensional),
            Map.entry("Conv2D", new ConvolutionImporter()),
            Map.entry("QConv2D", new ConvolutionImporter()),
            Map.entry("Convolution2D", new ConvolutionImporter()),
            Map.entry("DepthwiseConv2D", new DepthwiseImporter()),
            Map.entry("QDepthwiseConv2D", new DepthwiseImporter()),
            Map.entry("SeparableConv2D", DepthwiseImporter::addSeparable),
            Map.entry("SeparableConvolution2D", DepthwiseImporter::addSeparable),
            Map.entry("BatchNormalization", new BatchNormalizationImporter()),
            Map.entry("QBatchNormalization", new BatchNormalizationImporter()),
            Map.entry("BatchNormalizationV1", new BatchNormalizationImporter()),
            Map.entry("Activation", ActivationImporters::addNamed),
            Map.entry("QActivation", ActivationImporters::addNamed),
            Map.entry("ReLU", ActivationImporters::addRelu),
            Map.entry("LeakyReLU", ActivationImporters::addLeakyRelu),
            Map.entry("ELU", ActivationImporters::addElu),
            Map.entry("Softmax", ActivationImporters::addSoftmax),
            Map.entry("MaxPooling1D", PoolImporters.oneDimensional(Pool.Kind.MAX)),
            Map.entry("MaxPooling2D", PoolImporters.twoDimensional(Pool.Kind.MAX)),
            Map.entry("AveragePooling1D", PoolImporters.oneDimensional(Pool.Kind.AVERAGE)),
            Map.entry("AveragePooling2D", PoolImporters.twoDimensional(Pool.Kind.AVERAGE)),
            Map.entry("GlobalMaxPooling1D", PoolImporters.global(Pool.Kind.MAX, 3)),
            Map.entry("GlobalMaxPooling2D", PoolImporters.global(Pool.Kind.MAX, 4)),
            Map.entry("GlobalAveragePooling1D", PoolImporters.global(Pool.Kind.AVERAGE, 3)),
            Map.entry("GlobalAveragePooling2D", PoolImporters.global(Pool.Kind.AVERAGE, 4)),
            Map.entry("ZeroPadding1D", ShapeImporters::addPadOneDimensional),
            Map.entry("ZeroPadding2D", ShapeImporters::addPad),
            Map.entry("UpSampling1D", ShapeImporters::addUpsampleOneDimensional),
            Map.entry("UpSampling2D", ShapeImporters::addUpsample),
            Map.entry("Flatten", ShapeImporters::addFlatten),
            Map.entry("Reshape", ShapeImporters::addReshape),
            Map.entry("Permute", ShapeImporters::addPermute),
            Map.entry("Add", MergeImporters.elementwise(Elementwise.Kind.ADD)),
            Map.entry("Subtract", MergeImporters.elementwise(Elementwise.Kind.SUBTRACT)),
            Map.entry("Multiply", MergeImporters.elementwise(Elementwise.Kind.MULTIPLY)),
            Map.entry("Maximum", MergeImporters.elementwise(Elementwise.Kind.MAXIMUM)),
            Map.entry("Minimum", MergeImporters.elementwise(Elementwise.Kind.MINIMUM)),
            Map.entry("Average", MergeImporters::addAverage),
            Map.entry("Concatenate", MergeImporters::addConcatenate),
            Map.entry("Merge", MergeImporters::addKeras1Merge),
            Map.entry("Rescaling", new RescalingImporter()),
            // These do something in training only.
            Map.entry("Dropout", IDENTITY),
            Map.entry("SpatialDropout1D", IDENTITY),
            Map.entry("SpatialDropout2D", IDENTITY),
            Map.entry("AlphaDropout", IDENTITY),
            Map.entry("GaussianDropout", IDENTITY),
            Map.entry("GaussianNoise", IDENTITY),
            Map.entry("ActivityRegularization", IDENTITY));

    private static final Map<String, String> REASONS = Map.of(
            "PReLU", "its slope is learned for every element",
            "LSTM", "recurrent layers are not supported",
            "GRU", "recurrent layers are not supported",
            "SimpleRNN", "recurrent layers are not supported",
            "Bidirectional", "recurrent layers are not supported",
            "Embedding", "a look-up by index is no loop of multiplications",
            "Lambda", "it runs Python code that the file does not describe",
            "TimeDistributed", "layers that wrap others are not supported");

    private LayerImporters() {}

    /// The importer of a class.
    ///
    /// @throws RefusedLayerException when there is none
    static KerasLayerImporter of(String className) throws RefusedLayerException {
        KerasLayerImporter importer = BY_CLASS.get(className);
        if (importer == null) {
            throw new RefusedLayerException(
                    REASONS.getOrDefault(className, "the layer class " + className + " is not known"),
                    "replace it by supported layers, or keep it outside of the accelerated model");
        }
        return importer;
    }
}
