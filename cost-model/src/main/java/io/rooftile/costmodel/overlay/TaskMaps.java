package io.rooftile.costmodel.overlay;

/// The maps of a task.
///
/// @param makers tasks that make its operands, [Workload#NONE] for what the host gives
/// @param reads maps of its operands
/// @param makes its own map
@SuppressWarnings("ArrayRecordComponent") // Read in loops, never compared.
record TaskMaps(int[] makers, int[] reads, int makes) {
    static TaskMaps of(Workload.Task task) {
        return new TaskMaps(
                task.makers().stream().mapToInt(Integer::intValue).toArray(),
                task.reads().stream().mapToInt(Integer::intValue).toArray(),
                task.makes());
    }
}
