package io.rooftile.calibration.published;

import io.rooftile.core.device.Coefficients;
import io.rooftile.costmodel.published.Formula;
import java.util.Map;

/// How a published figure is predicted.
public sealed interface Prediction {
    /// It follows from a rule, without coefficients.
    record Counted(double value) implements Prediction {}

    /// It is what a formula gives.
    record Fitted(Formula formula) implements Prediction {}

    /// It is a thousand over what a formula gives: frames per second, where the formula gives milliseconds.
    record FittedRate(Formula milliseconds) implements Prediction {}

    /// Nothing predicts it.
    record Impossible(String reason) implements Prediction {}

    /// Milliseconds in a second.
    double MILLISECONDS = 1000;

    /// The value with the coefficient sets of the given names.
    ///
    /// @throws IllegalArgumentException when nothing predicts it
    default double value(Map<String, Coefficients> sets) {
        return switch (this) {
            case Counted counted -> counted.value();
            case Fitted fitted -> of(fitted.formula(), sets);
            case FittedRate rate -> MILLISECONDS / of(rate.milliseconds(), sets);
            case Impossible impossible ->
                throw new IllegalArgumentException("nothing predicts this: " + impossible.reason());
        };
    }

    private static double of(Formula formula, Map<String, Coefficients> sets) {
        Coefficients set = sets.get(formula.set());
        if (set == null) {
            throw new IllegalArgumentException("there is no coefficient set " + formula.set());
        }
        return formula.value(set);
    }
}
