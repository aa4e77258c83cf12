package io.rooftile.costmodel.overlay;

import io.rooftile.core.network.ChannelAugmentation.Way;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.overlay.Workload.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A network prepared for all engines that some options make. Immutable.
final class Compiled {
    final Workload workload;
    final OverlayOptions options;
    final Target target;
    /// By task, then how its input is augmented and that of the task before.
    private final List<ByWay<ByWay<Integer>>> kindOfTask = new ArrayList<>();
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
        maps = IntStream.range(0, tasks.size())
                .mapToObj(task -> TaskMaps.of(workload, task))
                .toArray(TaskMaps[]::new);
        for (int i = 0; i < tasks.size(); i++) {
            Task task = tasks.get(i);
            ByWay<ShapeTables> own =
                    ByWay.of(way -> tables.computeIfAbsent(task.shape(way), shape -> new ShapeTables(shape, options)));
            @Nullable Task last = i == 0 ? null : tasks.get(i - 1);
            kindOfTask.add(ByWay.of(way -> ByWay.of(wayBefore -> {
                @Nullable ShapeTables before = last == null ? null : tables.get(last.shape(wayBefore));
                TaskKind kind = new TaskKind(own.get(way), before, task.behind());
                distinct.putIfAbsent(kind, distinct.size());
                return Objects.requireNonNull(distinct.get(kind));
            })));
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
            int kind = kindOfTask.get(task).get(way).get(before);
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
