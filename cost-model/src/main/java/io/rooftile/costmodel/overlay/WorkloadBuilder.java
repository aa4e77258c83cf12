package io.rooftile.costmodel.overlay;

import io.rooftile.core.network.Activation;
import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.ArgMax;
import io.rooftile.core.network.ChannelAugmentation;
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
import io.rooftile.costmodel.overlay.TaskKind.Reader;
import io.rooftile.costmodel.overlay.TaskShapes.StoredMap;
import io.rooftile.costmodel.overlay.Workload.Fault;
import io.rooftile.costmodel.overlay.Workload.Row;
import io.rooftile.costmodel.overlay.Workload.StoredArea;
import io.rooftile.costmodel.overlay.Workload.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns a network into the engine's tasks, by the rules of the instruction compiler:
///
/// - Clamps and requantisation are part of the layer they follow.
/// - A reshape is free: its reader reads the map as it lies.
/// - What the engine cannot do is the host's, as long as only the like is before it (and no layer with weights
///   is) or behind it. All else is a fault.
final class WorkloadBuilder {
    private final Network network;
    private final Map<String, StoredMap> maps = new HashMap<>();
    /// By name of a tensor that was only reshaped, the one whose place it has.
    private final Map<String, String> places = new HashMap<>();
    private final Set<String> fromHost = new HashSet<>();
    private final Map<String, LayerShape> shapes = new LinkedHashMap<>();
    private final Map<String, NoHardwareException> obstacles = new HashMap<>();
    private final Set<String> reshapes = new HashSet<>();
    private final List<Row> rows = new ArrayList<>();
    private final List<Task> tasks = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();

    private final boolean isSmall;

    private WorkloadBuilder(Network network, boolean isSmall) {
        this.network = network;
        this.isSmall = isSmall;
    }

    /// The tasks of a network.
    ///
    /// @param isSmall whether the engine is a small one, which adds no maps and repeats no columns
    static Workload build(Network network, boolean isSmall) {
        return new WorkloadBuilder(network, isSmall).build();
    }

    private Workload build() {
        network.inputs().forEach(input -> fromHost.add(input.name()));
        network.layers().forEach(this::place);
        Set<String> behind = behind();
        for (int i = 0; i < network.layers().size(); i++) {
            rows.add(row(i, behind));
        }
        if (faults.isEmpty() && tasks.isEmpty()) {
            faults.add(new Fault(
                    network.name(), "network", "nothing in it is work of the engine", "a network with layers of MACs"));
        }
        Map<String, StoredArea> areas = areas(behind);
        List<String> stored = List.copyOf(areas.keySet());
        return new Workload(network, rows, withReaders(stored), List.copyOf(areas.values()), faults);
    }

    private void place(Layer layer) {
        boolean isFirst = layer.inputs().stream().allMatch(input -> fromHost.contains(input.name()));
        if (isFirst && (layer instanceof Requantise || layer instanceof Reshape)) {
            fromHost.add(layer.output().name());
            return;
        }
        try {
            if (layer instanceof Reshape reshape) {
                reshapes.add(layer.name());
                maps.put(layer.output().name(), map(reshape.input()));
                places.put(layer.output().name(), placeOf(reshape.input()));
                return;
            }
            shapes.put(layer.name(), shape(layer));
            map(layer.output());
        } catch (NoHardwareException obstacle) {
            obstacles.put(layer.name(), obstacle);
            if (isFirst && layer.macs() == 0) {
                fromHost.add(layer.output().name());
            }
        }
    }

    private StoredMap map(Tensor tensor) {
        StoredMap known = maps.get(tensor.name());
        if (known == null) {
            known = StoredMap.of(tensor);
            maps.put(tensor.name(), known);
        }
        return known;
    }

    private String placeOf(Tensor tensor) {
        return places.getOrDefault(tensor.name(), tensor.name());
    }

    private LayerShape shape(Layer layer) {
        return switch (layer) {
            case Convolution convolution -> new TaskShapes(map(layer.input())).of(convolution);
            case Dense dense -> new TaskShapes(map(layer.input())).of(dense);
            case Pool pool -> new TaskShapes(map(layer.input())).of(pool);
            case Upsample upsample when !isSmall -> new TaskShapes(map(layer.input())).of(upsample);
            case Elementwise sum
            when sum.inputs().size() == 2 && !isSmall ->
                new TaskShapes(map(layer.input())).of(sum, map(sum.inputs().getLast()));
            case Elementwise _,
                    ScaleShift _,
                    Activation _,
                    Requantise _,
                    Upsample _,
                    Pad _,
                    Concat _,
                    Reshape _,
                    Transpose _,
                    Softmax _,
                    ArgMax _,
                    HostOperation _ -> throw NoHardwareException.ofOperation();
        };
    }

    /// Layers that the host does behind the engine.
    private Set<String> behind() {
        Set<String> behind = new HashSet<>();
        for (Layer layer : network.layers().reversed()) {
            boolean onlyReshapes =
                    reshapes.contains(layer.name()) && !network.outputs().contains(layer.output());
            boolean isHosts = obstacles.containsKey(layer.name()) || onlyReshapes;
            if (isLast(layer, behind)
                    && isHosts
                    && !fromHost.contains(layer.output().name())) {
                behind.add(layer.name());
            }
        }
        return behind;
    }

    private boolean isLast(Layer layer, Set<String> behind) {
        return network.layers().stream()
                .filter(reader -> reader.inputs().contains(layer.output()))
                .allMatch(reader -> behind.contains(reader.name()));
    }

    private Row row(int index, Set<String> behind) {
        Layer layer = network.layers().get(index);
        if (behind.contains(layer.name()) || fromHost.contains(layer.output().name())) {
            return new Row(Workload.NONE, "on the host, its time is not known");
        }
        NoHardwareException obstacle = obstacles.get(layer.name());
        if (obstacle != null) {
            faults.add(new Fault(
                    layer.name(), layer.typeName(), Objects.requireNonNull(obstacle.getMessage()), obstacle.lever));
            return new Row(Workload.NONE, "no hardware for it");
        }
        LayerShape shape = shapes.get(layer.name());
        if (shape == null) {
            return new Row(Workload.NONE, "free, its reader reads the map as it lies");
        }
        boolean isClamped = function(layer).isClamp();
        if (!isClamped && !isLast(layer, behind)) {
            faults.add(new Fault(
                    layer.name(), layer.typeName(), "its activation is no clamp", "a network with clamps alone"));
        }
        tasks.add(new Task(
                index, shape, augmentable(layer), makers(layer), List.of(), Workload.NONE, new Reader.Whole()));
        return new Row(tasks.size() - 1, isClamped ? "" : "its activation on the host");
    }

    /// The layer, if the host may augment its input. A small engine takes it as it is.
    private @Nullable Convolution augmentable(Layer layer) {
        return !isSmall
                        && layer instanceof Convolution convolution
                        && fromHost.contains(convolution.input().name())
                        && ChannelAugmentation.isPossible(network, convolution)
                ? convolution
                : null;
    }

    /// The tasks that make what a layer reads.
    private List<Integer> makers(Layer layer) {
        return layer.inputs().stream()
                .map(input -> {
                    for (int i = tasks.size() - 1; i >= 0; i--) {
                        String made = network.layers()
                                .get(tasks.get(i).layer())
                                .output()
                                .name();
                        if (made.equals(placeOf(input))) {
                            return i;
                        }
                    }
                    return Workload.NONE;
                })
                .toList();
    }

    /// Who is behind whom, and where maps lie, is known when all tasks are; the host takes the last result as a
    /// whole.
    ///
    /// @param stored names of the maps in memory
    private List<Task> withReaders(List<String> stored) {
        List<Task> known = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            Task task = tasks.get(i);
            Reader reader = i + 1 < tasks.size() ? reader(task, tasks.get(i + 1)) : new Reader.Whole();
            Layer layer = network.layers().get(task.layer());
            List<Integer> reads = layer.inputs().stream()
                    .map(input -> stored.indexOf(placeOf(input)))
                    .toList();
            int makes = stored.indexOf(placeOf(layer.output()));
            known.add(new Task(task.layer(), task.shape(), task.augmentable(), task.makers(), reads, makes, reader));
        }
        return known;
    }

    private Reader reader(Task task, Task next) {
        String made = network.layers().get(task.layer()).output().name();
        boolean isRead = network.layers().get(next.layer()).inputs().stream()
                .anyMatch(input -> placeOf(input).equals(made));
        if (!isRead) {
            return new Reader.None();
        }
        return next.shape().output().rows() > 1 ? new Reader.Parts(next.shape()) : new Reader.Whole();
    }

    private static ActivationFunction function(Layer layer) {
        return switch (layer) {
            case Convolution convolution -> convolution.activation();
            case Dense dense -> dense.activation();
            case Pool pool -> pool.activation();
            case Elementwise elementwise -> elementwise.activation();
            case ScaleShift scaleShift -> scaleShift.activation();
            case Activation activation -> activation.function();
            case Concat _,
                    Softmax _,
                    Reshape _,
                    Transpose _,
                    Pad _,
                    Upsample _,
                    ArgMax _,
                    Requantise _,
                    HostOperation _ -> ActivationFunction.LINEAR;
        };
    }

    /// Where maps are needed from and until when.
    private Map<String, StoredArea> areas(Set<String> behind) {
        Map<String, Integer> made = new LinkedHashMap<>();
        Map<String, Integer> read = new HashMap<>();
        for (int i = 0; i < tasks.size(); i++) {
            Layer layer = network.layers().get(tasks.get(i).layer());
            for (Tensor input : layer.inputs()) {
                made.putIfAbsent(placeOf(input), Workload.NONE);
                read.put(placeOf(input), i);
            }
        }
        for (int i = 0; i < tasks.size(); i++) {
            made.put(placeOf(network.layers().get(tasks.get(i).layer()).output()), i);
        }
        network.outputs().forEach(output -> read.put(placeOf(output), tasks.size()));
        network.layers().stream()
                .filter(layer -> behind.contains(layer.name()))
                .flatMap(layer -> layer.inputs().stream())
                .forEach(taken -> read.put(placeOf(taken), tasks.size()));
        Map<String, StoredArea> areas = new LinkedHashMap<>();
        made.forEach((name, task) -> areas.put(
                name,
                new StoredArea(
                        Objects.requireNonNull(maps.get(name)),
                        task,
                        read.getOrDefault(name, task),
                        augmenting(name))));
        return areas;
    }

    /// The task for which the host may augment a map.
    private @Nullable Task augmenting(String map) {
        for (Task task : tasks) {
            if (task.augmentable() != null && task.augmentable().input().name().equals(map)) {
                return task;
            }
        }
        return null;
    }
}
