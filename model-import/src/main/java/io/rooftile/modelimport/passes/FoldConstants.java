package io.rooftile.modelimport.passes;

import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.ScaleShift;
import io.rooftile.core.network.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Brings constants together: `(s * x + t) * u + v` with one number per channel becomes one [ScaleShift],
/// however it is spread over scale-shifts, products, sums and differences with constants; a product behind a
/// convolution or dense layer becomes a [ScaleShift] too, so that [FoldBatchNorm] finds it. Of real numbers
/// only.
final class FoldConstants implements GraphPass {
    /// More than any trained normalisation; a single number must not become gigabytes.
    private static final int MOST_CHANNELS = 1 << 20;

    @Override
    public Network apply(Network network) {
        Network merged = Fusion.intoProducer(network, FoldConstants::merge);
        List<Layer> layers = new ArrayList<>();
        for (Layer layer : merged.layers()) {
            Optional<ScaleShift> scaled = isScaledOutput(merged, layer) ? asScaleShift(layer) : Optional.empty();
            layers.add(scaled.isPresent() ? scaled.get() : layer);
        }
        return new Network(merged.name(), merged.inputs(), merged.outputs(), layers);
    }

    private static Optional<Layer> merge(Layer producer, Layer layer) {
        Optional<ScaleShift> first =
                asScaleShift(producer).filter(l -> l.activation().isLinear());
        Optional<ScaleShift> second = asScaleShift(layer);
        return first.isEmpty() || second.isEmpty() ? Optional.empty() : Optional.of(merge(first.get(), second.get()));
    }

    private static Layer merge(ScaleShift first, ScaleShift second) {
        Shape channels = Shape.of(second.output().shape().channels());
        return new ScaleShift(
                first.name(),
                first.input(),
                second.output(),
                RealConstants.computed(
                        second.scale().tensor().name(),
                        channels,
                        List.of(first.scale(), second.scale()),
                        k -> RealConstants.at(first.scale(), k) * RealConstants.at(second.scale(), k)),
                RealConstants.computed(
                        second.shift().tensor().name(),
                        channels,
                        List.of(first.shift(), second.scale(), second.shift()),
                        k -> RealConstants.at(first.shift(), k) * RealConstants.at(second.scale(), k)
                                + RealConstants.at(second.shift(), k)),
                second.activation());
    }

    /// Whether the layer multiplies what a convolution or dense layer, and no other, has made.
    private static boolean isScaledOutput(Network network, Layer layer) {
        return layer instanceof Elementwise product
                && product.kind() == Elementwise.Kind.MULTIPLY
                && product.constant() != null
                && network.layers().stream()
                        .filter(l -> l.output().name().equals(product.input().name()))
                        .anyMatch(l -> LearnedLayer.of(l).isPresent());
    }

    /// The layer as scale and shift, when it is one in effect.
    private static Optional<ScaleShift> asScaleShift(Layer layer) {
        return switch (layer) {
            case ScaleShift l
            when RealConstants.isReal(l.scale())
                    && RealConstants.isReal(l.shift())
                    && RealConstants.isReal(l.output()) -> Optional.of(l);
            case Elementwise l when l.constant() != null -> asScaleShift(l, l.constant());
            case Layer _ -> Optional.empty();
        };
    }

    private static Optional<ScaleShift> asScaleShift(Elementwise layer, Constant constant) {
        int channels = layer.output().shape().channels();
        if (!RealConstants.isReal(constant)
                || !RealConstants.isReal(layer.output())
                || !RealConstants.isPerChannel(constant, channels)
                || channels > MOST_CHANNELS
                || !layer.input().shape().equals(layer.output().shape())) {
            return Optional.empty();
        }
        String name = constant.tensor().name();
        Constant spread =
                RealConstants.computed(name, Shape.of(channels), List.of(constant), k -> RealConstants.at(constant, k));
        return switch (layer.kind()) {
            case MULTIPLY ->
                Optional.of(scaleShift(layer, spread, RealConstants.uniform(name + "/shift", channels, 0)));
            case ADD -> Optional.of(scaleShift(layer, RealConstants.uniform(name + "/scale", channels, 1), spread));
            case SUBTRACT ->
                Optional.of(scaleShift(
                        layer,
                        RealConstants.uniform(name + "/scale", channels, 1),
                        RealConstants.computed(
                                name, Shape.of(channels), List.of(constant), k -> -RealConstants.at(constant, k))));
            case MAXIMUM, MINIMUM -> Optional.empty();
        };
    }

    private static ScaleShift scaleShift(Elementwise layer, Constant scale, Constant shift) {
        return new ScaleShift(layer.name(), layer.input(), layer.output(), scale, shift, layer.activation());
    }
}
