package io.rooftile.costmodel.overlay;

/// `overlay_bursts`: the bursts of one job, one after the other. Runs are taken to begin where a page of memory does.
/// Mutable and reused.
final class BurstClock {
    private int most = 1;
    private int runBeats;
    private int beatsLeft;
    private int runsLeft;

    void clear(Engine engine) {
        most = engine.mostBurstBeats();
        runsLeft = 0;
    }

    void start(int beatsOfRun, int runs) {
        runBeats = beatsOfRun;
        beatsLeft = beatsOfRun;
        runsLeft = runs;
    }

    boolean isBusy() {
        return runsLeft > 0;
    }

    /// Beats of the burst that is offered.
    int beats() {
        return Math.min(beatsLeft, most);
    }

    /// The burst is taken.
    void advance() {
        beatsLeft -= beats();
        if (beatsLeft == 0) {
            beatsLeft = runBeats;
            runsLeft--;
        }
    }
}
