package io.rooftile.core.dataflow;

import io.rooftile.core.network.HostOperation;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Requantise;
import io.rooftile.core.network.Reshape;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Softmax;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Transpose;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A network as stages and streams: which layers are hardware, where each stage's inputs come from, what the host does.
///
/// @param stages in the network's order
/// @param inlets per stage, its inputs
/// @param hostLayers layers that the host does behind the last stage
/// @param freeLayers layers that are no work in a stream
/// @param hostSteps layers in the middle of the pipeline that only the host could do
/// @param border what crosses between host and pipeline
public record Pipeline(
        List<StageShape> stages,
        List<List<Inlet>> inlets,
        Set<String> hostLayers,
        Set<String> freeLayers,
        List<Layer> hostSteps,
        Border border) {
    public static final int HOST = -1;

    /// One input of a stage.
    ///
    /// @param source index of the stage that makes it, [#HOST] for the network's inputs
    /// @param elements in one inference
    public record Inlet(int source, long elements) {}

    /// What crosses between host and pipeline in one inference.
    public record Border(List<Tensor> inputs, List<Tensor> outputs) {}

    public static Pipeline of(Network network) {
        Set<String> hostLayers = hostTail(network);
        Set<String> freeLayers = new HashSet<>();
        List<Layer> hostSteps = new ArrayList<>();
        List<StageShape> stages = new ArrayList<>();
        List<List<Inlet>> inlets = new ArrayList<>();
        Map<String, Integer> maker = new HashMap<>();
        for (Tensor input : network.inputs()) {
            maker.put(input.name(), HOST);
        }
        Set<String> leaving = new HashSet<>();
        Map<String, Tensor> outputs = new HashMap<>();
        for (Layer layer : network.layers()) {
            if (hostLayers.contains(layer.name())) {
                for (Tensor input : layer.inputs()) {
                    if (maker.containsKey(input.name())) {
                        leaving.add(input.name());
                        outputs.put(input.name(), input);
                    }
                }
                continue;
            }
            int first = source(maker, layer.input());
            if (isFree(layer) || entersAsReal(layer, first)) {
                (isFree(layer) ? freeLayers : hostLayers).add(layer.name());
                maker.put(layer.output().name(), first);
                continue;
            }
            if (layer instanceof Softmax || layer instanceof HostOperation) {
                hostSteps.add(layer);
                maker.put(layer.output().name(), first);
                continue;
            }
            stages.add(StageShape.of(layer));
            inlets.add(layer.inputs().stream()
                    .map(t -> new Inlet(source(maker, t), t.shape().elements()))
                    .toList());
            maker.put(layer.output().name(), stages.size() - 1);
        }
        for (Tensor output : network.outputs()) {
            if (maker.containsKey(output.name()) && leaving.add(output.name())) {
                outputs.put(output.name(), output);
            }
        }
        return new Pipeline(
                List.copyOf(stages),
                List.copyOf(inlets),
                Set.copyOf(hostLayers),
                Set.copyOf(freeLayers),
                List.copyOf(hostSteps),
                new Border(network.inputs(), List.copyOf(outputs.values())));
    }

    private static int source(Map<String, Integer> maker, Tensor tensor) {
        Integer stage = maker.get(tensor.name());
        if (stage == null) {
            throw new IllegalArgumentException("tensor " + tensor.name() + " is made by the host");
        }
        return stage;
    }

    /// Layers at the end that the host does: they and all that reads them.
    private static Set<String> hostTail(Network network) {
        Map<String, List<Layer>> readers = new HashMap<>();
        for (Layer layer : network.layers()) {
            for (Tensor input : layer.inputs()) {
                readers.computeIfAbsent(input.name(), _ -> new ArrayList<>()).add(layer);
            }
        }
        Set<String> host = new HashSet<>();
        for (Layer layer : network.layers().reversed()) {
            List<Layer> behind = readers.getOrDefault(layer.output().name(), List.of());
            boolean isTail = behind.stream().allMatch(reader -> host.contains(reader.name()));
            boolean isFreeTail = isFree(layer) && !behind.isEmpty();
            boolean isForHost = layer instanceof Softmax
                    || layer instanceof HostOperation
                    || (layer instanceof Requantise && layer.output().format().isFloat());
            if (isTail && (isForHost || isFreeTail)) {
                host.add(layer.name());
            }
        }
        return host;
    }

    /// Whether the layer turns the user's real numbers into stored ones: the host does that on the way in.
    private static boolean entersAsReal(Layer layer, int source) {
        return layer instanceof Requantise
                && source == HOST
                && layer.input().format().isFloat();
    }

    /// Whether a stream of elements is the same before and after.
    public static boolean isFree(Layer layer) {
        if (layer instanceof Transpose transpose) {
            return keepsOrder(transpose.input().shape(), transpose.permutation());
        }
        return layer instanceof Reshape;
    }

    private static boolean keepsOrder(Shape shape, List<Integer> permutation) {
        int last = -1;
        for (int axis : permutation) {
            if (shape.dim(axis) > 1) {
                if (axis < last) {
                    return false;
                }
                last = axis;
            }
        }
        return true;
    }
}
