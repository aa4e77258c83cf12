package io.rooftile.modelimport.tflite;

import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Padding;
import io.rooftile.core.network.Quantisation;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Window;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.Conv2DOptions;

/// `CONV_2D`: inputs feature map, weights `[K, FY, FX, C]`, optional bias. Fewer weight channels than input
/// channels mean groups.
final class ConvolutionImporter implements OpImporter {
    @Override
    public void importInto(Operation operation) {
        Conv2DOptions options = operation.requiredOptions(BuiltinOptions.Conv2DOptions, new Conv2DOptions());
        Tensor input = operation.activation(0);
        Constant weights = operation.constant(1, "weights");
        Shape shape = weights.shape();
        if (shape.rank() != 4) {
            throw operation.broken("its weights have the shape " + shape + " instead of four dimensions");
        }
        Quantisation quantisation = weights.tensor().quantisation();
        if (!quantisation.isPerTensor() && quantisation.axis() != 0) {
            throw operation.broken("its weights have scales along dimension " + quantisation.axis() + " instead of 0");
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
        operation.add(new Convolution(
                operation.name(),
                input,
                output,
                Windows.of(operation, input.shape(), options.padding(), valid),
                input.shape().channels() / shape.channels(),
                operation.learned(1, weights, 2),
                FusedActivations.of(options.fusedActivationFunction())));
    }
}
