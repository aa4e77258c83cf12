package io.rooftile.core.device;

import java.util.List;

/// A kind of on-chip RAM.
///
/// @param name the vendor's primitive: `RAMB18E2`, `DP16KD`, `SB_RAM40_4K`
/// @param sizeBits capacity of one block
/// @param aspects the shapes one block can take, widest first; one write and one read port
public record MemoryBlock(String name, int sizeBits, List<Aspect> aspects) {
    /// One shape of a block.
    ///
    /// @param depthWords number of words
    /// @param widthBits bits of a word
    public record Aspect(int depthWords, int widthBits) {
        public Aspect {
            if (depthWords < 1 || widthBits < 1) {
                throw new IllegalArgumentException(
                        "an aspect must be at least 1x1, but was " + depthWords + "x" + widthBits);
            }
        }
    }

    public MemoryBlock {
        aspects = List.copyOf(aspects);
        if (aspects.isEmpty()) {
            throw new IllegalArgumentException("memory block " + name + " needs at least one aspect");
        }
        for (Aspect aspect : aspects) {
            if ((long) aspect.depthWords() * aspect.widthBits() > sizeBits) {
                throw new IllegalArgumentException(
                        "aspect " + aspect + " exceeds the " + sizeBits + " bits of memory block " + name);
            }
        }
    }

    /// Fewest blocks that hold a memory of one shape: over all aspects `a`, the least of
    /// `ceil(width / a.width) * ceil(depth / a.depth)`.
    public long blocksFor(long depthWords, long widthBits) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < aspects.size(); i++) {
            Aspect aspect = aspects.get(i);
            least = Math.min(
                    least,
                    Math.ceilDiv(depthWords, (long) aspect.depthWords())
                            * Math.ceilDiv(widthBits, (long) aspect.widthBits()));
        }
        return least;
    }
}
