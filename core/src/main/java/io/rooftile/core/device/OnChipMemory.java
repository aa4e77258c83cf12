package io.rooftile.core.device;

import java.util.List;
import java.util.Optional;

/// Large RAMs of a part as the memory of an overlay engine, where the board has none beside the part. They have
/// one port, which reads or writes a word a cycle.
///
/// @param uram blocks of large RAM that it takes
/// @param sizeBytes capacity
/// @param portBits bits of a word
public record OnChipMemory(long uram, long sizeBytes, int portBits) {
    /// What the small engine is made for: four RAMs of 16384 words of 16 bits, two side by side. Source:
    /// `overlay_spram.sv`.
    private static final long BLOCKS = 4;

    private static final MemoryBlock.Aspect RAM = new MemoryBlock.Aspect(16384, 16);

    private static final int WORD_BITS = 32;

    /// That of a board; empty where there is memory beside the part, or too little in it.
    public static Optional<OnChipMemory> of(Board board) {
        MemoryBlock block = board.part().blocks().uram();
        if (board.memory() != null
                || block == null
                || !block.aspects().equals(List.of(RAM))
                || board.available().uram() < BLOCKS) {
            return Optional.empty();
        }
        return Optional.of(new OnChipMemory(BLOCKS, BLOCKS * block.sizeBits() / Byte.SIZE, WORD_BITS));
    }
}
