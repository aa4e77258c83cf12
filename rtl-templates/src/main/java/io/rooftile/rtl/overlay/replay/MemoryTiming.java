package io.rooftile.rtl.overlay.replay;

/// How a memory answers.
///
/// @param latencyCycles from a read's address to its first beat, and from a write's last beat to its response
/// @param beatsPer256Cycles that move at most, reads and writes together; 512 keeps both channels busy
/// @param isOnePort whether it is `overlay_spram`, which does one burst of reads and one of writes at a time
public record MemoryTiming(int latencyCycles, int beatsPer256Cycles, boolean isOnePort) {
    /// The part's own RAM with one port. Source: `overlay_spram.sv`.
    public static final MemoryTiming ONE_PORT = new MemoryTiming(2, 256, true);

    public MemoryTiming {
        if (latencyCycles < 1 || beatsPer256Cycles < 1 || beatsPer256Cycles > 512) {
            throw new IllegalArgumentException("a memory answers after at least 1 cycle and moves 1 to 512 beats in 256"
                    + " cycles, but it was " + latencyCycles + " and " + beatsPer256Cycles);
        }
    }

    /// A memory beside the part.
    public MemoryTiming(int latencyCycles, int beatsPer256Cycles) {
        this(latencyCycles, beatsPer256Cycles, false);
    }
}
