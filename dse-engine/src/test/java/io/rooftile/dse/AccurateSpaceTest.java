package io.rooftile.dse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.design.Design;
import io.rooftile.core.design.Family;
import io.rooftile.core.design.Stage;
import io.rooftile.core.device.Basis;
import io.rooftile.core.network.Network;
import io.rooftile.costmodel.BitOptions;
import io.rooftile.costmodel.DesignSpace;
import io.rooftile.costmodel.Figures;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.dataflow.DataflowSpace;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Bits are open, and accuracy is the sum of all bits: predicted one better than it is.
class AccurateSpaceTest {
    private static final AccuracyMeasure KIND =
            new AccuracyMeasure("sum", "bits", Basis.ASSUMED, OptionalDouble.of(48), "the sum of all bits");

    private static final AccuracyModel SUM_OF_BITS = new AccuracyModel() {
        @Override
        public AccuracyMeasure kind() {
            return KIND;
        }

        @Override
        public double predict(Design design) {
            return measure(design) + 1;
        }

        @Override
        public double measure(Design design) {
            return ((DataflowDesign) design)
                    .stages().stream().mapToInt(Stage::weightBits).sum();
        }
    };

    private static final Network NETWORK = Nets.perceptronOfReals(12, 10, 8, 3);
    private static final Target TARGET = Targets.board("pynq-z2");
    private static final DesignSpace SPACE = new AccurateSpace(designs(TARGET), SUM_OF_BITS);

    private static DesignSpace designs(Target target) {
        return DataflowSpace.of(NETWORK, target, new BitOptions(List.of(2, 4, 6, 8), List.of(8)));
    }

    private static Exploration explore(int threads) {
        SearchSettings settings = new SearchSettings(
                List.of(Family.DATAFLOW),
                List.of(Objective.accuracy("bits"), Objective.LATENCY, Objective.LUT),
                1,
                threads,
                new SearchSettings.Effort(3000, null),
                100);
        return new Explorer(NETWORK, TARGET, List.of(SPACE))
                .explore(settings, new Explorer.Control(() -> false, _ -> {}, () -> 0));
    }

    @Test
    void front_tradesAccuracyOff_andShowsWhatWasMeasured() {
        Exploration exploration = explore(1);
        assertEquals(Optional.of(KIND), exploration.accuracy());
        Set<List<Integer>> assignments = new HashSet<>();
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (FrontDesign design : exploration.front()) {
            DataflowDesign pipeline = (DataflowDesign) design.estimate().design();
            assignments.add(pipeline.stages().stream().map(Stage::weightBits).toList());
            double accuracy = design.estimate().figures().accuracy;
            assertEquals(SUM_OF_BITS.measure(pipeline), accuracy);
            assertEquals(Basis.ASSUMED, design.estimate().basis().get("accuracy"));
            least = Math.min(least, accuracy);
            most = Math.max(most, accuracy);
        }
        assertTrue(assignments.size() >= 5, assignments.toString());
        // Three layers of 2 to 8 bits: the cheapest and the most accurate are both on the front.
        assertEquals(6, least);
        assertEquals(24, most);
    }

    /// Figures are written again and again: nothing is left of the design before.
    @Test
    void pipelineThatDoesNotFit_hasNoAccuracyWhileSearching() {
        DesignSpace space = new AccurateSpace(designs(Targets.board("icebreaker")), SUM_OF_BITS);
        int[] smallest = new int[space.knobs().size()];
        int[] largest =
                space.knobs().stream().mapToInt(knob -> knob.options() - 1).toArray();
        Figures figures = new Figures();

        space.evaluate(smallest, figures);
        assertTrue(figures.isFeasible());
        assertEquals(SUM_OF_BITS.predict(space.design(smallest)), figures.accuracy);

        space.evaluate(largest, figures);
        assertFalse(figures.isFeasible());
        assertFalse(figures.hasAccuracy());
        assertEquals(0, Objective.accuracy("bits").value(figures));
    }

    @Test
    void front_doesNotDependOnThreads() {
        assertEquals(
                explore(1).front().stream()
                        .map(design -> design.estimate().design())
                        .toList(),
                explore(3).front().stream()
                        .map(design -> design.estimate().design())
                        .toList());
    }
}
