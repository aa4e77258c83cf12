package io.rooftile.modelimport.tflite;

import io.rooftile.core.network.ActivationFunction;
import org.tensorflow.lite.schema.ActivationFunctionType;

/// The activations that TFLite operations carry with them. Source: schema.fbs, `ActivationFunctionType`.
final class FusedActivations {
    private FusedActivations() {}

    /// @throws Unimportable when no activation function here is the same
    static ActivationFunction of(byte type) {
        return switch (type) {
            case ActivationFunctionType.NONE -> ActivationFunction.LINEAR;
            case ActivationFunctionType.RELU -> ActivationFunction.RELU;
            case ActivationFunctionType.RELU6 -> ActivationFunction.RELU6;
            case ActivationFunctionType.RELU_N1_TO_1 -> ActivationFunction.of(ActivationFunction.Kind.RELU_N1_TO_1);
            case ActivationFunctionType.TANH -> ActivationFunction.of(ActivationFunction.Kind.TANH);
            // SIGN_BIT, and whatever a newer schema adds.
            default ->
                throw new Unimportable(
                        "it ends in the fused activation number " + type + ", which no layer here has",
                        "use ReLU, ReLU6 or tanh in the model");
        };
    }
}
