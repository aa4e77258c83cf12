package io.rooftile.calibration.fit;

/// A measured design as a fit sees it.
///
/// @param number of the design
/// @param amounts what each coefficient is multiplied by
/// @param measured the sum of all, in the unit of the fit
@SuppressWarnings("ArrayRecordComponent") // A row of a matrix, never compared.
record Row(int number, double[] amounts, double measured) {}
