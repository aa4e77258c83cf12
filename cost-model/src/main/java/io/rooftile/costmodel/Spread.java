package io.rooftile.costmodel;

import io.rooftile.core.device.Coefficient;
import io.rooftile.core.device.Coefficients;
import java.util.Optional;

/// How far what is measured lies from what is estimated: nine in ten designs between `estimate / factor` and
/// `estimate * factor`. Small designs have a factor of their own, for they are further off.
///
/// Source: conformal prediction, Lei et al. 2018, doi:10.1080/01621459.2017.1307116; `calibrate` finds the factors.
///
/// @param largeFrom the least estimate that counts as large
/// @param ofSmall factor of smaller ones, at least 1
/// @param ofLarge of the others
public record Spread(double largeFrom, double ofSmall, double ofLarge) {
    /// Of figures that are taken as they are.
    public static final Spread NONE = new Spread(0, 1, 1);

    private static final String RATIO = "ratio";

    /// What a coefficient set says of a figure; [#NONE] where it says nothing.
    ///
    /// @param figure `lut`, `ff`, `fmax`
    /// @param unit of the figure, in words: `luts`
    public static Spread of(Target target, String figure, String unit) {
        Coefficients coefficients = target.coefficients();
        String architecture = target.board().part().architecture();
        Optional<Coefficient> small = coefficients.find(architecture, ofSmall(figure), RATIO);
        return small.map(coefficient -> new Spread(
                        coefficients.get(architecture, largeFrom(figure), unit).value(),
                        coefficient.value(),
                        coefficients.get(architecture, ofLarge(figure), RATIO).value()))
                .orElse(NONE);
    }

    /// Name of the coefficient, in the unit of the figure.
    public static String largeFrom(String figure) {
        return figure + "_large_from";
    }

    /// Name of the coefficient, a `ratio`.
    public static String ofSmall(String figure) {
        return figure + "_small_spread";
    }

    /// Name of the coefficient, a `ratio`.
    public static String ofLarge(String figure) {
        return figure + "_large_spread";
    }

    /// The greatest measurement to be expected. More is never less of it, although large ones are less far off.
    public double high(double estimate) {
        return estimate < largeFrom ? estimate * ofSmall : Math.max(estimate * ofLarge, largeFrom * ofSmall);
    }

    /// The least measurement to be expected.
    public double low(double estimate) {
        return estimate < largeFrom ? estimate / ofSmall : estimate / ofLarge;
    }

    /// The greatest estimate whose high end is within a limit.
    public double within(double limit) {
        return largeFrom * ofSmall >= limit ? Math.min(limit / ofSmall, largeFrom) : limit / ofLarge;
    }
}
