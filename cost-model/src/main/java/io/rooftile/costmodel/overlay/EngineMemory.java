package io.rooftile.costmodel.overlay;

import io.rooftile.core.device.MemoryBlock;
import io.rooftile.core.device.OffChipMemory;
import io.rooftile.costmodel.Target;

/// The memory at the engines' ports: the board's, or on a board without one the part's large RAMs side by side,
/// or none.
///
/// @param portBits widest port
/// @param sizeBytes capacity
/// @param latencyCycles from a read's address to its data, from a write's data to its response
/// @param bytesPerSecond reads and writes together; of large RAMs 0: they move a word a cycle
record EngineMemory(Kind kind, int portBits, long sizeBytes, long latencyCycles, double bytesPerSecond) {
    /// Where the memory is.
    enum Kind {
        BOARD,
        LARGE_RAMS,
        NONE
    }

    /// The narrowest port that an engine can have; a narrower memory behind it takes several cycles for a beat.
    static final int LEAST_PORT_BITS = 32;

    /// A large RAM's address and data registers.
    private static final int LARGE_RAM_CYCLES = 2;

    static EngineMemory of(Target target) {
        OffChipMemory memory = target.board().memory();
        if (memory != null) {
            return new EngineMemory(
                    Kind.BOARD,
                    Math.max(LEAST_PORT_BITS, memory.portBits()),
                    memory.sizeBytes(),
                    Math.round(target.coefficient("overlay_memory_latency_cycles", "cycles")
                            .value()),
                    memory.usableBytesPerSecond());
        }
        MemoryBlock block = target.board().part().blocks().uram();
        long blocks = target.budget().uram();
        if (block == null || blocks == 0) {
            return new EngineMemory(Kind.NONE, LEAST_PORT_BITS, 0, LARGE_RAM_CYCLES, 0);
        }
        long width = blocks * block.aspects().getFirst().widthBits();
        return new EngineMemory(
                Kind.LARGE_RAMS,
                (int) Math.max(LEAST_PORT_BITS, Math.min(512, Long.highestOneBit(width))),
                blocks * block.sizeBits() / Byte.SIZE,
                LARGE_RAM_CYCLES,
                0);
    }

    boolean isOnBoard() {
        return kind == Kind.BOARD;
    }

    /// Bytes that move in a cycle, reads and writes together.
    double bytesPerCycle(long clockHertz) {
        return switch (kind) {
            case BOARD -> bytesPerSecond / clockHertz;
            case LARGE_RAMS, NONE -> (double) portBits / Byte.SIZE;
        };
    }
}
