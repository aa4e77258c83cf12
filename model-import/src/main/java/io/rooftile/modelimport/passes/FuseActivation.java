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
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Pad;
import io.rooftile.core.network.Pool;
import io.rooftile.core.network.Requantise;
import io.rooftile.core.network.Reshape;
import io.rooftile.core.network.ScaleShift;
import io.rooftile.core.network.Softmax;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Transpose;
import io.rooftile.core.network.Upsample;
import java.util.Optional;

/// Takes an [Activation] into the layer before it, where that one has none yet, and a [Requantise] into the one that
/// makes its real numbers: what a trained quantiser rounds to is then what the layer itself gives.
///
/// Where the tensor between is of real numbers, nothing is rounded there and any function may be taken in. Of quantised
/// ones only a clamp, and only where the tensor between has the output's format and scale: the clamp then cuts the same
/// stored numbers off before or after rounding.
final class FuseActivation implements GraphPass {
    @Override
    public Network apply(Network network) {
        return Fusion.intoProducer(
                network, (producer, layer) -> fused(producer, layer).map(fused -> fused.withOutput(layer.output())));
    }

    private static Optional<Layer> fused(Layer producer, Layer layer) {
        if (layer instanceof Activation activation && isExact(activation)) {
            return withActivation(producer, activation.function());
        }
        boolean isRounding = layer instanceof Requantise && RealConstants.isReal(layer.input());
        return isRounding
                        && isComputed(producer)
                        && layer.input().shape().equals(layer.output().shape())
                ? Optional.of(producer)
                : Optional.empty();
    }

    private static boolean isExact(Activation activation) {
        Tensor input = activation.input();
        Tensor output = activation.output();
        if (!input.shape().equals(output.shape())) {
            return false;
        }
        return RealConstants.isReal(input)
                || (activation.function().isClamp()
                        && input.format().equals(output.format())
                        && input.quantisation().equals(output.quantisation()));
    }

    /// Whether a layer makes new numbers out of others, instead of moving or looking them up.
    private static boolean isComputed(Layer layer) {
        return switch (layer) {
            case Convolution _, Dense _, Elementwise _, ScaleShift _, Pool _, Activation _ -> true;
            case Concat _,
                    Softmax _,
                    Reshape _,
                    Transpose _,
                    Pad _,
                    Upsample _,
                    ArgMax _,
                    Requantise _,
                    HostOperation _ -> false;
        };
    }

    /// Whether a layer may have the function instead of its own; a clamp twice is that clamp.
    private static boolean takes(ActivationFunction own, ActivationFunction function) {
        return own.isLinear() || (own.equals(function) && function.isClamp());
    }

    private static Optional<Layer> withActivation(Layer layer, ActivationFunction function) {
        return switch (layer) {
            case Convolution l when takes(l.activation(), function) -> Optional.of(l.withActivation(function));
            case Dense l when takes(l.activation(), function) -> Optional.of(l.withActivation(function));
            case Elementwise l when takes(l.activation(), function) -> Optional.of(l.withActivation(function));
            case ScaleShift l when takes(l.activation(), function) -> Optional.of(l.withActivation(function));
            case Pool l when takes(l.activation(), function) -> Optional.of(l.withActivation(function));
            // Those that have another activation already, and those that have no place for one.
            case Convolution _,
                    Dense _,
                    Elementwise _,
                    ScaleShift _,
                    Pool _,
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
}
