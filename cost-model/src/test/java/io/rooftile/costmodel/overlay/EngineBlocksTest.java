package io.rooftile.costmodel.overlay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.fabric.Fabric;
import io.rooftile.costmodel.fabric.TestTargets;
import io.rooftile.costmodel.overlay.EngineBlocks.Depths;
import org.junit.jupiter.api.Test;

/// Blocks of an engine counted by hand. That Yosys makes as many is tried in `calibration`.
final class EngineBlocksTest {
    private static final EngineBlocks ENGINE = new EngineBlocks(2, 4, 6, 2, 8, 8, new Depths(2048, 512, 64, 600));

    private static Fabric fabric(Target target) {
        return Fabric.of(target);
    }

    @Test
    void products_ofArrayAndRequantisers_andOneOfAddresses() {
        // 2*4*6 products of 8 x 8 bits; 4 requantisers, each 32 x 17, 32 x 16 and twice 32 x 9 bits in two blocks of
        // 25 x 18; an address.
        assertEquals(48 + 4 * (2 + 2 + 2 * 2) + 1, ENGINE.dsp(fabric(TestTargets.medium())));
    }

    @Test
    void products_ofPairs_takeHalfTheBlocks() {
        // Two features of 8 bits, a product's 16 bits apart, in 25: they fit one block.
        assertEquals(24 + 4 * (2 + 2 + 2 * 2) + 1, ENGINE.packed().dsp(fabric(TestTargets.medium())));
    }

    @Test
    void buffers_areBlocksOfTheirOwn() {
        Fabric fabric = fabric(TestTargets.medium());
        // 2 banks of 2048 x 32 bits: 4 blocks of 2048 x 9.
        assertEquals(8, ENGINE.featureBram(fabric));
        // 512 x 192 bits: 22 bytes of 9 in words of 36.
        assertEquals(6, ENGINE.weightBram(fabric));
        // 64 x 160 bits: 5. Each output bank has 2 slices of 600 x 16 bits, 1 block of 1024 x 18. Queues lie in LUTs.
        assertEquals(8 + 6 + 5 + 2 * 2, ENGINE.bram(fabric));
    }

    @Test
    void queues_takeBlocksWhereLutsAreNoRam() {
        EngineBlocks least = new EngineBlocks(1, 2, 2, 1, 8, 8, new Depths(256, 256, 64, 256));
        // Of 4 Kb: 256 x 16; 256 x 32; 64 x 80; 2 slices of 256 x 8; 64 x 64 and 3 times 64 x 39 bits of queues.
        assertEquals(1 + 2 + 5 + 2 + 4 + 3 * 3, least.bram(fabric(TestTargets.small())));
    }
}
