package io.rooftile.costmodel.overlay;

import java.util.List;

/// The maps of a task.
///
/// @param makers tasks that make its operands, [Workload#NONE] for what the host gives
/// @param reads maps of its operands
/// @param makes its own map
/// @param isPassedOn whether the next task reads its map and nothing else
/// @param isReadAgain whether a later one, or the host, reads its map
@SuppressWarnings("ArrayRecordComponent") // Read in loops, never compared.
record TaskMaps(int[] makers, int[] reads, int makes, boolean isPassedOn, boolean isReadAgain) {
    static TaskMaps of(Workload workload, int index) {
        Workload.Task task = workload.tasks().get(index);
        return new TaskMaps(
                task.makers().stream().mapToInt(Integer::intValue).toArray(),
                task.reads().stream().mapToInt(Integer::intValue).toArray(),
                task.makes(),
                isPassedOn(workload, index),
                workload.maps().get(task.makes()).read() > index + 1);
    }

    private static boolean isPassedOn(Workload workload, int index) {
        int map = workload.tasks().get(index).makes();
        return index + 1 < workload.tasks().size()
                && workload.tasks().get(index + 1).reads().equals(List.of(map));
    }

    /// The same where a list of tasks begins with a later one: what those before it make is there.
    TaskMaps from(int first) {
        int[] later = makers.clone();
        for (int i = 0; i < later.length; i++) {
            later[i] = Math.max(Workload.NONE, later[i] - first);
        }
        return new TaskMaps(later, reads, makes, isPassedOn, isReadAgain);
    }
}
