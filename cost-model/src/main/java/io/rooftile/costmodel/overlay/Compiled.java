package io.rooftile.costmodel.overlay;

import io.rooftile.core.network.ChannelAugmentation.Way;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.overlay.Workload.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A network prepared for all engines that some options make. Immutable.
final class Compiled {
    final Workload workload;
    final OverlayOptions options;
    final Target target;
    /// By task, then how its input is augmented and that of the task before.
    private final List<Map<Way, Map<Way, Integer>>> kindOfTask = new ArrayList<>();
    /// By task, where its operands come from and which maps they and its result are.
    final TaskMaps[] maps;
    final TaskKind[] kinds;
    final long macs;
    /// Bits that the network's stored weights need.
    final int leastWeightBits;

    Compiled(Network network, Target target, OverlayOptions options) {
        this.workload = WorkloadBuilder.build(network, EngineMemory.of(target).isOnChip());
        this.options = options;
        this.target = target;
        this.macs = workload.tasks().stream()
                .mapToLong(task -> network.layers().get(task.layer()).macs())
                .sum();
        this.leastWeightBits = EngineBits.ofStoredWeights(network);
        Map<LayerShape, ShapeTables> tables = new LinkedHashMap<>();
        Map<TaskKind, Integer> distinct = new LinkedHashMap<>();
        List<Task> tasks = workload.tasks();
        maps = tasks.stream().map(TaskMaps::of).toArray(TaskMaps[]::new);
        for (int i = 0; i < tasks.size(); i++) {
            Map<Way, Map<Way, Integer>> kindOfWay = new EnumMap<>(Way.class);
            for (Way way : Way.values()) {
                LayerShape shape = tasks.get(i).shape(way);
                ShapeTables own = tables.computeIfAbsent(shape, _ -> new ShapeTables(shape, options));
                Map<Way, Integer> kindOfWayBefore = new EnumMap<>(Way.class);
                for (Way wayBefore : Way.values()) {
                    ShapeTables before =
                            i == 0 ? null : tables.get(tasks.get(i - 1).shape(wayBefore));
                    TaskKind kind = new TaskKind(own, before, tasks.get(i).behind());
                    distinct.putIfAbsent(kind, distinct.size());
                    kindOfWayBefore.put(wayBefore, distinct.get(kind));
                }
                kindOfWay.put(way, kindOfWayBefore);
            }
            kindOfTask.add(kindOfWay);
        }
        kinds = distinct.keySet().toArray(TaskKind[]::new);
    }

    int tasks() {
        return maps.length;
    }

    /// The kinds of all tasks on an engine.
    void choose(Engine engine, ChosenKinds out) {
        Arrays.fill(out.counts, 0);
        Way before = Way.NONE;
        for (int task = 0; task < maps.length; task++) {
            Way way = workload.tasks().get(task).way(engine);
            int kind = Objects.requireNonNull(kindOfTask.get(task).get(way)).get(before);
            out.ofTask[task] = kind;
            out.counts[kind]++;
            before = way;
        }
    }

    /// The layer that a task computes.
    Layer layerOf(int task) {
        return workload.network().layers().get(workload.tasks().get(task).layer());
    }
}
