package io.rooftile.costmodel.overlay;

import java.util.Arrays;

/// The instructions that wait for a unit: it takes in so many, sets registers as they come and stops at a job that
/// cannot begin. Mutable and reused.
final class UnitQueue {
    /// Not known yet.
    static final long UNKNOWN = -1;

    private static final int DEPTH = 64;

    /// By job: when its own instruction was handed over, how many instructions of the unit came up to it, and when the
    /// job began.
    private long[] handedOver = new long[128];
    private int[] last = new int[128];
    private long[] begun = new long[128];
    private int handed;
    private int jobs;
    private int oldest;

    void clear() {
        handed = 0;
        jobs = 0;
        oldest = 0;
    }

    /// Jobs whose instructions are here.
    int handed() {
        return handed;
    }

    /// The first cycle in which the instructions of the next job find room, [#UNKNOWN] while that hangs on a job that
    /// has not begun.
    long roomFor(int count) {
        int left = (handed == 0 ? 0 : last[handed - 1]) + count - DEPTH;
        if (left <= 0) {
            return 0;
        }
        while (last[oldest] < left) {
            oldest++;
        }
        int awaited = last[oldest] == left ? oldest : oldest - 1;
        if (awaited < 0) {
            return 0;
        }
        // Registers are set one by one behind the job before.
        return awaited < jobs ? begun[awaited] + left - last[awaited] + 1 : UNKNOWN;
    }

    void handOver(int count, long cycle) {
        if (handed == last.length) {
            handedOver = Arrays.copyOf(handedOver, 2 * handed);
            last = Arrays.copyOf(last, 2 * handed);
            begun = Arrays.copyOf(begun, 2 * handed);
        }
        handedOver[handed] = cycle;
        last[handed] = (handed == 0 ? 0 : last[handed - 1]) + count;
        handed++;
    }

    /// The first cycle in which the next job is at the head.
    long head() {
        long set = jobs == 0 ? 0 : begun[jobs - 1] + last[jobs] - last[jobs - 1];
        return Math.max(handedOver[jobs] + 1, set);
    }

    void begin(long cycle) {
        begun[jobs++] = cycle;
    }
}
