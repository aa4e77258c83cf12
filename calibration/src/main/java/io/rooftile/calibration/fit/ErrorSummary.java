package io.rooftile.calibration.fit;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Errors of some designs, as fractions of what was measured.
///
/// @param median of their sizes
/// @param high the least size that 95 % of them do not exceed
/// @param worst signed
/// @param design that it is of
public record ErrorSummary(int designs, double median, double high, double worst, String design) {
    private static final double HIGH_SHARE = 0.95;

    /// Of at least one design.
    ///
    /// @param fraction signed error of a design
    public static ErrorSummary of(List<Compared> all, ToDoubleFunction<Compared> fraction) {
        double[] sizes = Compared.sizes(all, fraction);
        Compared worst = all.stream()
                .max(Comparator.comparingDouble(one -> Math.abs(fraction.applyAsDouble(one))))
                .orElseThrow();
        return new ErrorSummary(
                sizes.length,
                sizes[sizes.length / 2],
                sizes[(int) Math.ceil(HIGH_SHARE * sizes.length) - 1],
                fraction.applyAsDouble(worst),
                worst.design());
    }
}
