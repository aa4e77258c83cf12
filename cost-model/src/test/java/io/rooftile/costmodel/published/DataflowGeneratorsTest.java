package io.rooftile.costmodel.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.costmodel.published.MatrixVectorUnit.Bits;
import io.rooftile.costmodel.published.MatrixVectorUnit.Layer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// FINN's units and hls4ml's dense layers by hand, and against single published figures, cited.
final class DataflowGeneratorsTest {
    @Test
    void cycles_ofMatrixVectorUnit_areFoldsTimesPixels() {
        // 6 pixels, 9 * 4 / 12 = 3 rounds of inputs, 10 / 5 = 2 of outputs, 4 to get through.
        MatrixVectorUnit unit = new MatrixVectorUnit(new Layer(6, 9, 4, 10), 5, 12, new Bits(1, 1, 7));
        assertEquals(6 * 3 * 2 + 4, unit.cycles());
    }

    @ParameterizedTest(name = "PE {0}, SIMD {1}")
    @CsvSource({
        // Memories of 1024 x 64 are 4 blocks of 1024 x 18; 512 x 64 two of 512 x 36; 16 x 64 goes to LUTs.
        "1, 64, 4",
        "2, 64, 4",
        "32, 64, 64",
        "64, 64, 0",
        // 1024 x 1 is a block; 64 x 16 goes to LUTs, 128 x 8 does not.
        "64, 1, 64",
        "64, 16, 0",
        "64, 8, 64",
    })
    void bram_ofBinaryWeights_isAMemoryForEachPe(int pe, int simd, long blocks) {
        MatrixVectorUnit unit = new MatrixVectorUnit(new Layer(25, 16, 64, 64), pe, simd, new Bits(1, 1, 11));
        assertEquals(blocks, unit.bram18());
    }

    @Test
    void exactBits_holdTheLargestSum() {
        // 4 x 4 bits are 8, and 1000 of them need 10 more; of signs alone the activation's bits and 6 for 64.
        assertEquals(18, Bits.exact(4, 4, 1000).accumulator());
        assertEquals(10, Bits.exact(1, 4, 64).accumulator());
    }

    @Test
    void pipeline_isAsFastAsItsSlowestStage_andDrainsARowOfEach() {
        List<FinnStage> stages = List.of(
                FinnStage.of(36, 6, 27, 8, 4, 9), // 36 * 3 * 2
                FinnStage.of(20, 4, 72, 10, 5, 8), // 20 * 9 * 2
                FinnStage.of(1, 1, 100, 3, 3, 7)); // 1 * 15 * 1
        assertEquals(360, FinnStage.intervalCycles(stages));
        assertEquals(216 + 360 / 4.0 + 15, FinnStage.latencyCycles(stages));
    }

    @ParameterizedTest(name = "{0} x {1}, {2} requested")
    @CsvSource({
        "80, 24, 1024, 960", // 960 = 12 * 80 divides 1920
        "24, 120, 2047, 1440", // 1440 = 60 * 24; 2880 is further away
        "104, 64, 3070, 3328",
        "64, 128, 2047, 2048",
        "5, 3, 2, 1", // below the inputs only what leaves whole rounds of outputs: 1 or 5
        "7, 4, 1, 1"
    })
    void closest_isTheNearestThatDivides(int inputs, int outputs, long requested, long built) {
        assertEquals(built, ReuseFactor.closest(inputs, outputs, requested));
    }

    @Test
    void closest_alwaysDividesTheProducts() {
        for (int requested = 1; requested < 60; requested += 7) {
            long built = ReuseFactor.closest(12, 10, requested);
            assertEquals(0, 120 % built, "reuse " + requested + " built as " + built);
        }
    }

    @Test
    void resourceDense_addsUpReuse() {
        // wa-hls4ml: 80-24-120 asked for 1024: 960 + 960 + 3 cycles, 2 + 3 multipliers.
        ResourceDense dense = new ResourceDense(List.of(80, 24, 120), 8, 1024);
        assertEquals(1923, dense.latencyCycles());
        assertEquals(5, dense.dsp());
        assertEquals(0, new ResourceDense(List.of(80, 24, 120), 6, 1024).dsp());
    }

    @Test
    void limitedDsp_isHls4mlsLimitAndTheSoftmax() {
        // ceil(30 * 7 / 16) - 50 / 16 = 14 - 3, ceil(7 * 4 / 16) - 0 = 2, and 4 classes.
        ConstantDense dense = new ConstantDense(
                List.of(new ConstantDense.Layer(30, 7, 50), new ConstantDense.Layer(7, 4, 15)), 8, 6, 16, 5);
        assertTrue(dense.hasDspRule());
        assertEquals(11 + 2 + 4, dense.limitedDsp());
    }

    /// Layers of 32 inputs and 32 outputs and of 32 and 4: 5 levels each, and 2 of the softmax over 4 classes. At
    /// a reuse of 64 there are `1024 / 64 - 128 / 64 = 14` and 2 multipliers for `1024 exp(-0.2 * 8)` and
    /// `128 exp(-0.2 * 6)` products that want one: 14.77 and 19.28 rounds. Without a limit there are none.
    @Test
    void hls4mlLatencyStrategy_takesALevelAfterTheOther_andRoundsWhereMultipliersAreShared() {
        List<ConstantDense.Layer> layers =
                List.of(new ConstantDense.Layer(32, 32, 128), new ConstantDense.Layer(32, 4, 0));
        List<Term> shared =
                new ConstantDense(layers, 8, 6, 64, 5).guessedLatency().terms();
        assertEquals(12, shared.getFirst().amount(), 1e-12);
        assertEquals(
                1024 * Math.exp(-1.6) / 14 + 128 * Math.exp(-1.2) / 2,
                shared.getLast().amount(),
                1e-9);
        List<Term> apart =
                new ConstantDense(layers, 8, 6, 2, 5).guessedLatency().terms();
        assertEquals(12, apart.getFirst().amount(), 1e-12);
        assertEquals(0, apart.getLast().amount());
    }
}
