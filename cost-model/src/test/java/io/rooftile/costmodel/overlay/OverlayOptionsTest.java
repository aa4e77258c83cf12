package io.rooftile.costmodel.overlay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rooftile.core.design.OverlayNumbers;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.device.Board;
import io.rooftile.core.device.Part;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.core.network.Network;
import io.rooftile.costmodel.BitOptions;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.fabric.TestTargets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Steps are fine on parts with room for fewer than 128 products per cycle: 3 lanes, and 48 words, are a choice there.
class OverlayOptionsTest {
    private static Network network() {
        NetworkBuilder b = new NetworkBuilder();
        return b.build("convolution", b.convolution(b.input(1, 21, 13, 3), 10, 3, 2));
    }

    private static OverlayOptions options(Target target, long lut, long dsp, int bits) {
        ResourceVector budget = new ResourceVector(lut, lut, dsp, 20, 0);
        return OverlayOptions.of(
                network(),
                new Target(target.board(), budget, target.coefficients()),
                new BitOptions(List.of(bits), List.of(bits)),
                Requantisation.EXACT);
    }

    private static void checkFine(boolean isFine, OverlayOptions options) {
        assertEquals(isFine, options.icp().contains(3));
        assertEquals(isFine, options.ocp().contains(3));
        assertEquals(isFine, options.buffers().feature().contains(48));
        assertEquals(isFine, options.buffers().weight().contains(48));
    }

    @Test
    void onePerMultiplier_of16Bits() {
        checkFine(true, options(TestTargets.large(), 50_000, 127, 16));
        checkFine(false, options(TestTargets.large(), 50_000, 128, 16));
    }

    @Test
    void onePerMultiplier_evenWhereTheBlockCouldPackTwo() {
        checkFine(true, options(TestTargets.large(), 50_000, 127, 8));
        checkFine(false, options(TestTargets.large(), 50_000, 128, 8));
    }

    /// A LUT per bit product: 8 * 8 of them make a product, 128 products take 8192.
    @Test
    void inLuts_whereThePartHasNoMultipliers() {
        Target withDsp = TestTargets.small();
        Board board = withDsp.board();
        Part part = board.part();
        Part without = new Part(
                part.name(),
                part.vendor(),
                part.architecture(),
                new ResourceVector(9000, 9000, 0, 30, 4),
                part.blocks(),
                part.clocksHertz(),
                part.sources(),
                part.unverified());
        Target target = new Target(
                new Board(
                        board.name(),
                        without,
                        board.reserved(),
                        board.memory(),
                        board.staticPowerMilliwatts(),
                        board.sources(),
                        board.unverified()),
                withDsp.budget(),
                withDsp.coefficients());
        checkFine(true, options(target, 8191, 0, 8));
        checkFine(false, options(target, 8192, 0, 8));
    }

    /// 2 * 8 + 8 + 1 bits fit blocks of 25 and 27 bits, not of 16; 2 * 9 + 9 + 1 none.
    @Test
    void pairsArePacked_whereTheyFitABlock() {
        assertEquals(List.of(false, true), packings(options(TestTargets.large(), 50_000, 200, 8)));
        assertEquals(List.of(false, true), packings(options(TestTargets.medium(), 50_000, 200, 8)));
        assertEquals(List.of(false), packings(options(TestTargets.medium(), 50_000, 200, 9)));
        assertEquals(List.of(false), packings(options(TestTargets.small(), 5000, 8, 8)));
    }

    private static List<Boolean> packings(OverlayOptions options) {
        return options.numbers().stream().map(OverlayNumbers::dspPacking).toList();
    }

    @Test
    void depthsAscendInHalfOctaves() {
        OverlayOptions options = options(TestTargets.small(), 5000, 8, 8);
        assertEquals(List.of(16, 24, 32, 48, 64), options.buffers().weight().subList(0, 5));
        assertEquals(List.of(32, 48, 64), options.buffers().feature().subList(0, 3));
        assertEquals(16384, options.buffers().weight().getLast());
        assertEquals(16384, options.buffers().feature().getLast());
    }
}
