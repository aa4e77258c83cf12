package io.rooftile.core.device;

/// One number that a cost model multiplies by.
///
/// @param unit as written in the file: `picojoules_per_byte`, `luts_per_bit`
/// @param source where it was read or how it was fitted
public record Coefficient(double value, String unit, Basis basis, String source) {}
