package io.rooftile.costmodel.overlay;

import io.rooftile.core.device.OffChipMemory;
import io.rooftile.costmodel.Target;

/// The memory at the engines' ports, which is the board's. A board without one has no place for an engine.
///
/// @param portBits widest port
/// @param latencyCycles from a read's address to its data, from a write's data to its response
/// @param bytesPerSecond reads and writes together
record EngineMemory(boolean isThere, int portBits, long latencyCycles, double bytesPerSecond) {
    /// The narrowest port that an engine can have; a narrower memory behind it takes several cycles for a beat.
    static final int LEAST_PORT_BITS = 32;

    /// What estimates of engines on a board without memory are made with.
    private static final double NOMINAL_BYTES_PER_SECOND = 1e9;

    static EngineMemory of(Target target) {
        OffChipMemory memory = target.board().memory();
        long latencyCycles = Math.round(
                target.coefficient("overlay_memory_latency_cycles", "cycles").value());
        return memory == null
                ? new EngineMemory(false, LEAST_PORT_BITS, latencyCycles, NOMINAL_BYTES_PER_SECOND)
                : new EngineMemory(
                        true,
                        Math.max(LEAST_PORT_BITS, memory.portBits()),
                        latencyCycles,
                        memory.usableBytesPerSecond());
    }

    /// Bytes that move in a cycle, reads and writes together.
    double bytesPerCycle(long clockHertz) {
        return bytesPerSecond / clockHertz;
    }
}
