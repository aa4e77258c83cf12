package io.rooftile.rtl.overlay.replay;

import io.rooftile.rtl.overlay.Instruction;
import io.rooftile.rtl.overlay.Unit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `overlay_fetch`: reads the program ahead, hands out an instruction a cycle.
final class FetchReplay {
    private static final int BYTES_AT_ONCE = 256;
    private static final int INSTRUCTIONS_AT_ONCE = BYTES_AT_ONCE / Instruction.BYTES;
    private static final int DEPTH = 2 * INSTRUCTIONS_AT_ONCE;

    private final List<Instruction> program;
    private final int burstBeats;
    private final UnpackWalk unpack;
    private boolean isRunning = true;
    /// Whether a burst was offered and not taken: it stays offered, also behind the program's end.
    private boolean isOffered;
    private boolean isEnded;
    /// Instructions that are here or on their way.
    private int reserved;
    /// Those that are here, each with its place in the program.
    private final WordQueue<Integer> here;
    /// Place of the next one that comes; what is behind the end is as good as the end.
    private int coming;

    FetchReplay(List<Instruction> program, EngineTiming engine) {
        int portBytes = engine.portBytes();
        this.here = new WordQueue<>(DEPTH, engine.isSmall());
        this.program = program;
        this.burstBeats = BYTES_AT_ONCE / portBytes;
        this.unpack = new UnpackWalk(portBytes, Instruction.BYTES);
    }

    boolean isAsking() {
        return isOffered || (isRunning && reserved + INSTRUCTIONS_AT_ONCE <= DEPTH);
    }

    int burstBeats() {
        return burstBeats;
    }

    boolean isBeatReady() {
        return unpack.isReady(true, false);
    }

    boolean isEnded() {
        return isEnded;
    }

    boolean isDrained() {
        return reserved == 0 && !isOffered;
    }

    /// The instruction for a unit that is at the head, null where there is none.
    @Nullable
    Instruction head() {
        Integer place = here.head();
        if (!isRunning || place == null) {
            return null;
        }
        Instruction instruction = program.get(place);
        return unit(instruction) == null ? null : instruction;
    }

    static @Nullable Unit unit(Instruction instruction) {
        return switch (instruction) {
            case Instruction.Set set -> set.register().unit();
            case Instruction.Run run -> run.unit();
            case Instruction.End _, Instruction.Header _ -> null;
        };
    }

    /// The clock edge.
    ///
    /// @param isBeat whether memory offers a beat of the program
    /// @param isAsked whether a burst is taken
    /// @param isHandedOver whether the unit takes [#head]
    void step(boolean isBeat, boolean isAsked, boolean isHandedOver) {
        isOffered = isAsking() && !isAsked;
        boolean isUnit = unpack.isValid(isBeat);
        unpack.step(isBeat, true, false);
        Integer place = here.head();
        boolean isGone = place != null && (isHandedOver || head() == null);
        if (place != null && isGone && isRunning && program.get(place) instanceof Instruction.End) {
            isRunning = false;
            isEnded = true;
        }
        here.step(isGone);
        if (isUnit) {
            here.add(coming);
            coming = Math.min(coming + 1, program.size() - 1);
        }
        reserved += (isAsked ? INSTRUCTIONS_AT_ONCE : 0) - (isGone ? 1 : 0);
    }
}
