package io.rooftile.dse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.design.ArrayShape;
import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.design.Design;
import io.rooftile.core.design.Family;
import io.rooftile.core.design.OverlayBuffers;
import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.design.OverlayNumbers;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.core.network.Network;
import io.rooftile.costmodel.Estimate;
import io.rooftile.costmodel.Figures;
import io.rooftile.costmodel.Target;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// [Contest] and [Headroom] on designs of round figures at 100 MHz.
class ContestTest {
    private static final long CLOCK_HERTZ = 100_000_000;
    private static final Network NETWORK = Nets.perceptron(5, 3);
    private static final OverlayDesign OVERLAY = new OverlayDesign(
            CLOCK_HERTZ,
            new ArrayShape(2, 3, 4),
            new OverlayBuffers(8, 16, 4),
            new OverlayNumbers(8, 6, Requantisation.EXACT, false),
            64,
            2,
            List.of());
    private static final DataflowDesign PIPELINE = new DataflowDesign(CLOCK_HERTZ, Requantisation.EXACT, List.of());

    private static FrontDesign design(String id, Design design, long latency, long lut) {
        Figures figures = new Figures();
        figures.clockHertz = CLOCK_HERTZ;
        figures.latencyCycles = latency;
        figures.intervalCycles = 500;
        figures.lut = lut;
        figures.bram = 20;
        figures.worstUtilisationFraction = lut / 1000.0;
        return new FrontDesign(id, new Estimate(design, figures, List.of(), Map.of(), "none"));
    }

    private static Exploration exploration(FrontDesign... designs) {
        Target board = Targets.board("pynq-z2");
        Target target = new Target(board.board(), new ResourceVector(600, 0, 0, 32, 0), board.coefficients());
        SearchSettings settings = new SearchSettings(
                List.of(Family.OVERLAY, Family.DATAFLOW),
                Objective.STANDARD,
                1,
                1,
                new SearchSettings.Effort(1, null),
                10);
        List<FrontDesign> all = List.of(designs);
        return new Exploration(
                NETWORK, target, settings, all, all, List.of(), new SearchStatistics(List.of()), Optional.empty());
    }

    private static final Exploration BOTH = exploration(
            design("overlay-001", OVERLAY, 1000, 500),
            design("overlay-002", OVERLAY, 1500, 450),
            design("dataflow-001", PIPELINE, 400, 480),
            design("dataflow-002", PIPELINE, 900, 400));

    @Test
    void theBestOfEachFamilyMeet() {
        Contest contest = Contest.of(Objective.LATENCY, BOTH);
        assertEquals(
                List.of("dataflow-001", "overlay-001"),
                contest.best().stream().map(FrontDesign::id).toList());
        assertEquals(2.5, contest.factor().orElseThrow(), 1e-12);
    }

    @Test
    void tiesGoToTheSmallerId() {
        Contest contest = Contest.of(Objective.THROUGHPUT, BOTH);
        assertEquals("dataflow-001", contest.winner().orElseThrow().id());
        assertEquals(1, contest.factor().orElseThrow());
    }

    @Test
    void oneFamilyAloneWinsByNoFactor() {
        Contest contest = Contest.of(Objective.LATENCY, exploration(design("overlay-001", OVERLAY, 1000, 500)));
        assertEquals("overlay-001", contest.winner().orElseThrow().id());
        assertTrue(contest.factor().isEmpty());
        assertTrue(Contest.of(Objective.DSP, BOTH).factor().isEmpty(), "no ratio of zeros");
    }

    @Test
    void aPipelineGrowsUntilItsFullestBlocksRunOut() {
        // 600 LUT over 400 is 1.5, 32 BRAM over 20 is 1.6.
        assertEquals(
                new Headroom(Family.DATAFLOW, 1.5, "lut"),
                Headroom.of(Family.DATAFLOW, BOTH).orElseThrow());
    }

    @Test
    void anOverlayGrowsUntilItsMemoryIsFull() {
        long bytes = Objects.requireNonNull(BOTH.target().board().memory()).sizeBytes();
        Headroom headroom = Headroom.of(Family.OVERLAY, BOTH).orElseThrow();
        assertEquals("off-chip memory", headroom.limit());
        // 5x3 weights of 6 bits.
        assertEquals(bytes * 8 / 90.0, headroom.factor(), 1e-6);
        assertTrue(Headroom.of(Family.OVERLAY, exploration()).isEmpty());
    }
}
