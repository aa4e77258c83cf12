package io.rooftile.dse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.design.Family;
import io.rooftile.core.device.Resource;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.core.network.Network;
import io.rooftile.costmodel.BitOptions;
import io.rooftile.costmodel.DesignSpace;
import io.rooftile.costmodel.Figures;
import io.rooftile.costmodel.Outcome;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.Violation;
import io.rooftile.costmodel.dataflow.DataflowSpace;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A search that learns from designs that failed.
class LearnedSpaceTest {
    private static final Network NETWORK = Nets.perceptron(12, 10, 8, 3);
    private static final Target TARGET = Targets.board("pynq-z2");

    private static Figures figures(long clockHertz, long lut, long ff, long dsp) {
        Figures figures = new Figures();
        figures.clockHertz = clockHertz;
        figures.lut = lut;
        figures.ff = ff;
        figures.dsp = dsp;
        return figures;
    }

    /// 110 of 100 LUTs, 60 of 50 flip-flops and no DSP block: LUTs are nearest, 110 / 99.5.
    @Test
    void tooLarge_isWhatTakesAsManyBlocksOfEachKind() {
        KnownFailure failure = new KnownFailure.TooLarge("net/dataflow-001", new ResourceVector(100, 50, 0, 0, 0));
        Violation against = failure.against(figures(1, 110, 60, 2)).orElseThrow();
        assertEquals("lut", against.resource());
        assertEquals(110, against.demand());
        assertEquals(99.5, against.limit());
        assertTrue(failure.against(figures(1, 100, 50, 0)).isPresent(), "itself");
        assertEquals(Optional.empty(), failure.against(figures(1, 99, 1000, 9)), "a LUT less");
        assertEquals(Optional.empty(), failure.against(figures(1, 1000, 49, 9)), "a flip-flop less");
    }

    @Test
    void tooFast_isWhatHasAsManyLuts_atMoreThanWasReached() {
        KnownFailure failure = new KnownFailure.TooFast("net/dataflow-001", 100, 21_400_000);
        assertEquals(
                24e6 / 21.4e6,
                failure.against(figures(24_000_000, 100, 1, 0))
                        .map(against -> against.demand() / against.limit())
                        .orElseThrow());
        assertEquals(Optional.empty(), failure.against(figures(21_000_000, 100, 1, 0)), "slow enough");
        assertEquals(Optional.empty(), failure.against(figures(24_000_000, 99, 1, 0)), "less full");
    }

    private static List<FrontDesign> front(List<KnownFailure> failures) {
        DesignSpace pipelines = DataflowSpace.of(NETWORK, TARGET, BitOptions.AS_TRAINED);
        DesignSpace space = failures.isEmpty() ? pipelines : new LearnedSpace(pipelines, failures);
        SearchSettings settings = new SearchSettings(
                List.of(Family.DATAFLOW), Objective.STANDARD, 5, 1, new SearchSettings.Effort(4000, null), 40);
        return new Explorer(NETWORK, TARGET, List.of(space))
                .explore(settings, new Explorer.Control(() -> false, _ -> {}, () -> 0))
                .front();
    }

    private static boolean isNoSmaller(Figures figures, ResourceVector failed) {
        return Arrays.stream(Resource.values())
                .allMatch(kind -> figures.resources().get(kind) >= failed.get(kind));
    }

    /// The design of most LUTs failed: none as large is proposed again, and designs that are smaller still are.
    @Test
    void search_proposesNothingAsLargeAsWhatDidNotFit() {
        List<FrontDesign> before = front(List.of());
        ResourceVector failed = before.stream()
                .map(design -> design.estimate().figures().resources())
                .max(Comparator.comparingLong(ResourceVector::lut))
                .orElseThrow();
        assertTrue(
                before.stream().anyMatch(design -> isNoSmaller(design.estimate().figures(), failed)));
        List<FrontDesign> after = front(List.of(new KnownFailure.TooLarge("net/dataflow-001", failed)));
        assertFalse(after.isEmpty());
        assertTrue(
                after.stream().noneMatch(design -> isNoSmaller(design.estimate().figures(), failed)));
    }

    /// What the search sees and what is estimated in full are the same, and say why.
    @Test
    void estimate_saysWhy_withTheFiguresOfTheSearch() {
        DesignSpace pipelines = DataflowSpace.of(NETWORK, TARGET, BitOptions.AS_TRAINED);
        int[] choices = new int[pipelines.knobs().size()];
        Figures seen = new Figures();
        pipelines.evaluate(choices, seen);
        assertTrue(seen.isFeasible());
        LearnedSpace space =
                new LearnedSpace(pipelines, List.of(new KnownFailure.TooLarge("net/dataflow-001", seen.resources())));
        space.evaluate(choices, seen);
        Outcome.Infeasible outcome = assertInstanceOf(Outcome.Infeasible.class, space.estimate(space.design(choices)));
        assertEquals(seen.violation, outcome.estimate().figures().violation);
        assertTrue(seen.violation > 0);
        assertTrue(outcome.violations().getFirst().lever().contains("net/dataflow-001"));
    }
}
