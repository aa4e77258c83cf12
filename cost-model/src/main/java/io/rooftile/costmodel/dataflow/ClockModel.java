package io.rooftile.costmodel.dataflow;

import io.rooftile.core.device.Coefficients;
import io.rooftile.costmodel.Figures;
import io.rooftile.costmodel.Spread;
import io.rooftile.costmodel.Target;
import java.util.List;
import java.util.Optional;

/// The clock that place and route reaches: a period of a fixed part, a part per LUT of the longest path between
/// registers, and what longer wires cost as the part fills. Known for parts only whose placements were measured.
///
/// @param nanoseconds of the three, in this order
public record ClockModel(List<Double> nanoseconds, Spread spread) {
    /// Names of the coefficients behind the part's, and their units.
    private static final List<String> NAMES = List.of("clock_base", "clock_per_level", "clock_at_full");

    private static final List<String> UNITS = List.of("nanoseconds", "nanoseconds_per_level", "nanoseconds");
    private static final double NANOSECONDS = 1e9;

    /// What is known of a target's part.
    static Optional<ClockModel> of(Target target) {
        Coefficients coefficients = target.coefficients();
        String architecture = target.board().part().architecture();
        String part = target.board().part().name();
        return coefficients
                .find(architecture, name(part, 0), UNITS.getFirst())
                .map(base -> new ClockModel(
                        List.of(
                                base.value(),
                                coefficients
                                        .get(architecture, name(part, 1), UNITS.get(1))
                                        .value(),
                                coefficients
                                        .get(architecture, name(part, 2), UNITS.get(2))
                                        .value()),
                        Spread.of(target, figure(part), "hertz")));
    }

    /// Name of a coefficient.
    ///
    /// @param index 0 to 2, in the order of [#nanoseconds]
    public static String name(String part, int index) {
        return part + "_" + NAMES.get(index);
    }

    /// Its unit.
    public static String unit(int index) {
        return UNITS.get(index);
    }

    /// The figure's name among spreads.
    public static String figure(String part) {
        return part + "_fmax";
    }

    /// What each of [#nanoseconds] is multiplied by.
    ///
    /// @param levels LUTs of the longest path, as [DataflowModel#logicLevels] finds them
    /// @param fullFraction LUTs of the accelerator over the part's
    public static double[] amounts(double levels, double fullFraction) {
        return new double[] {1, levels, fullFraction};
    }

    void write(double levels, double fullFraction, Figures out) {
        double[] amounts = amounts(levels, fullFraction);
        double period = 0;
        for (int i = 0; i < amounts.length; i++) {
            period += amounts[i] * nanoseconds.get(i);
        }
        out.fmaxHertz = NANOSECONDS / period;
        out.fmaxLowHertz = spread.low(out.fmaxHertz);
        out.fmaxHighHertz = spread.high(out.fmaxHertz);
    }
}
