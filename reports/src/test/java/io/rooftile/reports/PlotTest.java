package io.rooftile.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlotTest {
    @ParameterizedTest
    @CsvSource({"0.3, 40, true, 0.2, 50", "1, 10, true, 0.5, 20", "20, 30, false, 18, 32", "5, 5, false, 4.995, 5.005"})
    void axesEndRoundAndAreLogarithmicFromADecadeOn(
            double least, double most, boolean isLogarithmic, double minimum, double maximum) {
        PlotAxis axis = PlotAxis.of("x", DoubleStream.of(most, least));
        assertEquals(isLogarithmic, axis.isLogarithmic());
        assertEquals(minimum, axis.minimum(), 1e-9 * most);
        assertEquals(maximum, axis.maximum(), 1e-9 * most);
    }

    /// A linear axis ends beyond its values, of whatever sign, and spans something where they are all alike.
    @ParameterizedTest
    @CsvSource({"-20, 30, -30, 40", "0, 0, -1, 1", "0, 95, -20, 120", "97, 97, 96.9, 97.1"})
    void linearAxesTakeAnyFiniteValues(double least, double most, double minimum, double maximum) {
        PlotAxis axis = PlotAxis.linear("x", DoubleStream.of(most, least));
        assertFalse(axis.isLogarithmic());
        assertEquals(minimum, axis.minimum(), 1e-9);
        assertEquals(maximum, axis.maximum(), 1e-9);
        assertThrows(IllegalArgumentException.class, () -> PlotAxis.linear("x", DoubleStream.of(1, Double.NaN)));
        assertThrows(IllegalArgumentException.class, () -> PlotAxis.linear("x", DoubleStream.empty()));
    }

    @Test
    void axesNeedPositiveFiniteValues() {
        assertThrows(IllegalArgumentException.class, () -> PlotAxis.of("x", DoubleStream.of(0, 1)));
        assertThrows(IllegalArgumentException.class, () -> PlotAxis.of("x", DoubleStream.empty()));
        assertThrows(
                IllegalArgumentException.class, () -> PlotAxis.of("x", DoubleStream.of(1, Double.POSITIVE_INFINITY)));
    }

    @Test
    void crowdedTicksHaveNoLabel() {
        PlotAxis narrow = PlotAxis.of("x", DoubleStream.of(1, 20));
        assertEquals(List.of("1", "2", "", "5", "10"), labels(narrow, 1, 2, 3, 5, 10));
        PlotAxis wide = PlotAxis.of("x", DoubleStream.of(1, 200_000));
        assertEquals(List.of("1", "", "", "", "10,000"), labels(wide, 1, 2, 3, 5, 10_000));
    }

    /// Ticks beside a value that all designs share can be told apart.
    @Test
    void ticksOfANarrowAxisHaveLabelsThatDiffer() {
        PlotAxis narrow = PlotAxis.linear("x", DoubleStream.of(97, 97));
        assertEquals(List.of("96.90", "96.95", "97.00"), labels(narrow, 96.9, 96.95, 97));
        PlotAxis large = PlotAxis.linear("x", DoubleStream.of(12_345, 12_345));
        assertEquals(List.of("12,320", "12,340"), labels(large, 12_320, 12_340));
    }

    private static List<String> labels(PlotAxis axis, double... ticks) {
        return DoubleStream.of(ticks).mapToObj(axis::label).toList();
    }

    /// Points lie where their values say: equal ratios are equal distances on a logarithmic axis, larger is further
    /// right and further up.
    @Test
    void marksLieWhereTheirValuesSay() {
        List<PlotPoint> points = List.of(
                new PlotPoint(1, 7, "a & b", "row"), new PlotPoint(10, 7, "c", ""), new PlotPoint(100, 9, "d", ""));
        String svg = new Plot(
                        "about \"it\"",
                        PlotAxis.of("x", points.stream().mapToDouble(PlotPoint::x)),
                        PlotAxis.of("y", points.stream().mapToDouble(PlotPoint::y)),
                        List.of(new PlotSeries(PlotSeries.Style.OVERLAY, points)))
                .svg();
        Matcher marks = Pattern.compile("translate\\((\\S+) (\\S+)\\)").matcher(svg);
        double[] x = new double[3];
        double[] y = new double[3];
        for (int i = 0; i < 3; i++) {
            assertTrue(marks.find());
            x[i] = Double.parseDouble(marks.group(1));
            y[i] = Double.parseDouble(marks.group(2));
        }
        assertFalse(marks.find(), "one mark per point");
        assertEquals(x[1] - x[0], x[2] - x[1], 0.02);
        assertTrue(x[1] > x[0] && y[1] == y[0] && y[2] < y[1]);
        assertTrue(
                svg.contains("<a href=\"#row\">") && svg.contains("a &amp; b") && svg.contains("about &quot;it&quot;"));
    }
}
