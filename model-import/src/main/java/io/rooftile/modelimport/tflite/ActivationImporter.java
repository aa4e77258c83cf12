package io.rooftile.modelimport.tflite;

import io.rooftile.core.network.Activation;
import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.ActivationFunction.Kind;
import io.rooftile.core.network.Tensor;
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
        return switch (kind) {
            case LEAKY_RELU ->
                new ActivationFunction(
                        kind,
                        operation
                                .requiredOptions(BuiltinOptions.LeakyReluOptions, new LeakyReluOptions())
                                .alpha());
            // Source: TensorFlow, `tensorflow/lite/kernels/activations.cc`: ELU has no scale.
            case ELU -> new ActivationFunction(kind, 1);
            case LINEAR,
                    RELU,
                    RELU6,
                    RELU_N1_TO_1,
                    SELU,
                    SIGMOID,
                    HARD_SIGMOID,
                    TANH,
                    SOFTPLUS,
                    SOFTSIGN,
                    SWISH,
                    HARD_SWISH,
                    EXPONENTIAL,
                    SIGN,
                    TERNARY -> ActivationFunction.of(kind);
        };
    }
}
