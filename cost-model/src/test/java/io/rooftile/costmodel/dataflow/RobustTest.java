package io.rooftile.costmodel.dataflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.design.MultiplierStyle;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.design.Stage;
import io.rooftile.core.design.WeightStorage;
import io.rooftile.core.device.Basis;
import io.rooftile.core.device.Coefficient;
import io.rooftile.core.device.Coefficients;
import io.rooftile.core.device.Resource;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Window;
import io.rooftile.costmodel.BitOptions;
import io.rooftile.costmodel.Figures;
import io.rooftile.costmodel.Outcome;
import io.rooftile.costmodel.Spread;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.fabric.TestTargets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class RobustTest {
    private static final Target THEORY = TestTargets.large();
    private static final Target CALIBRATED = calibrated();
    private static final Network NETWORK = network();
    private static final DataflowDesign DESIGN = new DataflowDesign(
            100_000_000,
            Requantisation.EXACT,
            List.of(new Stage("conv", 4, 8, 8, 8, WeightStorage.LUT_RAM, MultiplierStyle.LUT)));

    private static Network network() {
        Nets nets = Nets.real(1, 9, 7, 16);
        return nets.network(
                nets.conv("conv", nets.input(), 32, Window.same(nets.input().shape(), 3, 3, 1, 1)));
    }

    /// Large designs are up to 1.5 times as many LUTs and 1.25 times as many flip-flops as estimated.
    private static Target calibrated() {
        String architecture = THEORY.board().part().architecture();
        Map<String, Coefficient> values =
                new TreeMap<>(THEORY.coefficients().byArchitecture().get(architecture));
        put(values, "lut", "luts", 1.5);
        put(values, "ff", "ffs", 1.25);
        return new Target(
                THEORY.board(), THEORY.budget(), new Coefficients("calibrated", Map.of(architecture, values)));
    }

    private static void put(Map<String, Coefficient> values, String figure, String unit, double large) {
        values.put(Spread.largeFrom(figure), new Coefficient(10, unit, Basis.CALIBRATED, "made up"));
        values.put(Spread.ofSmall(figure), new Coefficient(2, "ratio", Basis.CALIBRATED, "made up"));
        values.put(Spread.ofLarge(figure), new Coefficient(large, "ratio", Basis.CALIBRATED, "made up"));
    }

    @Test
    void ends_areOfTheStages_withoutTheShell() {
        Figures figures =
                DataflowModel.estimate(NETWORK, DESIGN, CALIBRATED).estimate().figures();
        long shell =
                (long) CALIBRATED.coefficient("dataflow_shell_luts", "luts").value();
        long stages = figures.lut - shell;
        assertEquals(shell + (long) Math.ceil(1.5 * (double) stages), figures.lutHigh);
        assertEquals(shell + (long) Math.floor((double) stages / 1.5), figures.lutLow);
        assertFalse(DataflowModel.estimate(NETWORK, DESIGN, THEORY)
                .estimate()
                .figures()
                .hasIntervals());
    }

    @Test
    void robust_mustFitByTheHighEnd() {
        Figures figures =
                DataflowModel.estimate(NETWORK, DESIGN, CALIBRATED).estimate().figures();
        Target tight = CALIBRATED.withBudget(CALIBRATED.budget().with(Resource.LUT, figures.lutHigh - 1));
        assertInstanceOf(Outcome.Feasible.class, DataflowModel.estimate(NETWORK, DESIGN, tight));
        Outcome.Infeasible outcome =
                assertInstanceOf(Outcome.Infeasible.class, DataflowModel.estimate(NETWORK, DESIGN, tight.robust()));
        assertEquals("lut", outcome.violations().getFirst().resource());
        assertEquals((double) figures.lutHigh, outcome.violations().getFirst().demand());
        assertEquals(figures.lut, outcome.estimate().figures().lut);
    }

    @Test
    void robust_leavesTheStagesLessOfTheBudget() {
        Target half = CALIBRATED.withBudget(CALIBRATED.budget().with(Resource.LUT, 30_000));
        long shell =
                (long) CALIBRATED.coefficient("dataflow_shell_luts", "luts").value();
        BitOptions bits = BitOptions.fixed(8, 8);
        assertEquals(
                30_000 - shell,
                DataflowSpace.of(NETWORK, half, bits).stageBudget().lut());
        assertEquals(
                (long) Math.floor((double) (30_000 - shell) / 1.5),
                DataflowSpace.of(NETWORK, half.robust(), bits).stageBudget().lut());
    }
}
