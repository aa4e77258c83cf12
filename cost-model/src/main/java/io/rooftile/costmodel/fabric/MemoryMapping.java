package io.rooftile.costmodel.fabric;

import io.rooftile.core.device.MemoryBlock;
import io.rooftile.core.device.MemoryBlock.Aspect;
import java.util.ArrayList;
import java.util.List;

/// How synthesis makes block RAMs of a memory that asks for them.
///
/// A shape of the block gives `banks = ceil(depth / block depth)`; banks lie side by side in the blocks' words, so
/// that `ceil(banks * width / block width)` blocks hold them. Words that are written are rounded up to whole bytes of
/// 9 bits where blocks have those. Of all shapes the cheapest is taken: blocks, and half a unit per bit that is
/// selected between banks and per bank that is written.
///
/// Source: Yosys 0.23, `memory_libmap` with `brams.txt` of ECP5 (a block costs 128 units) and iCE40 (64), and
/// `brams_xc4v.txt` (129, and 257 for two halves as one RAMB36). Held against what Yosys makes of 560 memories of 1 to
/// 256 bits and 65 to 32,768 words on xc7, xcup, ECP5 and iCE40, read-only and written: no difference.
///
/// @param shapes that memories are made of, the first of several that cost the same being taken
/// @param byteBits of a unit of a written word
record MemoryMapping(List<Shape> shapes, int byteBits) {
    private static final double LARGE_BLOCK_COST = 128;
    private static final double SMALL_BLOCK_COST = 64;
    private static final double HALF_BLOCK_COST = 129;
    private static final double PAIR_COST = 257;
    private static final int LARGE_BLOCK_BITS = 16384;
    private static final int PARITY_BYTE_BITS = 9;
    private static final double SELECTED_BIT_COST = 0.5;
    private static final double TRANSPARENCY_COST = 8;

    /// One shape.
    ///
    /// @param blocks of the part that it takes
    /// @param cost in the units of synthesis
    record Shape(int depthWords, int widthBits, int blocks, double cost) {}

    static MemoryMapping of(MemoryBlock block) {
        boolean hasParity = block.aspects().stream().anyMatch(aspect -> aspect.widthBits() % PARITY_BYTE_BITS == 0);
        boolean isPairable = block.name().startsWith("RAMB18");
        double cost = isPairable
                ? HALF_BLOCK_COST
                : block.sizeBits() >= LARGE_BLOCK_BITS ? LARGE_BLOCK_COST : SMALL_BLOCK_COST;
        List<Shape> shapes = new ArrayList<>();
        for (Aspect aspect : block.aspects()) {
            shapes.add(new Shape(aspect.depthWords(), aspect.widthBits(), 1, cost));
        }
        if (isPairable) {
            Aspect widest = block.aspects().getFirst();
            shapes.add(new Shape(widest.depthWords(), 2 * widest.widthBits(), 2, PAIR_COST));
            for (Aspect aspect : block.aspects()) {
                shapes.add(new Shape(2 * aspect.depthWords(), aspect.widthBits(), 2, PAIR_COST));
            }
        }
        return new MemoryMapping(List.copyOf(shapes), hasParity ? PARITY_BYTE_BITS : 1);
    }

    /// Whether synthesis takes blocks for a memory that it is free to build from registers, a unit per bit: what is
    /// written must show in the same cycle, which costs it something beside the blocks.
    boolean isCheaperThanRegisters(long depthWords, long widthBits) {
        return depthWords * widthBits
                > blocks(depthWords, widthBits, true) * shapes.getFirst().cost() + TRANSPARENCY_COST;
    }

    /// Blocks of a memory.
    ///
    /// @param isWritten whether it has a write port
    long blocks(long depthWords, long widthBits, boolean isWritten) {
        int unit = isWritten ? byteBits : 1;
        double least = Double.POSITIVE_INFINITY;
        long blocks = 0;
        for (int i = 0; i < shapes.size(); i++) {
            Shape shape = shapes.get(i);
            long banks = Math.ceilDiv(depthWords, (long) shape.depthWords());
            long count = shape.widthBits() < unit
                    ? banks * Math.ceilDiv(widthBits, (long) shape.widthBits())
                    : Math.ceilDiv(banks * Math.ceilDiv(widthBits, (long) unit) * unit, (long) shape.widthBits());
            double selection = banks == 1 ? 0 : SELECTED_BIT_COST * ((banks - 1) * widthBits + banks);
            double cost = count * shape.cost() + selection;
            if (cost < least) {
                least = cost;
                blocks = count * shape.blocks();
            }
        }
        return blocks;
    }
}
