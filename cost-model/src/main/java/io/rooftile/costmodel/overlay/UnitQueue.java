package io.rooftile.costmodel.overlay;

/// The instructions that wait for a unit: registers are set one in a cycle, a job waits until it begins. Mutable and
/// reused.
final class UnitQueue {
    private static final int DEPTH = 64;

    /// Instructions by job, its own among them.
    private int[] instructions = {};
    private int jobs;
    private boolean isRam;
    private int waiting;
    /// Of RAM, whether an instruction is at its output, where it comes a cycle later.
    private boolean isOut;
    private int setsLeft;
    private int job;

    /// @param isInRam whether instructions wait in RAM, with a register at its output
    void clear(int[] instructionsOfJobs, int count, boolean isInRam) {
        isRam = isInRam;
        isOut = false;
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
        return !isHead();
    }

    private boolean isHead() {
        return isRam ? isOut : waiting > 0;
    }

    /// Whether a job is next.
    boolean hasJob() {
        return isHead() && setsLeft == 0;
    }

    /// Whether a register is set in this cycle, or an instruction moves.
    ///
    /// @param areRegistersFree whether registers may be set
    boolean isMoving(boolean areRegistersFree) {
        return isSetting(areRegistersFree) || (isRam && !isOut && waiting > 0);
    }

    private boolean isSetting(boolean areRegistersFree) {
        return areRegistersFree && isHead() && setsLeft > 0;
    }

    /// Whether a register waits to be set.
    boolean hasSet() {
        return isHead() && setsLeft > 0;
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
    /// @param areRegistersFree whether registers may be set
    void step(boolean isJobTaken, boolean areRegistersFree) {
        boolean isSet = isSetting(areRegistersFree);
        boolean isGone = isSet || isJobTaken;
        if (isSet) {
            setsLeft--;
        } else if (isJobTaken) {
            job++;
            setsLeft = job < jobs ? instructions[job] - 1 : 0;
        }
        if (!isRam) {
            waiting -= isGone ? 1 : 0;
        } else if (!isOut || isGone) {
            isOut = waiting > 0;
            waiting -= isOut ? 1 : 0;
        }
    }
}
