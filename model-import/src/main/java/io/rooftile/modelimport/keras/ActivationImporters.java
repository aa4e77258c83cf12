package io.rooftile.modelimport.keras;

import io.rooftile.core.network.Activation;
import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.ActivationFunction.Kind;
import io.rooftile.core.network.Requantise;
import io.rooftile.core.network.Tensor;

/// Layers that are an activation: `Activation`, `QActivation`, `ReLU`, `LeakyReLU`, `ELU`, `Softmax`.
final class ActivationImporters {
    private ActivationImporters() {}

    /// `Activation` and `QActivation`.
    static Tensor addNamed(LayerCall call) throws RefusedLayerException {
        if (call.config().find("activation").isEmpty()) {
            throw call.config().wrong("'activation' is missing");
        }
        return add(call, Activations.of(call));
    }

    /// `ReLU(max_value, negative_slope, threshold)`.
    static Tensor addRelu(LayerCall call) throws RefusedLayerException {
        KerasConfig config = call.config();
        double slope = config.numberOr(0, "negative_slope");
        boolean unlimited = config.find("max_value").isEmpty();
        double most = config.numberOr(0, "max_value");
        if (config.numberOr(0, "threshold") != 0 || (slope != 0 && !unlimited) || (!unlimited && most != 6)) {
            throw new RefusedLayerException(
                    "a ReLU with max_value " + (unlimited ? "none" : most) + ", negative_slope " + slope
                            + " and threshold " + config.numberOr(0, "threshold") + " is not known",
                    "use max_value none or 6 with threshold 0");
        }
        if (slope != 0) {
            return add(call, ActivationSpec.of(new ActivationFunction(Kind.LEAKY_RELU, slope)));
        }
        return add(call, ActivationSpec.of(unlimited ? ActivationFunction.RELU : ActivationFunction.RELU6));
    }

    static Tensor addLeakyRelu(LayerCall call) {
        double slope = call.config().numberOr(0.3, "alpha", "negative_slope");
        return add(call, ActivationSpec.of(new ActivationFunction(Kind.LEAKY_RELU, slope)));
    }

    static Tensor addElu(LayerCall call) {
        double alpha = call.config().numberOr(1, "alpha");
        return add(call, ActivationSpec.of(new ActivationFunction(Kind.ELU, alpha)));
    }

    static Tensor addSoftmax(LayerCall call) throws RefusedLayerException {
        Tensor input = call.input();
        int rank = input.shape().rank();
        int axis = call.config().axis();
        if (call.dialect().layout().axis(axis < 0 ? rank + axis : axis, rank) != rank - 1) {
            throw new RefusedLayerException(
                    "a softmax along dimension " + axis + " is not known", "use the last dimension");
        }
        return add(call, ActivationSpec.SOFTMAX);
    }

    private static Tensor add(LayerCall call, ActivationSpec spec) {
        Tensor input = call.input();
        if (spec.isIdentity()) {
            return input;
        }
        if (spec.softmax()) {
            return ActivationSpec.addSoftmax(call, call.name(), input);
        }
        Tensor output = spec.output(call.name(), input.shape());
        return call.draft()
                .add(
                        spec.function().isLinear()
                                ? new Requantise(call.name(), input, output)
                                : new Activation(call.name(), input, output, spec.function()));
    }
}
