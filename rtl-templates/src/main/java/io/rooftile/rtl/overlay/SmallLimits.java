package io.rooftile.rtl.overlay;

import io.rooftile.core.UserInputException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What a program for a small engine must keep to: its registers and its memory have few bits.
///
/// @param network its name
record SmallLimits(String network, EngineShape shape) {
    /// Addresses in memory, which have as many bits as it needs; pitches of one run are not read.
    private static final Set<Register> ADDRESSES = Set.of(
            LoadRegister.ADDRESS,
            LoadRegister.RUN_PITCH,
            LoadRegister.OUTER_PITCH,
            StoreRegister.ADDRESS,
            StoreRegister.RUN_PITCH,
            StoreRegister.OUTER_PITCH);
    /// Taken modulo the depth of a buffer, or not read by a small engine.
    private static final Set<Register> ANY = Set.of(
            ComputeRegister.SOURCE,
            ComputeRegister.GROUP_STEP,
            ComputeRegister.MULTIPLIER_A,
            ComputeRegister.MULTIPLIER_B);

    /// A small engine has them as 0.
    private static final Set<Register> NOUGHT = Set.of(
            LoadRegister.SKIP,
            ComputeRegister.LANE_COLUMN,
            ComputeRegister.LANE_X,
            ComputeRegister.LANE_Y,
            ComputeRegister.LANE_ROW);

    /// @param memoryBytes that the program uses
    /// @throws UserInputException with everything that does not fit
    void require(List<Instruction> instructions, long memoryBytes) {
        Set<String> faults = new TreeSet<>();
        long capacity = 1L << shape.addressBits();
        if (memoryBytes > capacity) {
            faults.add("program, weights and maps take " + memoryBytes + " bytes of memory, but there are " + capacity);
        }
        for (Instruction instruction : instructions) {
            if (instruction instanceof Instruction.Set set && !ADDRESSES.contains(set.register()) && !fits(set)) {
                faults.add(set.register().fullName() + " would be " + set.value() + ", but has " + shape.countBits()
                        + " bits with its sign");
            }
        }
        if (!faults.isEmpty()) {
            throw UserInputException.withDetails(
                    network,
                    "",
                    "a small engine cannot run it",
                    "take smaller tiles, a smaller network or a board with memory",
                    List.copyOf(faults));
        }
    }

    private boolean fits(Instruction.Set set) {
        if (ANY.contains(set.register())) {
            return true;
        }
        if (NOUGHT.contains(set.register()) && set.value() != 0) {
            return false;
        }
        int most = 1 << (shape.countBits() - 1);
        // Numbers with a sign are stored as 16 bits or as 32.
        int value = set.register().isSigned() ? (short) set.value() : set.value();
        return value >= -most && value < most;
    }
}
