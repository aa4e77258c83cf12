package io.rooftile.reports;

import io.rooftile.core.design.Family;
import io.rooftile.costmodel.Figures;
import io.rooftile.dse.AccuracyMeasure;
import io.rooftile.dse.Contest;
import io.rooftile.dse.Exploration;
import io.rooftile.dse.FrontDesign;
import io.rooftile.dse.Objective;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// How accurate designs are, in words.
///
/// @param best the most accurate design of each family that has one, the best of all first
record AccuracyWords(AccuracyMeasure measure, List<FrontDesign> best) {
    private static final String TITLE = "Accuracy";

    /// Differences below are not worth another design: a hundredth of the rows, and a fifth of what a bit is
    /// worth.
    private static final double EVEN_FRACTION = 0.01;

    private static final double EVEN_DECIBELS = 1.2;

    AccuracyWords {
        best = List.copyOf(best);
    }

    /// Empty where nobody has told how accurate designs are.
    static Optional<AccuracyWords> of(Exploration exploration) {
        return exploration
                .accuracy()
                .map(measure -> new AccuracyWords(
                        measure,
                        Contest.of(Objective.accuracy(measure.unit()), exploration)
                                .best()));
    }

    /// The unit that figures are shown in: of fractions the percentage.
    String unit() {
        return isFraction() ? "%" : measure.unit();
    }

    /// A design's figure in that unit.
    double shown(Figures figures) {
        return shown(figures.accuracy);
    }

    private double shown(double accuracy) {
        return isFraction() ? accuracy * 100 : accuracy;
    }

    private boolean isFraction() {
        return measure.unit().equals("fraction");
    }

    /// A design's figure with its unit.
    String text(FrontDesign design) {
        return text(accuracy(design));
    }

    private String text(double accuracy) {
        return Quantity.plain(shown(accuracy)) + " " + unit();
    }

    private static double accuracy(FrontDesign design) {
        return design.estimate().figures().accuracy;
    }

    /// What the figures are and what designs are measured against, in sentences.
    String explanation() {
        return Explanation.capital(measure.note()) + "." + reference();
    }

    /// What the network of real numbers has, where it is known: a sentence behind another one.
    String reference() {
        return measure.ofReal().isPresent()
                ? " The network of real numbers has " + text(measure.ofReal().getAsDouble()) + "."
                : "";
    }

    /// The answer of the headline.
    String sentence() {
        return TITLE + " (" + measure.note() + "): "
                + best.stream()
                        .map(design -> text(design) + " (" + design.id() + ")")
                        .collect(Collectors.joining(" against "))
                + "." + reference();
    }

    /// The row of the verdict.
    ///
    /// @param absence what stands for a family without a design
    Verdict.Row row(Function<Family, Verdict.Cell> absence) {
        return new Verdict.Row(
                TITLE,
                winner(),
                explanation(),
                cell(Family.OVERLAY).orElseGet(() -> absence.apply(Family.OVERLAY)),
                cell(Family.DATAFLOW).orElseGet(() -> absence.apply(Family.DATAFLOW)),
                List.of());
    }

    private Optional<Verdict.Cell> cell(Family family) {
        return best.stream()
                .filter(design -> design.family() == family)
                .findFirst()
                .map(design -> new Verdict.Cell(text(design), design.id()));
    }

    private String winner() {
        if (best.isEmpty()) {
            return "none";
        }
        double even = isFraction() ? EVEN_FRACTION : EVEN_DECIBELS;
        boolean isEven = best.size() > 1 && Math.abs(accuracy(best.get(0)) - accuracy(best.get(1))) < even;
        return isEven ? "tie" : best.getFirst().family().word();
    }
}
