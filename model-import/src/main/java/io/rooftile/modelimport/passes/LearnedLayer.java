package io.rooftile.modelimport.passes;

import io.rooftile.core.network.Activation;
import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.ArgMax;
import io.rooftile.core.network.Concat;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Dense;
import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.HostOperation;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Pad;
import io.rooftile.core.network.Padding;
import io.rooftile.core.network.Parameters;
import io.rooftile.core.network.Pool;
import io.rooftile.core.network.Requantise;
import io.rooftile.core.network.Reshape;
import io.rooftile.core.network.ScaleShift;
import io.rooftile.core.network.Softmax;
import io.rooftile.core.network.Transpose;
import io.rooftile.core.network.Upsample;
import java.util.Optional;
import java.util.function.BiFunction;

/// What convolutions and dense layers have in common: weights, bias and an activation behind.
///
/// @param groups of the weights' first dimension
/// @param padding around the feature map; none for a dense layer
/// @param rebuild the layer with other parameters and another activation
record LearnedLayer(
        Parameters learned,
        ActivationFunction activation,
        int groups,
        Padding padding,
        BiFunction<Parameters, ActivationFunction, Layer> rebuild) {

    /// The layer as one with weights; empty for all other kinds.
    static Optional<LearnedLayer> of(Layer layer) {
        return switch (layer) {
            case Convolution l ->
                Optional.of(new LearnedLayer(
                        l.learned(),
                        l.activation(),
                        l.groups(),
                        l.window().padding(),
                        (learned, activation) -> l.withLearned(learned).withActivation(activation)));
            case Dense l ->
                Optional.of(new LearnedLayer(
                        l.learned(), l.activation(), 1, Padding.NONE, (learned, activation) -> l.withLearned(learned)
                                .withActivation(activation)));
            case Pool _,
                    Elementwise _,
                    ScaleShift _,
                    Concat _,
                    Activation _,
                    Softmax _,
                    Reshape _,
                    Transpose _,
                    Pad _,
                    Upsample _,
                    ArgMax _,
                    Requantise _,
                    HostOperation _ -> Optional.empty();
        };
    }

    /// The same, where nothing stands between the products' sum and the output.
    static Optional<LearnedLayer> linear(Layer layer) {
        return of(layer).filter(l -> l.activation().isLinear());
    }

    /// Whether weights and bias are real numbers, which may be scaled.
    boolean isReal() {
        return RealConstants.isReal(learned.weights()) && hasRealBias();
    }

    /// Whether there is no bias or one of real numbers, to which others may be added.
    boolean hasRealBias() {
        return learned.bias() == null || RealConstants.isReal(learned.bias());
    }

    Layer with(Parameters newLearned, ActivationFunction newActivation) {
        return rebuild.apply(newLearned, newActivation);
    }
}
