package io.rooftile.quantization.posttraining;

import io.rooftile.core.design.Requantisation;

/// How scales are found.
///
/// @param requantisation whether scales are any numbers or powers of two
/// @param isPerChannel whether weights have a scale for each output channel
/// @param weightRange how much of the weights a format must hold
/// @param activationRange how much of what flows a format must hold
/// @param correctsBias whether the mean error of rounded weights is taken off the bias
public record QuantisationScheme(
        Requantisation requantisation,
        boolean isPerChannel,
        RangeMethod weightRange,
        RangeMethod activationRange,
        boolean correctsBias) {
    /// Fixed-point factors, a scale for each channel, least squares, bias corrected.
    public static final QuantisationScheme FIXED_POINT = new QuantisationScheme(
            Requantisation.EXACT, true, RangeMethod.LEAST_SQUARES, RangeMethod.LEAST_SQUARES, true);

    /// Shifts only: what costs least in hardware.
    public static final QuantisationScheme SHIFTS = new QuantisationScheme(
            Requantisation.POWER_OF_TWO, true, RangeMethod.LEAST_SQUARES, RangeMethod.LEAST_SQUARES, true);

    /// The scheme of those two that requantises so.
    public static QuantisationScheme usual(Requantisation requantisation) {
        return switch (requantisation) {
            case EXACT -> FIXED_POINT;
            case POWER_OF_TWO -> SHIFTS;
        };
    }
}
