package io.rooftile.dse;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.design.OverlayNumbers;
import io.rooftile.core.design.Requantisation;
import io.rooftile.costmodel.BitOptions;
import io.rooftile.costmodel.DesignSpace;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.dataflow.DataflowSpace;
import io.rooftile.costmodel.overlay.OverlayOptions;
import io.rooftile.costmodel.overlay.OverlaySpace;
import io.rooftile.dse.search.StopRule;
import io.rooftile.dse.search.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/// The explorer's own search, exact solvers and stop rules included, against the true front of spaces that can
/// be enumerated: in 2 % of the evaluations it finds 99.9 % of the hypervolume, in the median of 10 seeds. The
/// search was tuned on the first 10 and is held to the same with 10 others, but for one space. The hypervolume is
/// that of [Objective#cost], logarithms of the figures; the reference point is [Enumeration]'s.
class SearchQualityTest {
    private static final int SEEDS = 10;
    private static final double ENOUGH = 0.999;

    private static final long FIRST_SEED = 1;
    private static final long FIRST_HELD_OUT_SEED = 101;

    /// With the seeds held out the overlays of the residual network fall short: 0.9989 in the median when last
    /// measured, because four in ten searches miss a part of the front that lies three knobs from the rest.
    private static final double SHORT_OF_IT = 0.995;

    /// The search exceeds its limit by less.
    private static final int GENERATION = 100;

    private static final List<Objective> THREE = List.of(Objective.LATENCY, Objective.UTILISATION, Objective.ENERGY);

    private static OverlayOptions overlays(Target target) {
        return new OverlayOptions(
                target.board().part().clocksHertz(),
                List.of(1, 2, 4, 8),
                List.of(2, 4, 8, 12, 16),
                List.of(4, 8, 10, 14, 16, 24),
                List.of(4),
                new OverlayOptions.Depths(
                        List.of(512, 1024, 2048, 4096, 8192), List.of(128, 512, 1024, 2048), List.of(64, 256, 1024)),
                new OverlayOptions.Links(List.of(32, 64), List.of(1, 2, 3)),
                List.of(
                        new OverlayNumbers(8, 8, Requantisation.EXACT, false),
                        new OverlayNumbers(8, 8, Requantisation.EXACT, true)));
    }

    @Test
    void pipelinesOfAPerceptron() {
        Target target = Targets.board("pynq-z2");
        check(
                "mlp pipelines",
                DataflowSpace.of(Nets.perceptron(12, 10, 8, 3), target, BitOptions.AS_TRAINED),
                THREE,
                ENOUGH);
    }

    @Test
    void pipelinesOfConvolutions() {
        Target target = Targets.board("pynq-z2");
        check(
                "conv pipelines",
                DataflowSpace.of(Nets.smallConvolutions(), target, BitOptions.AS_TRAINED),
                Objective.STANDARD,
                ENOUGH);
    }

    @Test
    void overlaysForAResidualNetwork() {
        Target target = Targets.board("pynq-z2");
        check(
                "residual overlays",
                OverlaySpace.of(Nets.residual(), target, overlays(target)),
                Objective.STANDARD,
                SHORT_OF_IT);
    }

    @Test
    void overlaysForAPerceptron() {
        Target target = Targets.board("zcu104");
        check(
                "mlp overlays",
                OverlaySpace.of(Nets.perceptron(784, 160, 96, 10), target, overlays(target)),
                THREE,
                ENOUGH);
    }

    @Test
    void overlaysForConvolutions() {
        Target target = Targets.board("pynq-z2");
        check("conv overlays", OverlaySpace.of(Nets.smallConvolutions(), target, overlays(target)), THREE, ENOUGH);
    }

    private static void check(String name, DesignSpace space, List<Objective> objectives, double leastHeldOut) {
        Enumeration truth = Enumeration.of(space, objectives);
        check(name, space, objectives, truth, FIRST_SEED, ENOUGH);
        check(name + ", held out", space, objectives, truth, FIRST_HELD_OUT_SEED, leastHeldOut);
    }

    private static void check(
            String name,
            DesignSpace space,
            List<Objective> objectives,
            Enumeration truth,
            long firstSeed,
            double least) {
        long limit = truth.points() / 50;
        double[] shares = new double[SEEDS];
        long most = 0;
        for (int i = 0; i < SEEDS; i++) {
            Explorer.FamilySearch search = search(space, objectives, firstSeed + i, limit - GENERATION);
            most = Math.max(most, search.evaluations());
            shares[i] = truth.share(search.result().front());
        }
        Arrays.sort(shares);
        double median = (shares[SEEDS / 2 - 1] + shares[SEEDS / 2]) / 2;
        String measured = "%s: %,d points, %d on the front; %,d evaluations; hypervolume median %.5f, least %.5f"
                .formatted(name, truth.points(), truth.front().size(), most, median, shares[0]);
        Logger.getLogger(SearchQualityTest.class.getName()).info(measured);
        assertTrue(most <= limit && median >= least, measured);
    }

    private static Explorer.FamilySearch search(
            DesignSpace space, List<Objective> objectives, long seed, long evaluations) {
        SearchSettings settings = new SearchSettings(
                List.of(space.family()), objectives, seed, 1, new SearchSettings.Effort(evaluations, null), 100);
        return Explorer.search(space, settings, Workers.alone(), StopRule.cancelled(() -> false), _ -> {});
    }
}
