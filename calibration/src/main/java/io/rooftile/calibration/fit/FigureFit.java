package io.rooftile.calibration.fit;

import io.rooftile.costmodel.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Coefficients that fit one figure of measured designs on one architecture, how far what they predict is off, and the
/// interval that follows.
///
/// @param part that the figure is of; empty where it is of all parts of the architecture
/// @param coefficients in the order of a row's amounts
/// @param fitted all designs, predicted by coefficients that were fitted to them too
/// @param heldOut all designs, each predicted by coefficients fitted to the other folds
/// @param spread that nine in ten designs are within
/// @param covered all designs, each with the interval that the other folds alone give
/// @param learning how the error falls with the number of designs
public record FigureFit(
        Figure figure,
        String part,
        List<Double> coefficients,
        List<Compared> fitted,
        List<Compared> heldOut,
        Spread spread,
        List<Covered> covered,
        List<Lesson> learning) {
    /// Each design is held out of one of so many fits.
    public static final int FOLDS = 10;

    /// Fewer leave a fold less than 7 designs of a size, of which the largest error covers no more than 7 in 8.
    static final int LEAST_ROWS = 16;

    private static final int LESSON_STEP = 8;

    public FigureFit {
        coefficients = List.copyOf(coefficients);
        fitted = List.copyOf(fitted);
        heldOut = List.copyOf(heldOut);
        covered = List.copyOf(covered);
        learning = List.copyOf(learning);
    }

    /// What a number of designs teaches.
    ///
    /// @param designs that coefficients were fitted to, the first ones
    /// @param others that their error was found on
    /// @param medianError of those, its size
    public record Lesson(int designs, int others, double medianError) {}

    /// Whether there are enough rows to fit at all; with fewer theory stands.
    static boolean isEnough(List<?> rows) {
        return rows.size() >= LEAST_ROWS;
    }

    /// Fits one figure.
    ///
    /// @param part that it is of; empty where it is of all parts of the architecture
    /// @param rows those of the experiment in the order of their numbers, which chance gave
    static FigureFit of(Figure figure, String part, List<Row> rows) {
        List<Covered> covered = new ArrayList<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            List<Row> others = without(rows, fold);
            Spread spread = ConformalSpread.of(heldOut(figure, others));
            compared(figure, coefficients(figure, others), only(rows, fold))
                    .forEach(one -> covered.add(Covered.of(one, spread)));
        }
        double[] coefficients = coefficients(figure, rows);
        List<Compared> heldOut = heldOut(figure, rows);
        return new FigureFit(
                figure,
                part,
                Arrays.stream(coefficients).boxed().toList(),
                compared(figure, coefficients, rows),
                heldOut,
                ConformalSpread.of(heldOut),
                covered,
                learning(figure, rows));
    }

    private static List<Compared> heldOut(Figure figure, List<Row> rows) {
        return IntStream.range(0, FOLDS)
                .boxed()
                .flatMap(fold -> compared(figure, coefficients(figure, without(rows, fold)), only(rows, fold)).stream())
                .toList();
    }

    private static List<Lesson> learning(Figure figure, List<Row> rows) {
        List<Lesson> lessons = new ArrayList<>();
        for (int designs = LESSON_STEP; designs <= rows.size() - LESSON_STEP; designs += LESSON_STEP) {
            double[] coefficients = coefficients(figure, rows.subList(0, designs));
            double[] sizes = Compared.sizes(
                    compared(figure, coefficients, rows.subList(designs, rows.size())), Compared::fraction);
            lessons.add(new Lesson(designs, sizes.length, sizes[sizes.length / 2]));
        }
        return lessons;
    }

    private static List<Row> only(List<Row> rows, int fold) {
        return IntStream.range(0, rows.size())
                .filter(i -> i % FOLDS == fold)
                .mapToObj(rows::get)
                .toList();
    }

    private static List<Row> without(List<Row> rows, int fold) {
        return IntStream.range(0, rows.size())
                .filter(i -> i % FOLDS != fold)
                .mapToObj(rows::get)
                .toList();
    }

    private static List<Compared> compared(Figure figure, double[] coefficients, List<Row> rows) {
        double[] ones = new double[coefficients.length];
        Arrays.fill(ones, 1);
        return rows.stream()
                .map(row -> new Compared(
                        row.design(),
                        figure.hasTheory() ? RelativeFit.product(row.amounts(), ones) : Double.NaN,
                        figure.of(RelativeFit.product(row.amounts(), coefficients)),
                        figure.of(row.measured())))
                .toList();
    }

    private static double[] coefficients(Figure figure, List<Row> rows) {
        double[][] amounts = rows.stream().map(row -> row.amounts().clone()).toArray(double[][]::new);
        double[] measured = rows.stream().mapToDouble(Row::measured).toArray();
        double common = figure.hasTheory() ? common(amounts, measured) : 1;
        for (double[] row : amounts) {
            for (int i = 0; i < row.length; i++) {
                row[i] *= common;
            }
        }
        double[] coefficients = RelativeFit.of(amounts, measured, figure.theory());
        for (int i = 0; i < coefficients.length; i++) {
            coefficients[i] *= common;
        }
        return coefficients;
    }

    /// What all of theory is off by: the median of what was measured over the sum of a row. Coefficients are
    /// held to it.
    private static double common(double[][] amounts, double[] measured) {
        double[] ratios = IntStream.range(0, amounts.length)
                .mapToDouble(i -> measured[i] / Arrays.stream(amounts[i]).sum())
                .sorted()
                .toArray();
        return ratios[ratios.length / 2];
    }
}
