package io.rooftile.dse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.design.ArrayShape;
import io.rooftile.core.design.Bound;
import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.design.Design;
import io.rooftile.core.design.OverlayBuffers;
import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.design.OverlayNumbers;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.device.Board;
import io.rooftile.core.device.Coefficients;
import io.rooftile.core.device.Logic;
import io.rooftile.core.device.MemoryBlock;
import io.rooftile.core.device.OffChipMemory;
import io.rooftile.core.device.Part;
import io.rooftile.core.device.Resource;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.costmodel.Estimate;
import io.rooftile.costmodel.Figures;
import io.rooftile.costmodel.LayerEstimate;
import io.rooftile.costmodel.Target;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// [CycleProfile], [Roofline] and [Usage] on an overlay of 2 cores with 2x3x4 = 24 multipliers each, at 100 MHz.
class AnalysisTest {
    private static final long CLOCK_HERTZ = 100_000_000;

    private static Target target(@Nullable OffChipMemory memory) {
        MemoryBlock bram = new MemoryBlock("RAM", 1024, List.of(new MemoryBlock.Aspect(64, 16)));
        Part part = new Part(
                "part",
                "vendor",
                "architecture",
                new ResourceVector(1000, 2000, 0, 50, 0),
                new Part.Blocks(new Logic(4, 0), null, bram, null),
                List.of(CLOCK_HERTZ),
                Map.of(),
                Set.of());
        Board board = new Board("board", part, new ResourceVector(200, 0, 0, 10, 0), memory, null, Map.of(), Set.of());
        return new Target(board, new ResourceVector(600, 1000, 0, 32, 0), new Coefficients("none", Map.of()));
    }

    private static final OffChipMemory MEMORY = new OffChipMemory("memory", 2e9, 0.5, 1 << 20, 64);

    private static LayerEstimate layer(String name, long macs, long cycles, long bytes, Bound bound, long peak) {
        LayerEstimate.Work work = new LayerEstimate.Work(macs, cycles, bytes, 0, bound, peak);
        return new LayerEstimate(name, "Dense", "", work, ResourceVector.ZERO);
    }

    private static Estimate estimate(Design design, long interval, LayerEstimate... layers) {
        Figures figures = new Figures();
        figures.clockHertz = CLOCK_HERTZ;
        figures.intervalCycles = interval;
        figures.latencyCycles = 1000;
        figures.offChipBytes = 600;
        figures.lut = 400;
        figures.ff = 300;
        figures.bram = 20;
        return new Estimate(design, figures, List.of(layers), Map.of(), "none");
    }

    private static Estimate overlay() {
        OverlayDesign design = new OverlayDesign(
                CLOCK_HERTZ,
                new ArrayShape(2, 3, 4),
                new OverlayBuffers(8, 16, 4),
                new OverlayNumbers(8, 8, Requantisation.EXACT, false),
                64,
                2,
                List.of());
        return estimate(
                design,
                500,
                layer("a", 4800, 200, 0, Bound.COMPUTE, 24),
                layer("b", 7200, 700, 600, Bound.WEIGHTS, 24),
                layer("pool", 0, 100, 0, Bound.COMPUTE, 0));
    }

    @Test
    void cyclesAreSharedByBound() {
        CycleProfile profile = CycleProfile.of(overlay());
        assertEquals(Map.of(Bound.COMPUTE, 0.3, Bound.WEIGHTS, 0.7), profile.shares());
        assertEquals(Bound.WEIGHTS, profile.dominant().orElseThrow());
        assertEquals("b", profile.slowest().orElseThrow().layer());
        // 12,000 MACs in 500 cycles of 48 multipliers.
        assertEquals(0.5, profile.macEfficiencyFraction(), 1e-12);
    }

    @Test
    void aDataflowDesignsMultipliersAreThoseOfItsStages() {
        Estimate estimate = estimate(
                new DataflowDesign(CLOCK_HERTZ, Requantisation.EXACT, List.of()),
                300,
                layer("a", 3000, 300, 0, Bound.COMPUTE, 10),
                layer("b", 3000, 100, 0, Bound.COMPUTE, 30),
                layer("pool", 0, 300, 0, Bound.COMPUTE, 99));
        CycleProfile profile = CycleProfile.of(estimate);
        assertEquals(6000.0 / (300 * 40), profile.macEfficiencyFraction(), 1e-12);
        assertEquals("a", profile.slowest().orElseThrow().layer(), "the earlier of equals");
        assertEquals(
                2.0 * 40 * CLOCK_HERTZ, Roofline.of(estimate, target(MEMORY)).computeRoofOpsPerSecond(), 1);
    }

    @Test
    void aDesignWithoutLayersHasAnEmptyProfile() {
        CycleProfile profile = CycleProfile.of(estimate(new DataflowDesign(1, Requantisation.EXACT, List.of()), 1));
        assertTrue(profile.shares().isEmpty()
                && profile.slowest().isEmpty()
                && profile.dominant().isEmpty());
        assertEquals(0, profile.macEfficiencyFraction());
    }

    @Test
    void rooflineCountsTwoOperationsPerMacAndAllCores() {
        Roofline roofline = Roofline.of(overlay(), target(MEMORY));
        assertEquals(2.0 * 48 * CLOCK_HERTZ, roofline.computeRoofOpsPerSecond(), 1);
        assertEquals(1e9, roofline.memoryBytesPerSecond().orElseThrow(), 1);
        assertEquals(9.6, roofline.ridgeOpsPerByte().orElseThrow(), 1e-9);
        assertEquals(5e9, roofline.attainableOpsPerSecond(5), 1);
        assertEquals(9.6e9, roofline.attainableOpsPerSecond(100), 1);
        // b: 14,400 operations, 600 bytes, 700 cycles on each of 2 cores.
        Roofline.Point b = roofline.layers().getFirst();
        assertEquals(24, b.opsPerByte(), 1e-12);
        assertEquals(14_400.0 * 2 * CLOCK_HERTZ / 700, b.opsPerSecond(), 1);
        assertEquals(
                List.of("a"),
                roofline.onChip().stream().map(Roofline.Point::name).toList());
        assertEquals(40, roofline.whole().opsPerByte(), 1e-12);
        assertEquals(24_000.0 * CLOCK_HERTZ / 500, roofline.whole().opsPerSecond(), 1);
    }

    @Test
    void withoutAMemoryOnlyComputeLimits() {
        Roofline roofline = Roofline.of(overlay(), target(null));
        assertTrue(roofline.ridgeOpsPerByte().isEmpty());
        assertEquals(9.6e9, roofline.attainableOpsPerSecond(0.001), 1);
    }

    @Test
    void usageIsOfWhatTheShellLeaves() {
        List<Usage> usages = Usage.of(overlay(), target(MEMORY));
        assertEquals(
                List.of(
                        new Usage(Resource.LUT, 400, 600, 800),
                        new Usage(Resource.FF, 300, 1000, 2000),
                        new Usage(Resource.BRAM, 20, 32, 40)),
                usages,
                "kinds that the board lacks are left out");
        Usage fullest = Usage.fullest(overlay(), target(MEMORY)).orElseThrow();
        assertEquals(Resource.LUT, fullest.resource(), "the first of equals");
        assertEquals(0.5, fullest.fraction());
        assertEquals(0.75, fullest.budgetFraction());
    }
}
