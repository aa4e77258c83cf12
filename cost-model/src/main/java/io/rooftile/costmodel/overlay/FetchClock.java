package io.rooftile.costmodel.overlay;

/// `overlay_fetch`: reads the program ahead, 32 instructions at once, and hands out one a cycle: a header, those of all
/// jobs, the end. Mutable and reused.
final class FetchClock {
    /// No unit.
    static final int NOBODY = -1;

    private static final int LOT = 32;
    private static final int DEPTH = 2 * LOT;

    private final UnpackClock unpack = new UnpackClock();
    private JobList jobs = new JobList();
    private int burstBeats;
    private boolean isRunning;
    /// A burst that was offered and not taken stays offered, also behind the program's end.
    private boolean isOffered;
    /// Instructions that are here or on their way, and that are here.
    private int reserved;
    private int here;
    /// Whether they wait in RAM, and then whether one is at its output.
    private boolean isRam;

    private boolean isOut;
    private boolean isHeader;
    /// The job whose instructions are next, and how many of them.
    private int next;
    private int left;
    private final int[] placed = new int[3];

    void clear(Engine engine, JobList newJobs) {
        jobs = newJobs;
        burstBeats = LOT * Engine.INSTRUCTION_BYTES / engine.beatBytes;
        unpack.clear(engine.beatBytes, Engine.INSTRUCTION_BYTES);
        isRunning = true;
        isOffered = false;
        reserved = 0;
        here = 0;
        isRam = engine.isSmall;
        isOut = false;
        isHeader = true;
        next = 0;
        placed[JobList.LOAD] = 0;
        placed[JobList.COMPUTE] = 0;
        placed[JobList.STORE] = 0;
        left = instructionsOfNext();
    }

    private int instructionsOfNext() {
        return next == jobs.count ? 1 : jobs.instructions(jobs.units[next])[placed[jobs.units[next]]++];
    }

    boolean isAsking() {
        return isOffered || (isRunning && reserved + LOT <= DEPTH);
    }

    int burstBeats() {
        return burstBeats;
    }

    boolean isBeatReady() {
        return unpack.isReady(true, false);
    }

    /// Whether the end was reached and nothing is on its way.
    boolean isDone() {
        return !isRunning && reserved == 0 && !isOffered;
    }

    /// Whether instructions are taken apart or thrown away by themselves.
    boolean isMoving() {
        return unpack.isFull() || (isHead() && receiver() == NOBODY) || (isRam && !isOut && here > 0);
    }

    private boolean isHead() {
        return isRam ? isOut : here > 0;
    }

    /// The unit of the instruction at the head, [#NOBODY] where there is none.
    int receiver() {
        return isRunning && isHead() && !isHeader && next < jobs.count ? jobs.units[next] : NOBODY;
    }

    /// The clock edge.
    ///
    /// @param isBeat whether memory offers a beat of the program
    /// @param isAsked whether a burst is taken
    /// @param isHandedOver whether the unit takes the instruction at the head
    void step(boolean isBeat, boolean isAsked, boolean isHandedOver) {
        isOffered = isAsking() && !isAsked;
        boolean isUnit = unpack.isValid(isBeat);
        unpack.step(isBeat, true, false);
        boolean isGone = isHead() && (isHandedOver || receiver() == NOBODY);
        if (isGone && isRunning) {
            pass();
        }
        reserved += (isAsked ? LOT : 0) - (isGone ? 1 : 0);
        if (!isRam) {
            here -= isGone ? 1 : 0;
        } else if (!isOut || isGone) {
            isOut = here > 0;
            here -= isOut ? 1 : 0;
        }
        here += isUnit ? 1 : 0;
    }

    private void pass() {
        if (isHeader) {
            isHeader = false;
            return;
        }
        if (next == jobs.count) {
            isRunning = false;
            return;
        }
        left--;
        if (left == 0) {
            next++;
            left = instructionsOfNext();
        }
    }
}
