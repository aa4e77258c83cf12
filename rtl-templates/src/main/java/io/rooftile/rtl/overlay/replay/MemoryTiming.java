package io.rooftile.rtl.overlay.replay;

/// How a memory answers.
///
/// @param latencyCycles from a read's address to its first beat, and from a write's last beat to its response
/// @param beatsPer256Cycles that move at most, reads and writes together; 512 keeps both channels busy
public record MemoryTiming(int latencyCycles, int beatsPer256Cycles) {
    public MemoryTiming {
        if (latencyCycles < 1 || beatsPer256Cycles < 1 || beatsPer256Cycles > 512) {
            throw new IllegalArgumentException("a memory answers after at least 1 cycle and moves 1 to 512 beats in 256"
                    + " cycles, but it was " + latencyCycles + " and " + beatsPer256Cycles);
        }
    }
}
