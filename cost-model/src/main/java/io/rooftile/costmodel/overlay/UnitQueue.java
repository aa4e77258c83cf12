package io.rooftile.costmodel.overlay;

/// The instructions that wait for a unit: registers are set one in a cycle, a job waits until it begins. Mutable and
/// reused.
final class UnitQueue {
    private static final int DEPTH = 64;

    /// Instructions by job, its own among them.
    private int[] instructions = {};
    private int jobs;
    private int waiting;
    private int setsLeft;
    private int job;

    void clear(int[] instructionsOfJobs, int count) {
        instructions = instructionsOfJobs;
        jobs = count;
        waiting = 0;
        job = 0;
        setsLeft = count == 0 ? 0 : instructionsOfJobs[0] - 1;
    }

    boolean hasRoom() {
        return waiting < DEPTH;
    }

    boolean isEmpty() {
        return waiting == 0;
    }

    /// Whether a job is next.
    boolean hasJob() {
        return waiting > 0 && setsLeft == 0;
    }

    /// Whether a register is set in this cycle.
    boolean isSetting() {
        return waiting > 0 && setsLeft > 0;
    }

    /// The job that is next, or whose registers are set.
    int job() {
        return job;
    }

    void add() {
        waiting++;
    }

    /// The clock edge.
    ///
    /// @param isJobTaken whether the job that waits begins
    void step(boolean isJobTaken) {
        if (isSetting()) {
            setsLeft--;
            waiting--;
        } else if (isJobTaken) {
            waiting--;
            job++;
            setsLeft = job < jobs ? instructions[job] - 1 : 0;
        }
    }
}
