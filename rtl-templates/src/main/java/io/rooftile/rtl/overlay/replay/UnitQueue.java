package io.rooftile.rtl.overlay.replay;

import io.rooftile.rtl.overlay.Instruction;
import io.rooftile.rtl.overlay.Unit;
import java.util.ArrayDeque;
import java.util.Deque;

/// A unit's queue of instructions, and the registers that they set.
final class UnitQueue {
    private static final int DEPTH = 64;

    private final Deque<Instruction> waiting = new ArrayDeque<>();
    final int[] registers;

    UnitQueue(Unit unit) {
        registers = new int[unit.registers().size()];
    }

    boolean hasRoom() {
        return waiting.size() < DEPTH;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /// Whether a job is next.
    boolean hasJob() {
        return waiting.peekFirst() instanceof Instruction.Run;
    }

    /// The tokens of the job that is next.
    int tokens() {
        return waiting.peekFirst() instanceof Instruction.Run run ? run.value() : 0;
    }

    void add(Instruction instruction) {
        waiting.addLast(instruction);
    }

    /// The clock edge.
    ///
    /// @param isJobTaken whether the job that waits begins
    void step(boolean isJobTaken) {
        Instruction head = waiting.peekFirst();
        if (head instanceof Instruction.Set set) {
            registers[set.register().number()] = set.value();
            waiting.removeFirst();
        } else if (isJobTaken) {
            waiting.removeFirst();
        }
    }
}
