package io.rooftile.modelimport.tflite;

import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Padding;
import io.rooftile.core.network.Quantisation;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Window;
import io.rooftile.modelimport.ReorderedValues;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.DepthwiseConv2DOptions;

/// `DEPTHWISE_CONV_2D`: inputs feature map, weights `[1, FY, FX, G*K]`, optional bias. Output channel `g*K + k`
/// reads input channel `g`. Source: TensorFlow,
/// `tensorflow/lite/kernels/internal/reference/depthwiseconv_float.h`.
final class DepthwiseImporter implements OpImporter {
    private static final int STORED_AXIS = 3;

    @Override
    public void importInto(Operation operation) {
        DepthwiseConv2DOptions options =
                operation.requiredOptions(BuiltinOptions.DepthwiseConv2DOptions, new DepthwiseConv2DOptions());
        Tensor input = operation.activation(0);
        Constant stored = operation.constant(1, "weights");
        Shape shape = stored.shape();
        if (shape.rank() != 4 || shape.dim(0) != 1) {
            throw operation.broken("its weights have the shape " + shape + " instead of [1, FY, FX, G*K]");
        }
        Window valid = new Window(
                shape.height(),
                shape.width(),
                options.strideH(),
                options.strideW(),
                options.dilationHFactor(),
                options.dilationWFactor(),
                Padding.NONE);
        Tensor output = operation.output();
        operation.spend(1, stored.elements() * Long.BYTES);
        operation.add(new Convolution(
                operation.name(),
                input,
                output,
                Windows.of(operation, input.shape(), options.padding(), valid),
                input.shape().channels(),
                operation.learned(1, channelsFirst(operation, stored), 2),
                FusedActivations.of(options.fusedActivationFunction())));
    }

    /// `[1, FY, FX, G*K]` to `[G*K, FY, FX, 1]`.
    private static Constant channelsFirst(Operation operation, Constant stored) {
        Shape shape = stored.shape();
        int channels = shape.channels();
        int positions = shape.height() * shape.width();
        Tensor tensor = stored.tensor().withShape(Shape.of(channels, shape.height(), shape.width(), 1));
        Quantisation quantisation = tensor.quantisation();
        if (!quantisation.isPerTensor()) {
            if (quantisation.axis() != STORED_AXIS) {
                throw operation.broken("its weights have scales along dimension " + quantisation.axis() + " instead of "
                        + STORED_AXIS);
            }
            tensor = tensor.withFormat(
                    tensor.format(), new Quantisation(quantisation.scales(), quantisation.zeroPoints(), 0));
        }
        return new Constant(tensor, ReorderedValues.of(stored.values(), i -> source(i, positions, channels)));
    }

    /// Where element `i` of the transpose of a `rows x columns` matrix comes from.
    private static int source(int i, int rows, int columns) {
        return (i % rows) * columns + i / rows;
    }
}
