package io.rooftile.costmodel.overlay;

import io.rooftile.core.device.OffChipMemory;
import io.rooftile.core.device.OnChipMemory;
import io.rooftile.costmodel.Target;
import java.util.Optional;

/// The memory at the engines' ports: the board's, or where it has none large RAM of the part. A board with neither has
/// no place for an engine.
///
/// @param isOnChip whether it is RAM of the part, behind which a small engine is built
/// @param blocks of large RAM that it takes
/// @param sizeBytes capacity
/// @param portBits widest port
/// @param latencyCycles from a read's address to its data, from a write's data to its response
/// @param bytesPerSecond reads and writes together; of RAM of the part it is the clock that says it
record EngineMemory(
        boolean isThere,
        boolean isOnChip,
        long blocks,
        long sizeBytes,
        int portBits,
        long latencyCycles,
        double bytesPerSecond) {
    /// The narrowest port that an engine can have; a narrower memory behind it takes several cycles for a beat.
    static final int LEAST_PORT_BITS = 32;

    /// What estimates of engines on a board without memory are made with.
    private static final double NOMINAL_BYTES_PER_SECOND = 1e9;

    /// Source: `overlay_spram.sv`.
    private static final long ON_CHIP_LATENCY_CYCLES = 2;

    static EngineMemory of(Target target) {
        OffChipMemory memory = target.board().memory();
        Optional<OnChipMemory> onChip = OnChipMemory.of(target.board());
        if (onChip.isPresent()) {
            return new EngineMemory(
                    true,
                    true,
                    onChip.get().uram(),
                    onChip.get().sizeBytes(),
                    onChip.get().portBits(),
                    ON_CHIP_LATENCY_CYCLES,
                    NOMINAL_BYTES_PER_SECOND);
        }
        long latencyCycles = Math.round(
                target.coefficient("overlay_memory_latency_cycles", "cycles").value());
        return memory == null
                ? new EngineMemory(false, false, 0, 0, LEAST_PORT_BITS, latencyCycles, NOMINAL_BYTES_PER_SECOND)
                : new EngineMemory(
                        true,
                        false,
                        0,
                        memory.sizeBytes(),
                        Math.max(LEAST_PORT_BITS, memory.portBits()),
                        latencyCycles,
                        memory.usableBytesPerSecond());
    }

    /// Bytes that move in a cycle, reads and writes together.
    double bytesPerCycle(long clockHertz) {
        return isOnChip ? (double) portBits / Byte.SIZE : bytesPerSecond / clockHertz;
    }
}
