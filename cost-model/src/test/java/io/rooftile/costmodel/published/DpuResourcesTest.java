package io.rooftile.costmodel.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rules of a DPU's blocks against PG338's own figures, cited, and against sums by hand for an array it does not print.
final class DpuResourcesTest {
    @ParameterizedTest(name = "PP {0}, ICP and OCP {1}")
    @CsvSource({
        // PG338 v1.2, table 9: DSP usage low, high; BRAM.
        "4, 8, 66, 98, 69.5, 0.5",
        "8, 12, 290, 386, 161.5, 0",
        "8, 16, 514, 642, 249.5, 0",
        // By hand: 8 * 10 * 10 / 4 + 2 and 80 more; a bank of 10 bytes is 9 half blocks, of which 2 * 8 + 10 + 1.
        "8, 10, 202, 282, 123.5, 0",
    })
    void blocks_areAsPublished(int pp, int channels, int low, int high, double bram, double tolerance) {
        DpuShape shape = new DpuShape(pp, channels, channels);
        assertEquals(low, DpuResources.dsp(shape, DspUse.LOW));
        assertEquals(high, DpuResources.dsp(shape, DspUse.HIGH));
        assertEquals(bram, DpuResources.bramBasic(shape), tolerance);
    }

    @Test
    void depthwise_addsABankAndThreeDspForEightProducts() {
        // PG338 v3.4, DepthwiseConv, table 1: B1152 takes 18 DSP and 5.5 BRAM more.
        DpuShape shape = new DpuShape(4, 12, 12);
        assertEquals(18, DpuResources.depthwiseDsp(shape));
        assertEquals(5.5, DpuResources.depthwiseBram(shape));
    }

    @Test
    void bramBanks_ofRamUse_differByABankForEachPixel() {
        DpuShape shape = new DpuShape(8, 14, 14);
        // 14 bytes are 112 bits, 13 halves of 9 bits, 6.5 blocks; 16 + 14 + 2 banks, or 8 more.
        assertEquals(6.5 * 32, DpuResources.bramBanks(shape, RamUse.LOW));
        assertEquals(6.5 * 40, DpuResources.bramBanks(shape, RamUse.HIGH));
    }

    @Test
    void aluDsp_growsWithPixelsAndOutputChannels() {
        // PG338 v4.1, DepthwiseConv-ALU, table 1: B4096 takes 662, 710, 774 with 1, 4, 8.
        DpuShape shape = new DpuShape(8, 16, 16);
        assertEquals(662, DpuResources.aluDsp(shape, 1));
        assertEquals(710, DpuResources.aluDsp(shape, 4));
        assertEquals(774, DpuResources.aluDsp(shape, 8));
    }

    @Test
    void lut_ofLowDspUse_hasOneSoftAccumulatorForEachPixelAndOutput() {
        DpuShape shape = new DpuShape(4, 8, 10);
        assertEquals(40, amount(DpuResources.lut(shape, DspUse.LOW), "lut_per_soft_accumulator"));
        assertEquals(0, amount(DpuResources.lut(shape, DspUse.HIGH), "lut_per_soft_accumulator"));
        assertEquals(320, amount(DpuResources.lut(shape, DspUse.HIGH), "lut_per_product"));
    }

    @Test
    void named_knowsTheEightOfPg338() {
        assertEquals(Optional.of(new DpuShape(4, 10, 10)), DpuShape.named("B800"));
        assertEquals(Optional.of(new DpuShape(8, 14, 14)), DpuShape.named("B3136"));
        assertTrue(DpuShape.named("B1000").isEmpty());
    }

    private static double amount(Formula formula, String coefficient) {
        return formula.terms().stream()
                .filter(term -> term.coefficient().equals(coefficient))
                .mapToDouble(Term::amount)
                .sum();
    }
}
