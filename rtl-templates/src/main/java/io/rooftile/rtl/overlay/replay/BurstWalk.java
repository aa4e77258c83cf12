package io.rooftile.rtl.overlay.replay;

/// `overlay_bursts`: the bursts of one job, one after the other.
final class BurstWalk {
    private static final int PAGE_BYTES = 4096;
    private static final int MOST_BEATS = 256;

    private final int portBytes;
    private boolean isBusy;
    private long at;
    private long outerAddress;
    private long runAddress;
    private long runBeats;
    private long beatsLeft;
    private int runCount;
    private int runsLeft;
    private int outersLeft;
    private long runPitch;
    private long outerPitch;

    BurstWalk(int portBytes) {
        this.portBytes = portBytes;
    }

    boolean isBusy() {
        return isBusy;
    }

    /// @param registers of the unit, whose bursts are in registers 1 to 6
    void start(int[] registers) {
        isBusy = true;
        at = Integer.toUnsignedLong(registers[1]);
        outerAddress = at;
        runAddress = at;
        runBeats = Integer.toUnsignedLong(registers[2]);
        beatsLeft = runBeats;
        runCount = registers[3];
        runsLeft = runCount;
        runPitch = registers[4];
        outersLeft = registers[5];
        outerPitch = registers[6];
    }

    /// Beats of the burst that is offered.
    int beats() {
        int unit = Math.min(PAGE_BYTES / portBytes, MOST_BEATS);
        long inPage = at / portBytes % unit;
        return (int) Math.min(beatsLeft, unit - inPage);
    }

    /// The burst is taken.
    void advance() {
        int beats = beats();
        at += (long) beats * portBytes;
        beatsLeft -= beats;
        if (beatsLeft > 0) {
            return;
        }
        beatsLeft = runBeats;
        runsLeft--;
        if (runsLeft > 0) {
            runAddress += runPitch;
            at = runAddress;
            return;
        }
        runsLeft = runCount;
        outersLeft--;
        isBusy = outersLeft > 0;
        outerAddress += outerPitch;
        runAddress = outerAddress;
        at = outerAddress;
    }
}
