package io.rooftile.calibration.fit;

/// A measured design as a fit sees it.
///
/// @param design its name: a number of the experiment, or that of a user's design
/// @param amounts what each coefficient is multiplied by
/// @param measured the sum of all, in the unit of the fit
@SuppressWarnings("ArrayRecordComponent") // A row of a matrix, never compared.
record Row(String design, double[] amounts, double measured) {}
