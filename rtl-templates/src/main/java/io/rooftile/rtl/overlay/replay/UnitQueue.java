package io.rooftile.rtl.overlay.replay;

import io.rooftile.rtl.overlay.Instruction;
import io.rooftile.rtl.overlay.Unit;
import org.jspecify.annotations.Nullable;

/// A unit's queue of instructions, and the registers that they set.
final class UnitQueue {
    private static final int DEPTH = 64;

    private final WordQueue<Instruction> waiting;
    final int[] registers;

    private UnitQueue(Unit unit, WordQueue<Instruction> waiting) {
        this.waiting = waiting;
        registers = new int[unit.registers().size()];
    }

    static UnitQueue of(Unit unit, EngineTiming engine) {
        return new UnitQueue(unit, new WordQueue<>(DEPTH, engine.isSmall()));
    }

    boolean hasRoom() {
        return waiting.hasRoom();
    }

    boolean isEmpty() {
        return head() == null;
    }

    private @Nullable Instruction head() {
        return waiting.head();
    }

    /// Whether a job is next.
    boolean hasJob() {
        return head() instanceof Instruction.Run;
    }

    /// The tokens of the job that is next.
    int tokens() {
        return head() instanceof Instruction.Run run ? run.value() : 0;
    }

    /// The clock edge of what comes in, behind that of what leaves.
    void add(Instruction instruction) {
        waiting.add(instruction);
    }

    /// The clock edge.
    ///
    /// @param isJobTaken whether the job that waits begins
    /// @param areRegistersFree whether registers may be set
    void step(boolean isJobTaken, boolean areRegistersFree) {
        boolean isSet = areRegistersFree && head() instanceof Instruction.Set;
        if (isSet && head() instanceof Instruction.Set set) {
            registers[set.register().number()] = set.value();
        }
        waiting.step(isSet || isJobTaken);
    }
}
