package io.rooftile.calibration.fit;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// A figure of a design as predicted and as measured.
///
/// @param design its name
/// @param theory prediction with all factors 1; no number where theory says nothing
/// @param predicted by the fit
public record Compared(String design, double theory, double predicted, double measured) {
    /// Signed, relative to the measurement.
    public double fraction() {
        return predicted / measured - 1;
    }

    /// The same of the prediction from theory.
    public double theoryFraction() {
        return theory / measured - 1;
    }

    /// By how many times the two differ, as a logarithm: alike for too much and too little.
    double logRatio() {
        return Math.abs(Math.log(measured / predicted));
    }

    /// Sizes of errors, least first.
    public static double[] sizes(List<Compared> all, ToDoubleFunction<Compared> fraction) {
        return all.stream()
                .mapToDouble(one -> Math.abs(fraction.applyAsDouble(one)))
                .sorted()
                .toArray();
    }
}
