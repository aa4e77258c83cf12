package io.rooftile.dse;

import io.rooftile.costmodel.Figures;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// What designs are compared by: a figure with a name, a unit and a direction.
///
/// @param word the name on the command line and in reports
public record Objective(String word, String unit, Direction direction, ToDoubleFunction<Figures> figure) {
    /// Which way is better.
    public enum Direction {
        MINIMISE,
        MAXIMISE
    }

    public static final Objective LATENCY = minimise("latency", "ms", Figures::latencyMilliseconds);
    public static final Objective THROUGHPUT =
            new Objective("throughput", "inferences/s", Direction.MAXIMISE, Figures::throughputPerSecond);
    public static final Objective LUT = minimise("lut", "blocks", figures -> figures.lut);
    public static final Objective FF = minimise("ff", "blocks", figures -> figures.ff);
    public static final Objective DSP = minimise("dsp", "blocks", figures -> figures.dsp);
    public static final Objective BRAM = minimise("bram", "blocks", figures -> figures.bram);
    public static final Objective URAM = minimise("uram", "blocks", figures -> figures.uram);
    public static final Objective UTILISATION =
            minimise("utilisation", "fraction", figures -> figures.worstUtilisationFraction);
    public static final Objective POWER = minimise("power", "mW", figures -> figures.powerMilliwatts);
    public static final Objective ENERGY = minimise("energy", "mJ", figures -> figures.energyMillijoules);

    /// All there are, in the order of reports.
    public static final List<Objective> ALL =
            List.of(LATENCY, THROUGHPUT, LUT, FF, DSP, BRAM, URAM, UTILISATION, POWER, ENERGY);

    /// What is compared when the user does not say: how soon one answer comes, how many come, how full the part is, and
    /// what an answer costs in energy.
    public static final List<Objective> STANDARD = List.of(LATENCY, THROUGHPUT, UTILISATION, ENERGY);

    private static Objective minimise(String word, String unit, ToDoubleFunction<Figures> figure) {
        return new Objective(word, unit, Direction.MINIMISE, figure);
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

    /// The figure turned so that less is better.
    public double cost(Figures figures) {
        return switch (direction) {
            case MINIMISE -> value(figures);
            case MAXIMISE -> -value(figures);
        };
    }
}
