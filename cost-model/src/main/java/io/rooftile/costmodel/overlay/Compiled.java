package io.rooftile.costmodel.overlay;

import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.overlay.Workload.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A network prepared for all engines that some options make. Immutable.
final class Compiled {
    final Workload workload;
    final OverlayOptions options;
    final Target target;
    final int[] kindOfTask;
    /// By task, where its operands come from and which maps they and its result are.
    final TaskMaps[] maps;
    final TaskKind[] kinds;
    /// By kind, how many tasks are of it.
    final int[] counts;
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
        kindOfTask = new int[tasks.size()];
        for (int i = 0; i < kindOfTask.length; i++) {
            Task task = tasks.get(i);
            ShapeTables own = tables.computeIfAbsent(task.shape(), shape -> new ShapeTables(shape, options));
            ShapeTables before = i == 0 ? null : tables.get(tasks.get(i - 1).shape());
            TaskKind kind = new TaskKind(own, before, task.behind());
            distinct.putIfAbsent(kind, distinct.size());
            kindOfTask[i] = distinct.get(kind);
        }
        kinds = distinct.keySet().toArray(TaskKind[]::new);
        counts = new int[kinds.length];
        for (int kind : kindOfTask) {
            counts[kind]++;
        }
    }

    TaskKind kindOf(int task) {
        return kinds[kindOfTask[task]];
    }

    /// The layer that a task computes.
    Layer layerOf(int task) {
        return workload.network().layers().get(workload.tasks().get(task).layer());
    }
}
