package io.rooftile.dse;

import io.rooftile.costmodel.Figures;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// What designs are compared by: a figure with a name, a unit and a direction.
///
/// @param word the name on the command line and in reports
/// @param resolution the smallest amount, in the unit, that is worth telling apart near zero
public record Objective(
        String word, String unit, Direction direction, double resolution, ToDoubleFunction<Figures> figure) {
    /// Which way is better.
    public enum Direction {
        MINIMISE,
        MAXIMISE;

        /// The word in reports and files.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static final Objective LATENCY = minimise("latency", "ms", 1e-6, Figures::latencyMilliseconds);
    public static final Objective THROUGHPUT =
            new Objective("throughput", "inferences/s", Direction.MAXIMISE, 1e-3, Figures::throughputPerSecond);
    public static final Objective LUT = minimise("lut", "blocks", 1, figures -> figures.lut);
    public static final Objective FF = minimise("ff", "blocks", 1, figures -> figures.ff);
    public static final Objective DSP = minimise("dsp", "blocks", 1, figures -> figures.dsp);
    public static final Objective BRAM = minimise("bram", "blocks", 1, figures -> figures.bram);
    public static final Objective URAM = minimise("uram", "blocks", 1, figures -> figures.uram);
    public static final Objective UTILISATION =
            minimise("utilisation", "fraction", 1e-4, figures -> figures.worstUtilisationFraction);
    public static final Objective POWER = minimise("power", "mW", 1e-3, figures -> figures.powerMilliwatts);
    public static final Objective ENERGY = minimise("energy", "mJ", 1e-9, figures -> figures.energyMillijoules);

    /// Share of right answers. On so coarse a resolution its cost is as good as linear.
    public static final Objective ACCURACY = accuracy("fraction");

    /// All there are, in the order of reports.
    public static final List<Objective> ALL =
            List.of(LATENCY, THROUGHPUT, LUT, FF, DSP, BRAM, URAM, UTILISATION, POWER, ENERGY, ACCURACY);

    /// What is compared when the user does not say: how soon one answer comes, how many come, how full the part
    /// is, and what an answer costs in energy.
    public static final List<Objective> STANDARD = List.of(LATENCY, THROUGHPUT, UTILISATION, ENERGY);

    /// Accuracy in another unit. Less than nothing counts as nothing, and so does what nobody has told.
    public static Objective accuracy(String unit) {
        return new Objective(
                "accuracy",
                unit,
                Direction.MAXIMISE,
                1,
                figures -> figures.hasAccuracy() ? Math.max(0, figures.accuracy) : 0);
    }

    /// The same by the pessimistic end of its interval, for LUTs and flip-flops; power, energy and utilisation
    /// follow the
    /// target.
    public Objective robust() {
        if (equals(LUT)) {
            return minimise(word, unit, resolution, Figures::pessimisticLut);
        }
        return equals(FF) ? minimise(word, unit, resolution, Figures::pessimisticFf) : this;
    }

    private static Objective minimise(String word, String unit, double resolution, ToDoubleFunction<Figures> figure) {
        return new Objective(word, unit, Direction.MINIMISE, resolution, figure);
    }

    /// The objective of that name.
    public static Optional<Objective> of(String word) {
        return ALL.stream().filter(objective -> objective.word.equals(word)).findFirst();
    }

    /// All names, for messages.
    public static String words() {
        return ALL.stream().map(Objective::word).collect(Collectors.joining(", "));
    }

    /// The figure itself.
    public double value(Figures figures) {
        return figure.applyAsDouble(figures);
    }

    /// The figure turned so that less is better, on a logarithmic scale: figures span decades, and a search that
    /// measured diversity on a linear one would crowd the slow end. Dominance is the same on both.
    public double cost(Figures figures) {
        double scaled = Math.log1p(value(figures) / resolution);
        return switch (direction) {
            case MINIMISE -> scaled;
            case MAXIMISE -> -scaled;
        };
    }
}
