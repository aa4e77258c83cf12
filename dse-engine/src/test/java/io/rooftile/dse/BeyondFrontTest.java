package io.rooftile.dse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.design.Design;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.core.network.Network;
import io.rooftile.costmodel.BitOptions;
import io.rooftile.costmodel.DesignSpace;
import io.rooftile.costmodel.Outcome;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.Violation;
import io.rooftile.costmodel.dataflow.DataflowSpace;
import io.rooftile.costmodel.overlay.OverlaySpace;
import io.rooftile.dse.search.IntegerGenes;
import io.rooftile.dse.search.SearchResult;
import io.rooftile.dse.search.Workers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// The near miss held against full estimates of every design that differs in one knob.
class BeyondFrontTest {
    private static final Network NETWORK = Nets.perceptron(12, 10, 8, 3);

    private static Target pynq(long lut, long dsp, long bram) {
        Target board = Targets.board("pynq-z2");
        return new Target(board.board(), new ResourceVector(lut, 2 * lut, dsp, bram, 0), board.coefficients());
    }

    private static SearchResult<IntegerGenes> search(DesignSpace space) {
        SearchSettings settings = new SearchSettings(
                List.of(space.family()), Objective.STANDARD, 3, 1, new SearchSettings.Effort(3000, null), 40);
        return Explorer.search(space, settings, Workers.alone(), _ -> Optional.empty(), _ -> {})
                .result();
    }

    private static double milliseconds(Outcome outcome) {
        return outcome.estimate().figures().latencyMilliseconds();
    }

    private static double violation(Outcome.Infeasible outcome) {
        double sum = 0;
        for (Violation violation : outcome.violations()) {
            sum += violation.limit() == 0 ? violation.demand() : violation.demand() / violation.limit() - 1;
        }
        return sum;
    }

    /// All designs that differ from one in a single knob, as the full model sees them.
    private static List<Outcome> neighbours(DesignSpace space, IntegerGenes genes) {
        List<Outcome> all = new ArrayList<>();
        for (int knob = 0; knob < genes.length(); knob++) {
            for (int option = 0; option < space.knobs().get(knob).options(); option++) {
                all.add(space.estimate(space.design(genes.with(knob, option).toArray())));
            }
        }
        return all;
    }

    private static void checkOneKnobBeyond(DesignSpace space) {
        SearchResult<IntegerGenes> result = search(space);
        IntegerGenes fastest = result.front().stream()
                .map(entry -> entry.genes())
                .min(Comparator.comparingDouble(genes -> milliseconds(space.estimate(space.design(genes.toArray())))))
                .orElseThrow();
        double limit = 0.99 * milliseconds(space.estimate(space.design(fastest.toArray())));
        List<Outcome.Infeasible> beyond = neighbours(space, fastest).stream()
                .filter(outcome -> milliseconds(outcome) <= limit)
                .<Outcome.Infeasible>mapMulti((outcome, sink) -> {
                    switch (outcome) {
                        case Outcome.Feasible _ -> {}
                        case Outcome.Infeasible infeasible -> sink.accept(infeasible);
                    }
                })
                .toList();
        double least =
                beyond.stream().mapToDouble(BeyondFrontTest::violation).min().orElseThrow();
        NearMiss miss = BeyondFront.of(space, result).orElseThrow();
        List<Design> designs =
                beyond.stream().map(outcome -> outcome.estimate().design()).toList();
        assertTrue(designs.contains(miss.outcome().estimate().design()));
        assertEquals(least, violation(miss.outcome()), 1e-12);
    }

    @Test
    void ofAPipeline_isTheLeastViolatingFasterDesignOneKnobAway() {
        checkOneKnobBeyond(DataflowSpace.of(NETWORK, pynq(5000, 20, 30), BitOptions.AS_TRAINED));
    }

    @Test
    void ofAnOverlay_isTheLeastViolatingFasterDesignOneKnobAway() {
        checkOneKnobBeyond(OverlaySpace.of(NETWORK, pynq(6000, 12, 16), BitOptions.AS_TRAINED));
    }

    /// 12 * 10 + 10 * 8 + 8 * 3 = 224 multipliers are all there can be, and the board has room for them.
    @Test
    void whereThePartHoldsNothingBack_thereIsNone() {
        DesignSpace space = DataflowSpace.of(NETWORK, Targets.board("zcu102"), BitOptions.AS_TRAINED);
        assertEquals(Optional.empty(), BeyondFront.of(space, search(space)));
    }

    @Test
    void whereNothingIsFeasible_isTheLeastViolatingOfTheSearch() {
        DesignSpace space = OverlaySpace.of(NETWORK, pynq(40, 1, 1), BitOptions.AS_TRAINED);
        SearchResult<IntegerGenes> result = search(space);
        NearMiss miss = BeyondFront.of(space, result).orElseThrow();
        ExactDesigns seeds = ExactDesigns.of(space, Objective.STANDARD, new SplittableRandom(1));
        for (IntegerGenes seed : seeds.designs()) {
            switch (space.estimate(space.design(seed.toArray()))) {
                case Outcome.Feasible feasible -> throw new AssertionError(feasible);
                case Outcome.Infeasible infeasible ->
                    assertTrue(violation(miss.outcome()) <= violation(infeasible) + 1e-12);
            }
        }
    }
}
