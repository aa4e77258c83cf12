package io.rooftile.modelimport.passes;

import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes one layer of two that follow each other, all over a network.
final class Fusion {
    private Fusion() {}

    /// What may become of two layers that follow each other.
    @FunctionalInterface
    interface Rule {
        /// The layer that does the work of both, or empty.
        ///
        /// @param producer makes the only input of the layer
        Optional<Layer> fuse(Layer producer, Layer layer);
    }

    /// Takes layers into the ones that make their inputs. A rule is asked only where the layer alone reads what
    /// the producer makes; what it gives must write the layer's output, and stands in the producer's place.
    static Network intoProducer(Network network, Rule rule) {
        Map<String, Integer> reads = reads(network);
        List<Layer> layers = new ArrayList<>();
        Map<String, Integer> madeAt = new HashMap<>();
        for (Layer layer : network.layers()) {
            Integer at = onlyInput(layer).map(Tensor::name).map(madeAt::get).orElse(null);
            Optional<Layer> fused = at != null && isReadOnce(reads, layer.input())
                    ? rule.fuse(layers.get(at), layer)
                    : Optional.empty();
            int position = fused.isPresent() && at != null ? at : layers.size();
            if (position == layers.size()) {
                layers.add(layer);
            } else {
                layers.set(position, fused.orElseThrow());
            }
            madeAt.put(layer.output().name(), position);
        }
        return new Network(network.name(), network.inputs(), network.outputs(), layers);
    }

    /// Takes layers into the ones that read them. What a rule gives must read the producer's input and write the
    /// layer's output, and stands in the layer's place; a producer that nobody reads any more is left out.
    static Network intoReader(Network network, Rule rule) {
        Map<String, Integer> reads = reads(network);
        Map<String, Layer> makers = new LinkedHashMap<>();
        for (Layer layer : network.layers()) {
            Layer producer = onlyInput(layer).map(Tensor::name).map(makers::get).orElse(null);
            Optional<Layer> fused = producer == null ? Optional.empty() : rule.fuse(producer, layer);
            makers.put(layer.output().name(), fused.orElse(layer));
            if (producer != null && fused.isPresent()) {
                reads.merge(producer.input().name(), 1, Integer::sum);
                if (reads.merge(producer.output().name(), -1, Integer::sum) == 0) {
                    makers.remove(producer.output().name());
                    reads.merge(producer.input().name(), -1, Integer::sum);
                }
            }
        }
        return new Network(network.name(), network.inputs(), network.outputs(), List.copyOf(makers.values()));
    }

    /// How often each tensor is read, by layers and as an output of the network.
    static Map<String, Integer> reads(Network network) {
        Map<String, Integer> reads = new HashMap<>();
        for (Layer layer : network.layers()) {
            layer.inputs().forEach(tensor -> reads.merge(tensor.name(), 1, Integer::sum));
        }
        network.outputs().forEach(tensor -> reads.merge(tensor.name(), 1, Integer::sum));
        return reads;
    }

    private static boolean isReadOnce(Map<String, Integer> reads, Tensor tensor) {
        return reads.getOrDefault(tensor.name(), 0) == 1;
    }

    private static Optional<Tensor> onlyInput(Layer layer) {
        return layer.inputs().size() == 1 ? Optional.of(layer.input()) : Optional.empty();
    }
}
