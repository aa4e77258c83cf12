package io.rooftile.rtl.overlay;

import io.rooftile.core.UserInputException;
import io.rooftile.core.network.ChannelAugmentation;
import io.rooftile.core.network.ChannelAugmentation.Way;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Reshape;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Upsample;
import io.rooftile.quantization.integer.ArgMaxLayer;
import io.rooftile.quantization.integer.BilinearLayer;
import io.rooftile.quantization.integer.ExtremeLayer;
import io.rooftile.quantization.integer.FloatBilinearLayer;
import io.rooftile.quantization.integer.IntegerLayer;
import io.rooftile.quantization.integer.IntegerNetwork;
import io.rooftile.quantization.integer.MatrixLayer;
import io.rooftile.quantization.integer.MeanLayer;
import io.rooftile.quantization.integer.MoveLayer;
import io.rooftile.quantization.integer.PoolLayer;
import io.rooftile.quantization.integer.ProductLayer;
import io.rooftile.quantization.integer.RealLayer;
import io.rooftile.quantization.integer.RescaledConcat;
import io.rooftile.quantization.integer.SoftmaxLayer;
import io.rooftile.quantization.integer.StoreLayer;
import io.rooftile.quantization.integer.SumLayer;
import io.rooftile.quantization.integer.UnaryLayer;
import io.rooftile.quantization.integer.WideSoftmaxLayer;
import io.rooftile.rtl.overlay.LayerPlace.Where;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Which layers the engine computes, in its terms, and which the host does before and behind it: before it what
/// only prepares the input, behind it what the engine cannot do and nothing but the like reads.
///
/// @param tasks in order
/// @param inputs by name of a tensor that the host gives, its map
/// @param outputs by name of a tensor that the host gets, its map
/// @param maps by name of a tensor on the engine, its map; tensors that were only reshaped share one
/// @param places of all layers, in the network's order
record NetworkMapping(
        List<Task> tasks,
        Map<String, FeatureMap> inputs,
        Map<String, FeatureMap> outputs,
        Map<String, FeatureMap> maps,
        List<LayerPlace> places) {

    /// @throws UserInputException with every layer that keeps the network from running on the engine, and why
    static NetworkMapping of(IntegerNetwork network, EngineShape shape) {
        return new Finder(network, shape).mapping();
    }

    private static final class Finder {
        private final IntegerNetwork integers;
        private final Network network;
        private final EngineShape shape;
        private final Map<String, FeatureMap> maps = new LinkedHashMap<>();
        private final Set<String> fromHost = new HashSet<>();
        private final Map<String, Task> tasks = new LinkedHashMap<>();
        /// By layer that the engine does not compute, why.
        private final Map<String, String> reasons = new HashMap<>();
        private final Set<String> reshapes = new HashSet<>();

        Finder(IntegerNetwork integers, EngineShape shape) {
            this.integers = integers;
            this.network = integers.network();
            this.shape = shape;
        }

        NetworkMapping mapping() {
            network.inputs().forEach(input -> fromHost.add(input.name()));
            integers.layers().forEach(this::place);
            Set<String> behind = behind();
            requirePossible(behind);
            List<Task> kept = tasks.values().stream()
                    .filter(task -> !behind.contains(task.layer()))
                    .toList();
            Map<String, FeatureMap> inputs = new LinkedHashMap<>();
            Map<String, FeatureMap> outputs = new LinkedHashMap<>();
            List<LayerPlace> places = new ArrayList<>();
            network.outputs().forEach(output -> addMade(outputs, output, behind));
            for (Layer layer : network.layers()) {
                Where where = where(layer, behind);
                places.add(
                        new LayerPlace(layer.name(), layer.typeName(), where, reasons.getOrDefault(layer.name(), "")));
                for (Tensor tensor : layer.inputs()) {
                    if (where == Where.HOST) {
                        addMade(outputs, tensor, behind);
                    } else if (fromHost.contains(tensor.name())) {
                        inputs.put(tensor.name(), map(tensor));
                    }
                }
            }
            return new NetworkMapping(kept, inputs, outputs, maps, places);
        }

        private Where where(Layer layer, Set<String> behind) {
            if (behind.contains(layer.name())
                    || fromHost.contains(layer.output().name())) {
                return Where.HOST;
            }
            return reshapes.contains(layer.name()) ? Where.NOWHERE : Where.ENGINE;
        }

        private void addMade(Map<String, FeatureMap> outputs, Tensor tensor, Set<String> behind) {
            boolean isMade = network.layers().stream()
                    .anyMatch(
                            layer -> layer.output().name().equals(tensor.name()) && where(layer, behind) != Where.HOST);
            if (isMade) {
                outputs.put(tensor.name(), map(tensor));
            }
        }

        private FeatureMap map(Tensor tensor) {
            return maps.computeIfAbsent(tensor.name(), _ -> FeatureMap.of(tensor, shape));
        }

        /// Names a layer's task, or why there is none.
        private void place(IntegerLayer integer) {
            Layer layer = integer.layer();
            boolean isFirst = layer.inputs().stream().allMatch(input -> fromHost.contains(input.name()));
            if (isFirst && (integer instanceof StoreLayer || layer instanceof Reshape)) {
                fromHost.add(layer.output().name());
                reasons.put(layer.name(), "at the border");
                return;
            }
            try {
                if (layer instanceof Reshape) {
                    reshapes.add(layer.name());
                    maps.put(layer.output().name(), map(layer.input()));
                    return;
                }
                augment(integer);
                List<FeatureMap> inputs = layer.inputs().stream().map(this::map).toList();
                tasks.put(layer.name(), task(integer, new TaskBuilder(inputs, map(layer.output()))));
            } catch (UnmappableException unmappable) {
                reasons.put(layer.name(), Objects.requireNonNull(unmappable.getMessage()));
                if (isFirst && !(integer instanceof MatrixLayer)) {
                    fromHost.add(layer.output().name());
                }
            }
        }

        /// Gives what the host writes the channels that the array has room for. A small engine takes it as it
        /// is: each feature would come over the serial line several times.
        private void augment(IntegerLayer integer) {
            if (integer instanceof MatrixLayer matrix
                    && integer.layer() instanceof Convolution layer
                    && fromHost.contains(layer.input().name())
                    && !shape.isSmall()
                    && ChannelAugmentation.isPossible(network, layer)) {
                Way way = ChannelAugmentation.best(
                        layer, shape.pp(), shape.icp(), shape.ocp(), shape.wordBytes(), shape.beatBytes());
                if (way != Way.NONE) {
                    FeatureMap map = map(layer.input());
                    maps.put(map.name(), map.augmented(new ChannelAugmentation(layer, way), matrix.inputZeroPoint()));
                }
            }
        }

        private static Task task(IntegerLayer layer, TaskBuilder builder) {
            return switch (layer) {
                case MatrixLayer matrix -> builder.of(matrix);
                case PoolLayer pool -> builder.of(pool);
                case MeanLayer mean -> builder.of(mean);
                case SumLayer sum -> builder.of(sum);
                case MoveLayer move when move.layer() instanceof Upsample upsample -> builder.of(upsample);
                case SoftmaxLayer _, WideSoftmaxLayer _, RealLayer _, StoreLayer _, ArgMaxLayer _ ->
                    throw new UnmappableException("only the host does this");
                case MoveLayer _,
                        UnaryLayer _,
                        ProductLayer _,
                        ExtremeLayer _,
                        RescaledConcat _,
                        BilinearLayer _,
                        FloatBilinearLayer _ -> throw new UnmappableException("the engine has no such operation");
            };
        }

        /// Layers that the host does behind the engine: what the engine cannot do and what only gives such layers
        /// another shape, as long as nothing but the like is behind.
        private Set<String> behind() {
            Set<String> behind = new HashSet<>();
            for (Layer layer : network.layers().reversed()) {
                boolean isLast = network.layers().stream()
                        .filter(reader -> reader.inputs().contains(layer.output()))
                        .allMatch(reader -> behind.contains(reader.name()));
                boolean isOutput = network.outputs().contains(layer.output());
                boolean onlyReshapes = reshapes.contains(layer.name()) && !isOutput;
                boolean isHosts = reasons.containsKey(layer.name()) || onlyReshapes;
                if (isLast && isHosts && !fromHost.contains(layer.output().name())) {
                    behind.add(layer.name());
                }
            }
            return behind;
        }

        private void requirePossible(Set<String> behind) {
            List<String> faults = new ArrayList<>();
            boolean runs = false;
            for (Layer layer : network.layers()) {
                Where where = where(layer, behind);
                String reason = reasons.get(layer.name());
                runs |= where == Where.ENGINE;
                if (where != Where.HOST && reason != null) {
                    faults.add(layer.name() + " (" + layer.typeName() + "): " + reason);
                }
            }
            if (faults.isEmpty() && !runs) {
                network.layers()
                        .forEach(layer -> faults.add(layer.name() + " (" + layer.typeName() + "): "
                                + reasons.getOrDefault(layer.name(), "it computes nothing")));
            }
            if (!faults.isEmpty()) {
                throw UserInputException.withDetails(
                        network.name(),
                        "",
                        "an overlay engine cannot run it",
                        "take another design, or leave the layer to the host",
                        faults);
            }
        }
    }
}
