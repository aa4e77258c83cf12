package io.rooftile.costmodel.overlay;

/// The instructions that wait for a unit: it takes in so many, sets registers as they come and stops at a job that
/// cannot begin. Mutable and reused.
final class UnitQueue {
    private static final int DEPTH = 64;
    private static final int JOBS = 64;

    /// By job, how many instructions came up to its own, and when it began.
    private final int[] last = new int[JOBS];
    private final long[] begun = new long[JOBS];
    private int jobs;
    private int oldest;

    void clear() {
        jobs = 0;
        oldest = 0;
    }

    /// The first cycle in which the instructions of another job find room.
    ///
    /// @param count of them
    long roomFor(int count) {
        int left = (jobs == 0 ? 0 : last[(jobs - 1) % JOBS]) + count - DEPTH;
        if (left <= 0) {
            return 0;
        }
        oldest = Math.max(oldest, jobs - JOBS);
        while (oldest < jobs && last[oldest % JOBS] < left) {
            oldest++;
        }
        if (oldest == jobs || last[oldest % JOBS] == left) {
            return oldest == jobs ? 0 : begun[oldest % JOBS] + 1;
        }
        // Registers are set behind the job before.
        return oldest == 0 ? 0 : begun[(oldest - 1) % JOBS] + left - last[(oldest - 1) % JOBS];
    }

    /// Notes a job.
    void add(int count, long cycle) {
        last[jobs % JOBS] = (jobs == 0 ? 0 : last[(jobs - 1) % JOBS]) + count;
        begun[jobs % JOBS] = cycle;
        jobs++;
    }
}
