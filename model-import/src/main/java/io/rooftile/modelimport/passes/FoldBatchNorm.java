package io.rooftile.modelimport.passes;

import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Parameters;
import io.rooftile.core.network.ScaleShift;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Multiplies a [ScaleShift] into the weights of the convolution or dense layer before it, or else behind it.
///
/// Before it: `s[k] * (sum(w[k] * x) + b[k]) + t[k] = sum(s[k] * w[k] * x) + s[k] * b[k] + t[k]`. Behind it:
/// `sum(w[k][c] * (s[c] * x + t[c])) + b[k] = sum(w[k][c] * s[c] * x) + b[k] + sum(w[k][c] * t[c])`, which
/// holds at the border only where nothing is padded, since padding adds zeros behind the shift.
///
/// Of real numbers only. Where values are not known the structure is folded all the same, to unknown weights.
final class FoldBatchNorm implements GraphPass {
    @Override
    public Network apply(Network network) {
        Network intoFront = Fusion.intoProducer(
                network,
                (producer, layer) -> layer instanceof ScaleShift norm && isFoldable(norm)
                        ? intoLayerInFront(producer, norm)
                        : Optional.empty());
        return Fusion.intoReader(
                intoFront,
                (producer, layer) -> producer instanceof ScaleShift norm
                                && isFoldable(norm)
                                && norm.activation().isLinear()
                                && isReadOnce(intoFront, norm)
                        ? intoLayerBehind(norm, layer)
                        : Optional.empty());
    }

    private static boolean isReadOnce(Network network, ScaleShift norm) {
        return Fusion.reads(network).getOrDefault(norm.output().name(), 0) == 1;
    }

    private static boolean isFoldable(ScaleShift norm) {
        return RealConstants.isReal(norm.scale())
                && RealConstants.isReal(norm.shift())
                && RealConstants.isReal(norm.input())
                && RealConstants.isReal(norm.output());
    }

    private static Optional<Layer> intoLayerInFront(Layer producer, ScaleShift norm) {
        return LearnedLayer.linear(producer).filter(LearnedLayer::isReal).map(l -> l.with(
                        scaledOutputs(l.learned(), norm), norm.activation())
                .withOutput(norm.output()));
    }

    private static Optional<Layer> intoLayerBehind(ScaleShift norm, Layer layer) {
        return LearnedLayer.of(layer)
                .filter(LearnedLayer::isReal)
                .filter(l -> l.padding().isNone() || isZero(norm.shift()))
                .map(l -> l.with(scaledInputs(l.learned(), norm, l.groups()), l.activation())
                        .withInputs(norm.inputs()));
    }

    private static boolean isZero(Constant constant) {
        if (!(constant.values() instanceof Values.Floats floats)) {
            return false;
        }
        for (float value : floats.data()) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }

    private static Parameters scaledOutputs(Parameters learned, ScaleShift norm) {
        Constant weights = learned.weights();
        int outputs = weights.shape().dim(0);
        int perOutput = Math.toIntExact(weights.elements() / outputs);
        @Nullable Constant bias = learned.bias();
        List<Constant> biasOperands = new ArrayList<>(List.of(norm.scale(), norm.shift()));
        if (bias != null) {
            biasOperands.add(bias);
        }
        return new Parameters(
                RealConstants.computed(
                        weights.tensor().name(),
                        weights.shape(),
                        List.of(weights, norm.scale()),
                        i -> RealConstants.at(weights, i) * RealConstants.at(norm.scale(), i / perOutput)),
                RealConstants.computed(
                        (bias == null ? norm.shift() : bias).tensor().name(),
                        Shape.of(outputs),
                        biasOperands,
                        k -> RealConstants.at(norm.scale(), k) * RealConstants.atOrZero(bias, k)
                                + RealConstants.at(norm.shift(), k)));
    }

    private static Parameters scaledInputs(Parameters learned, ScaleShift norm, int groups) {
        Constant weights = learned.weights();
        int outputs = weights.shape().dim(0);
        int perOutput = Math.toIntExact(weights.elements() / outputs);
        int channels = weights.shape().channels();
        int outputsPerGroup = outputs / groups;
        @Nullable Constant bias = learned.bias();
        List<Constant> biasOperands = new ArrayList<>(List.of(weights, norm.shift()));
        if (bias != null) {
            biasOperands.add(bias);
        }
        return new Parameters(
                RealConstants.computed(weights.tensor().name(), weights.shape(), List.of(weights, norm.scale()), i -> {
                    int input = i / perOutput / outputsPerGroup * channels + i % channels;
                    return RealConstants.at(weights, i) * RealConstants.at(norm.scale(), input);
                }),
                RealConstants.computed(
                        (bias == null ? norm.shift() : bias).tensor().name(), Shape.of(outputs), biasOperands, k -> {
                            double sum = RealConstants.atOrZero(bias, k);
                            for (int i = k * perOutput; i < (k + 1) * perOutput; i++) {
                                int input = k / outputsPerGroup * channels + i % channels;
                                sum += RealConstants.at(weights, i) * RealConstants.at(norm.shift(), input);
                            }
                            return sum;
                        }));
    }
}
