package io.rooftile.modelimport.tflite;

import io.rooftile.core.network.Softmax;
import io.rooftile.core.network.Tensor;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.SoftmaxOptions;

/// `SOFTMAX` along the last dimension.
final class SoftmaxImporter implements OpImporter {
    @Override
    public void importInto(Operation operation) {
        SoftmaxOptions options = operation.requiredOptions(BuiltinOptions.SoftmaxOptions, new SoftmaxOptions());
        Tensor input = operation.activation(0);
        Tensor output = operation.output();
        if (!input.shape().equals(output.shape())) {
            throw operation.broken("its input " + input.shape() + " and output " + output.shape() + " differ");
        }
        operation.add(new Softmax(operation.name(), input, output, options.beta()));
    }
}
