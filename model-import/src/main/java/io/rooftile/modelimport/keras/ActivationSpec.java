package io.rooftile.modelimport.keras;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Quantisation;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Softmax;
import io.rooftile.core.network.Tensor;

/// What a Keras layer does to its result.
///
/// @param function element by element
/// @param softmax whether a softmax follows
/// @param format of what comes out
/// @param quantisation of what comes out
record ActivationSpec(ActivationFunction function, boolean softmax, NumberFormat format, Quantisation quantisation) {
    static final ActivationSpec LINEAR = of(ActivationFunction.LINEAR);
    static final ActivationSpec SOFTMAX =
            new ActivationSpec(ActivationFunction.LINEAR, true, NumberFormat.FLOAT32, Quantisation.NONE);

    static ActivationSpec of(ActivationFunction function) {
        return new ActivationSpec(function, false, NumberFormat.FLOAT32, Quantisation.NONE);
    }

    static ActivationSpec quantised(ActivationFunction function, NumberFormat format, double scale) {
        return new ActivationSpec(function, false, format, Quantisation.perTensor(scale, 0));
    }

    /// Whether numbers come out as they went in.
    boolean isIdentity() {
        return function.isLinear() && !softmax && format.isFloat();
    }

    /// The tensor that a layer with this activation makes.
    Tensor output(String name, Shape shape) {
        return new Tensor(name, shape, format, quantisation);
    }

    /// Adds a layer that has this activation's function and output, and the softmax behind it if there is one.
    Tensor addBehind(LayerCall call, Layer layer) {
        Tensor made = call.draft().add(layer);
        return softmax ? addSoftmax(call, call.name() + "/softmax", made) : made;
    }

    static Tensor addSoftmax(LayerCall call, String name, Tensor input) {
        return call.draft().add(new Softmax(name, input, Tensor.real(name, input.shape()), 1.0));
    }
}
