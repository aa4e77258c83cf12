package io.rooftile.calibration.fit;

import io.rooftile.calibration.experiment.Measured;
import io.rooftile.core.device.Resource;
import io.rooftile.costmodel.Spread;
import io.rooftile.costmodel.fabric.Circuit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Factors of circuits that fit measurements on one architecture, how far what they predict is off, and the interval that
/// follows.
///
/// @param resource LUTs or flip-flops
/// @param factors in the order of [Circuit]
/// @param fitted all designs, predicted by factors that were fitted to them too
/// @param heldOut all designs, each predicted by factors fitted to the other folds
/// @param spread that nine in ten designs are within
/// @param covered all designs, each with the interval that the other folds alone give
/// @param learning how the error falls with the number of designs
public record FactorFit(
        Resource resource,
        List<Double> factors,
        List<Compared> fitted,
        List<Compared> heldOut,
        Spread spread,
        List<Covered> covered,
        List<Lesson> learning) {
    /// Each design is held out of one of so many fits.
    public static final int FOLDS = 10;

    /// How strongly a factor is held to 1, which theory says: as if so large a share of a design were measured to be as
    /// theory says. Of 0.05 to 2 this gave the least errors of held-out designs while there were 16 of a family.
    private static final double THEORY = 0.5;

    private static final List<Circuit> CIRCUITS = List.of(Circuit.values());

    /// With fewer rows a fold's interval would have to cover all designs of a size.
    private static final int LEAST_ROWS = 20;

    private static final int LESSON_STEP = 8;

    public FactorFit {
        factors = List.copyOf(factors);
        fitted = List.copyOf(fitted);
        heldOut = List.copyOf(heldOut);
        covered = List.copyOf(covered);
        learning = List.copyOf(learning);
    }

    /// A measured design, and what the cost model says of it circuit by circuit.
    record Row(Measured measured, CircuitTerms terms) {
        double[] amounts(Resource resource) {
            return switch (resource) {
                case LUT -> terms.luts();
                case FF -> terms.ffs();
                case DSP, BRAM, URAM -> throw new IllegalArgumentException(resource + " is counted, not fitted");
            };
        }

        long figure(Resource resource) {
            return measured.resources().get(resource);
        }
    }

    /// What a number of designs teaches.
    ///
    /// @param designs that factors were fitted to, the first ones
    /// @param others that their error was found on
    /// @param medianError of those, its size
    public record Lesson(int designs, int others, double medianError) {}

    /// The factor of a circuit.
    public double factor(Circuit circuit) {
        return factors.get(CIRCUITS.indexOf(circuit));
    }

    /// Whether there are enough rows to fit at all; with fewer theory stands.
    static boolean isEnough(List<Row> rows) {
        return rows.size() >= LEAST_ROWS;
    }

    /// Fits one figure.
    ///
    /// @param all in the order of their numbers, which chance gave
    static FactorFit of(Resource resource, List<Row> all) {
        List<Row> rows = all.stream().filter(row -> row.figure(resource) > 0).toList();
        List<Covered> covered = new ArrayList<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            List<Row> others = without(rows, fold);
            Spread spread = ConformalSpread.of(heldOut(resource, others));
            compared(resource, factors(resource, others), only(rows, fold))
                    .forEach(one -> covered.add(Covered.of(one, spread)));
        }
        double[] factors = factors(resource, rows);
        List<Compared> heldOut = heldOut(resource, rows);
        return new FactorFit(
                resource,
                Arrays.stream(factors).boxed().toList(),
                compared(resource, factors, rows),
                heldOut,
                ConformalSpread.of(heldOut),
                covered,
                learning(resource, rows));
    }

    private static List<Compared> heldOut(Resource resource, List<Row> rows) {
        return IntStream.range(0, FOLDS)
                .boxed()
                .flatMap(fold -> compared(resource, factors(resource, without(rows, fold)), only(rows, fold)).stream())
                .toList();
    }

    private static List<Lesson> learning(Resource resource, List<Row> rows) {
        List<Lesson> lessons = new ArrayList<>();
        for (int designs = LESSON_STEP; designs <= rows.size() - LESSON_STEP; designs += LESSON_STEP) {
            double[] factors = factors(resource, rows.subList(0, designs));
            double[] sizes = Compared.sizes(
                    compared(resource, factors, rows.subList(designs, rows.size())), Compared::fraction);
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

    private static List<Compared> compared(Resource resource, double[] factors, List<Row> rows) {
        double[] ones = new double[factors.length];
        Arrays.fill(ones, 1);
        return rows.stream()
                .map(row -> new Compared(
                        row.measured().number(),
                        RelativeFit.product(row.amounts(resource), ones),
                        RelativeFit.product(row.amounts(resource), factors),
                        row.figure(resource)))
                .toList();
    }

    private static double[] factors(Resource resource, List<Row> rows) {
        double[][] amounts = rows.stream().map(row -> row.amounts(resource)).toArray(double[][]::new);
        double[] figures = rows.stream().mapToDouble(row -> row.figure(resource)).toArray();
        return RelativeFit.of(amounts, figures, THEORY);
    }
}
