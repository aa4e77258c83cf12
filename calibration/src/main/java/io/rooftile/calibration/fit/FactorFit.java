package io.rooftile.calibration.fit;

import io.rooftile.calibration.experiment.Measured;
import io.rooftile.core.device.Resource;
import io.rooftile.costmodel.fabric.Circuit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/// Factors of circuits that fit measurements on one architecture, and the errors of what they predict of designs that
/// they were not fitted to.
///
/// @param resource LUTs or flip-flops
/// @param factors in the order of [Circuit]
/// @param errors of all designs, each predicted by factors fitted to the other folds
public record FactorFit(Resource resource, List<Double> factors, List<HeldOutError> errors) {
    /// Each design is held out of one of so many fits.
    public static final int FOLDS = 10;

    /// How strongly a factor is held to 1, which theory says: as strongly as a measurement of it alone with an error of
    /// one in so many would.
    private static final double THEORY = 0.05;

    private static final List<Circuit> CIRCUITS = List.of(Circuit.values());

    /// Fewer rows than this say nothing about so many factors.
    private static final int LEAST_ROWS = 2 * CIRCUITS.size();

    public FactorFit {
        factors = List.copyOf(factors);
        errors = List.copyOf(errors);
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
    }

    /// What a prediction came to.
    ///
    /// @param number of the design
    /// @param theory prediction with all factors 1
    public record HeldOutError(int number, double theory, double predicted, long measured) {
        /// Signed, relative to the measurement.
        public double fraction() {
            return predicted / measured - 1;
        }

        /// The same of the prediction from theory.
        public double theoryFraction() {
            return theory / measured - 1;
        }
    }

    /// The factor of a circuit.
    public double factor(Circuit circuit) {
        return factors.get(CIRCUITS.indexOf(circuit));
    }

    /// Whether there are enough rows to fit at all; with fewer theory stands.
    static boolean isEnough(List<Row> rows) {
        return rows.size() >= LEAST_ROWS;
    }

    /// Fits one figure.
    static FactorFit of(Resource resource, List<Row> rows) {
        List<HeldOutError> errors = new ArrayList<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            int held = fold;
            Predicate<Row> isHeld = row -> row.measured().number() % FOLDS == held;
            errors.addAll(errors(
                    resource,
                    rows.stream().filter(isHeld.negate()).toList(),
                    rows.stream().filter(isHeld).toList()));
        }
        List<Double> factors = new ArrayList<>();
        for (double factor : factors(resource, rows)) {
            factors.add(factor);
        }
        return new FactorFit(resource, factors, errors);
    }

    /// Errors of some rows, predicted by factors fitted to others.
    static List<HeldOutError> errors(Resource resource, List<Row> fitted, List<Row> held) {
        double[] factors = factors(resource, fitted);
        double[] ones = new double[factors.length];
        Arrays.fill(ones, 1);
        return held.stream()
                .map(row -> new HeldOutError(
                        row.measured().number(),
                        RelativeFit.product(row.amounts(resource), ones),
                        RelativeFit.product(row.amounts(resource), factors),
                        row.measured().resources().get(resource)))
                .toList();
    }

    private static double[] factors(Resource resource, List<Row> rows) {
        List<Row> some = rows.stream()
                .filter(row -> row.measured().resources().get(resource) > 0)
                .toList();
        double[][] amounts = some.stream().map(row -> row.amounts(resource)).toArray(double[][]::new);
        double[] figures = some.stream()
                .mapToDouble(row -> row.measured().resources().get(resource))
                .toArray();
        return RelativeFit.of(amounts, figures, THEORY);
    }
}
