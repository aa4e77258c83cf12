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

    /// The same where a list of tasks begins with a later one: what those before it make is there.
    TaskMaps from(int first) {
        int[] later = makers.clone();
        for (int i = 0; i < later.length; i++) {
            later[i] = Math.max(Workload.NONE, later[i] - first);
        }
        return new TaskMaps(later, reads, makes);
    }
}
