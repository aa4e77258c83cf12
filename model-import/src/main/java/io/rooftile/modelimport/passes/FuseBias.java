package io.rooftile.modelimport.passes;

import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Parameters;
import io.rooftile.core.network.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes a constant that is added per channel behind a convolution or a dense layer its bias, or part of it. Of
/// real numbers only: quantised, the sum would be rounded once instead of twice.
final class FuseBias implements GraphPass {
    @Override
    public Network apply(Network network) {
        return Fusion.intoProducer(
                network,
                (producer, layer) -> layer instanceof Elementwise sum ? fuse(producer, sum) : Optional.empty());
    }

    private static Optional<Layer> fuse(Layer producer, Elementwise sum) {
        Constant added = sum.constant();
        int channels = sum.output().shape().channels();
        if (added == null
                || !isSum(sum.kind())
                || !RealConstants.isReal(added)
                || !RealConstants.isReal(sum.input())
                || !RealConstants.isReal(sum.output())
                || !RealConstants.isPerChannel(added, channels)) {
            return Optional.empty();
        }
        int sign = sum.kind() == Elementwise.Kind.SUBTRACT ? -1 : 1;
        return LearnedLayer.linear(producer).filter(LearnedLayer::hasRealBias).map(l -> l.with(
                        withBias(l.learned(), added, sign), sum.activation())
                .withOutput(sum.output()));
    }

    private static boolean isSum(Elementwise.Kind kind) {
        return kind == Elementwise.Kind.ADD || kind == Elementwise.Kind.SUBTRACT;
    }

    private static Parameters withBias(Parameters learned, Constant added, int sign) {
        @Nullable Constant before = learned.bias();
        List<Constant> operands = new ArrayList<>(List.of(added));
        if (before != null) {
            operands.add(before);
        }
        Constant bias = RealConstants.computed(
                (before == null ? added : before).tensor().name(),
                Shape.of(learned.weights().shape().dim(0)),
                operands,
                k -> RealConstants.atOrZero(before, k) + sign * RealConstants.at(added, k));
        return new Parameters(learned.weights(), bias);
    }
}
