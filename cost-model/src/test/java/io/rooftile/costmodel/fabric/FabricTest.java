package io.rooftile.costmodel.fabric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.UserInputException;
import io.rooftile.core.design.MultiplierStyle;
import io.rooftile.core.device.Coefficients;
import io.rooftile.costmodel.Target;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FabricTest {
    private final Fabric large = Fabric.of(TestTargets.large());
    private final Fabric medium = Fabric.of(TestTargets.medium());
    private final Fabric small = Fabric.of(TestTargets.small());

    @Test
    void ceilLog2_edges() {
        assertEquals(0, Bits.ceilLog2(1));
        assertEquals(1, Bits.ceilLog2(2));
        assertEquals(2, Bits.ceilLog2(3));
        assertEquals(10, Bits.ceilLog2(1024));
        assertEquals(11, Bits.ceilLog2(1025));
    }

    @Test
    void accumulatorOfInt8TimesInt8Over27Terms_has21Bits() {
        assertEquals(8 + 8 + 5, Bits.accumulator(8, 8, 27));
    }

    @Test
    void adderTreeOfFiveTerms() {
        // 5 terms of 4 bits: 2 adders of 5 bits leave 3; 1 adder of 6 bits leaves 2; 1 adder of 7 bits.
        assertEquals(2 * 5 + 6 + 7, AdderTree.bits(5, 4));
        assertEquals(0, AdderTree.bits(1, 4));
    }

    @Test
    void dspBlocks_packPairsOnlyWhereTheBlockIsWideEnough() {
        assertEquals(5, large.dspBlocks(9, 8, 8, true));
        assertEquals(9, large.dspBlocks(9, 8, 8, false));
        assertEquals(9, large.dspBlocks(9, 9, 8, true));
        assertEquals(9, medium.dspBlocks(9, 8, 8, true));
    }

    @Test
    void dspBlocks_splitWideProducts() {
        // 24x32 on 25x18: ceil(24/25)*ceil(32/18) = 2; the other way ceil(24/18)*ceil(32/25) = 4.
        assertEquals(2, medium.dspBlocks(1, 24, 32, false));
        // on 16x16: 2*2.
        assertEquals(4, small.dspBlocks(1, 24, 32, false));
    }

    @Test
    void romOf100Words_isTwoLutsPerBit() {
        // MUXF7, beside the LUTs, chooses between the two.
        assertEquals(8 * 2, large.romLuts(100, 8));
        // 4-input LUTs: 7 banks of 16 words, 6 selectors.
        assertEquals(8 * 7 + 8 * 6, small.romLuts(100, 8));
        assertEquals(0, large.romLuts(1, 8));
    }

    @Test
    void lutRam_isOnlyWhereLutsCanBeRam() {
        assertTrue(large.prefersLutRam(128));
        assertFalse(large.prefersLutRam(129));
        assertFalse(small.prefersLutRam(4));
        assertThrows(IllegalStateException.class, () -> small.lutRamLuts(4, 8));
    }

    @Test
    void selectorsAndShifters() {
        assertEquals(8, large.selectLuts(4, 8));
        assertEquals(24, small.selectLuts(4, 8));
        assertEquals(24 * 3, large.shifterLuts(24));
        assertEquals(24 * 5, small.shifterLuts(24));
    }

    @Test
    void missingCoefficient_isAUserErrorThatNamesIt() {
        Target bare = new Target(
                TestTargets.large().board(),
                TestTargets.large().budget(),
                new Coefficients("empty", Map.of("test", Map.of())));
        UserInputException thrown = assertThrows(UserInputException.class, () -> Fabric.of(bare));
        String message = String.valueOf(thrown.getMessage());
        assertTrue(message.contains("multiplier_luts_per_bit_product"), message);
    }

    @Test
    void packedProductsShareTheBlocksEnergy() {
        Power power = Power.of(TestTargets.large());
        assertEquals(1.5, power.multiplyPicojoules(MultiplierStyle.DSP, 8, 8, 0.5), 1e-12);
        assertEquals(0.05 * 64, power.multiplyPicojoules(MultiplierStyle.LUT, 8, 8, 0), 1e-12);
        // 1000 flip-flops x 0.01 pJ x 100 MHz = 1 mW.
        assertEquals(1.0, power.clockMilliwatts(1000, 100_000_000), 1e-9);
    }
}
