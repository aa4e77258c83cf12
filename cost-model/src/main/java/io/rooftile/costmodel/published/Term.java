package io.rooftile.costmodel.published;

/// One addend of a [Formula]: a coefficient, and how much of it the design has.
///
/// @param coefficient its name in the set
/// @param unit of the coefficient: `luts_per_multiplier`
/// @param amount what the coefficient is multiplied by; never negative
public record Term(String coefficient, String unit, double amount) {
    public Term {
        if (!(amount >= 0) || Double.isInfinite(amount)) {
            throw new IllegalArgumentException(coefficient + ": amount must be a number from 0, but was " + amount);
        }
    }
}
