package io.rooftile.modelimport.tflite;

import io.rooftile.core.network.Activation;
import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.ActivationFunction.Kind;
import io.rooftile.core.network.Tensor;
import io.rooftile.modelimport.PlainFunctions;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.LeakyReluOptions;

/// `RELU`, `LOGISTIC`, ...: an operation that is one activation function.
record ActivationImporter(Kind kind) implements OpImporter {
    @Override
    public void importInto(Operation operation) {
        Tensor input = operation.activation(0);
        Tensor output = operation.output();
        if (!input.shape().equals(output.shape())) {
            throw operation.broken("its input " + input.shape() + " and output " + output.shape() + " differ");
        }
        operation.add(new Activation(operation.name(), input, output, function(operation)));
    }

    private ActivationFunction function(Operation operation) {
        double slope = kind == Kind.LEAKY_RELU
                ? operation
                        .requiredOptions(BuiltinOptions.LeakyReluOptions, new LeakyReluOptions())
                        .alpha()
                : 0;
        return PlainFunctions.of(kind, slope);
    }
}
