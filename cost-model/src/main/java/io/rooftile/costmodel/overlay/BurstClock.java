package io.rooftile.costmodel.overlay;

/// `overlay_bursts`: the bursts of one job, one after the other. Mutable and reused.
final class BurstClock {
    /// Beats of a burst at most, which also ends where as many of them do in memory.
    private int most = 1;
    private int runBeats;
    private int runCount;
    private int runPitch;
    private int outerPitch;
    private int outersLeft;
    private int runsLeft;
    private int beatsLeft;
    private int outer;
    private int run;
    private int at;

    void clear(Engine engine) {
        most = engine.mostBurstBeats();
        outersLeft = 0;
    }

    /// Begins the bursts of a job.
    ///
    /// @param offset beats from the beginning of memory to what addresses of jobs are counted from
    void start(RunList runs, int job, int offset) {
        runBeats = runs.beats[job];
        runCount = runs.count[job];
        runPitch = runs.pitch[job];
        outerPitch = runs.outerPitch[job];
        outersLeft = runs.outerCount[job];
        runsLeft = runCount;
        beatsLeft = runBeats;
        outer = runs.first[job] + offset;
        run = outer;
        at = outer;
    }

    boolean isBusy() {
        return outersLeft > 0;
    }

    /// Beats of the burst that is offered.
    int beats() {
        return Math.min(beatsLeft, most - at % most);
    }

    /// The burst is taken.
    void advance() {
        int beats = beats();
        at += beats;
        beatsLeft -= beats;
        if (beatsLeft > 0) {
            return;
        }
        beatsLeft = runBeats;
        runsLeft--;
        if (runsLeft > 0) {
            run += runPitch;
        } else {
            runsLeft = runCount;
            outersLeft--;
            outer += outerPitch;
            run = outer;
        }
        at = run;
    }
}
