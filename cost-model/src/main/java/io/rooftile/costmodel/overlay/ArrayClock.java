package io.rooftile.costmodel.overlay;

/// `overlay_compute` and what follows it: the array and the drain move without a stop, so that a job's length is known
/// when it begins. Mutable and reused.
final class ArrayClock {
    /// From a job's last tap to the cycle in which all was read.
    private static final int READ_CYCLES = 2;

    final UnitQueue queue = new UnitQueue();
    private Engine engine;
    private JobList jobs = new JobList();
    private int walked;
    private long begunAt;
    private long endsAt;

    ArrayClock(Engine engine) {
        this.engine = engine;
    }

    void clear(Engine newEngine, JobList newJobs) {
        engine = newEngine;
        jobs = newJobs;
        queue.clear(newJobs.computeInstructions, newJobs.computes);
        walked = 0;
        begunAt = -Engine.JOB_CYCLES;
        endsAt = -engine.drainSteps;
    }

    /// The first cycle from this one on in which the job at the head may begin, but for those that it waits for. Its
    /// lanes' first pixels are found one by one.
    long openAt(long cycle) {
        return Math.max(cycle + engine.pp - walked, Math.max(endsAt, begunAt + Engine.JOB_CYCLES));
    }

    /// The clock edge.
    void step(boolean isStarted) {
        if (isStarted) {
            walked = 0;
        } else if (queue.hasJob() && walked < engine.pp) {
            walked++;
        }
        queue.step(isStarted);
    }

    /// Cycles in which nothing begins.
    void pass(long cycles) {
        if (queue.hasJob()) {
            walked = (int) Math.min(engine.pp, walked + cycles);
        }
    }

    /// Begins the job at the head.
    void begin(long cycle) {
        int job = queue.job();
        int taps = jobs.computeTaps[job];
        // Sums leave in as many cycles as there are drain steps: no sooner come the next ones.
        long firstSums = Math.max(cycle + jobs.computeAhead[job] + taps, endsAt + engine.drainSteps);
        endsAt = firstSums + (jobs.computeGroups[job] - 1L) * Math.max(taps, engine.drainSteps);
        begunAt = cycle;
    }

    /// The cycle in which all that the last job reads was read.
    long readAt() {
        return endsAt + READ_CYCLES;
    }

    /// The cycle of the last job's last result.
    long resultAt() {
        return endsAt + engine.resultCycles;
    }
}
