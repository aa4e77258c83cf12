package io.rooftile.calibration.published;

import java.util.OptionalDouble;

/// A published figure beside its prediction.
///
/// @param isCounted whether a rule gives the prediction, without any coefficient
/// @param predicted by the coefficient sets that were given
/// @param heldOut by coefficients that were fitted without the row's family; the prediction itself where a rule
/// gives it
public record Replayed(Measurement measurement, boolean isCounted, double predicted, OptionalDouble heldOut) {
    /// Signed relative error of the prediction.
    public double errorFraction() {
        return errorFraction(predicted);
    }

    /// Signed relative error of the prediction that was fitted without the row's family.
    public OptionalDouble heldOutErrorFraction() {
        return heldOut.isPresent() ? OptionalDouble.of(errorFraction(heldOut.getAsDouble())) : OptionalDouble.empty();
    }

    /// Of a published 0 the difference stands in for the relative error.
    private double errorFraction(double value) {
        double published = measurement.published();
        return published == 0 ? value : (value - published) / published;
    }
}
