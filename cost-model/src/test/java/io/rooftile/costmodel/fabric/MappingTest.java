package io.rooftile.costmodel.fabric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rooftile.core.device.DspBlock;
import io.rooftile.core.device.MemoryBlock;
import io.rooftile.core.device.MemoryBlock.Aspect;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Blocks that Yosys 0.23 was seen to take.
final class MappingTest {
    private static final List<Aspect> ASPECTS_18K = List.of(
            new Aspect(512, 36),
            new Aspect(1024, 18),
            new Aspect(2048, 9),
            new Aspect(4096, 4),
            new Aspect(8192, 2),
            new Aspect(16384, 1));
    private static final List<Aspect> ASPECTS_4K =
            List.of(new Aspect(256, 16), new Aspect(512, 8), new Aspect(1024, 4), new Aspect(2048, 2));

    @ParameterizedTest
    @CsvSource({
        "RAMB18E1, true, 2304, 19, 4",
        "RAMB18E1, true, 3000, 96, 17",
        "RAMB18E1, true, 2304, 73, 12",
        "RAMB18E1, true, 4608, 54, 14",
        "RAMB18E1, true, 1536, 128, 12",
        "RAMB18E1, false, 1025, 24, 2",
        "RAMB18E1, false, 2304, 20, 3",
        "DP16KD, true, 2304, 73, 12",
        "DP16KD, true, 1152, 40, 4",
        "DP16KD, true, 9000, 16, 9",
        "SB_RAM40_4K, true, 8192, 3, 6",
        "SB_RAM40_4K, true, 4608, 54, 61",
        "SB_RAM40_4K, true, 1025, 18, 6",
        "SB_RAM40_4K, true, 32768, 1, 8",
    })
    void memories_takeTheBlocksThatYosysMakes(String name, boolean isWritten, long depth, long width, long blocks) {
        MemoryBlock block = name.startsWith("SB")
                ? new MemoryBlock(name, 4096, ASPECTS_4K)
                : new MemoryBlock(name, 18432, ASPECTS_18K);
        assertEquals(blocks, MemoryMapping.of(block).blocks(depth, width, isWritten));
    }

    @ParameterizedTest
    @CsvSource({
        // Sums by the halves of a factor, 17 and 16 bits, both together.
        "DSP48E1, 25, 18, 12, 2",
        "DSP48E1, 25, 18, 25, 2",
        "DSP48E1, 25, 18, 26, 4",
        "DSP48E1, 25, 18, 32, 4",
        "MULT18X18D, 18, 18, 18, 2",
        "MULT18X18D, 18, 18, 24, 4",
        "SB_MAC16, 16, 16, 16, 2",
        "SB_MAC16, 16, 16, 17, 2",
        "SB_MAC16, 16, 16, 18, 4",
        "SB_MAC16, 16, 16, 32, 4",
    })
    void products_takeTheBlocksThatYosysMakes(String name, int wide, int narrow, int sumBits, int blocks) {
        ProductMapping mapping = ProductMapping.of(new DspBlock(name, wide, narrow, 1));
        assertEquals(blocks, blocks(mapping, sumBits, 17) + blocks(mapping, sumBits, 16));
    }

    private static int blocks(ProductMapping mapping, int aBits, int bBits) {
        return mapping.multipliers(aBits, bBits, aBits + bBits);
    }

    @ParameterizedTest
    @CsvSource({
        "DSP48E2, 27, 18, 4, 4, 8, 0",
        "DSP48E2, 27, 18, 4, 5, 9, 1",
        // An unsigned number with a sign put in front: the product keeps a bit less.
        "DSP48E2, 27, 18, 5, 4, 8, 0",
        "DSP48E2, 27, 18, 9, 1, 10, 0",
        "SB_MAC16, 16, 16, 5, 5, 10, 0"
    })
    void smallProducts_stayInLuts(String name, int wide, int narrow, int aBits, int bBits, int resultBits, int blocks) {
        assertEquals(
                blocks, ProductMapping.of(new DspBlock(name, wide, narrow, 1)).multipliers(aBits, bBits, resultBits));
    }
}
