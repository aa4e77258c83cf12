/// Published measurements of other people's accelerators against the formulas of
/// [io.rooftile.costmodel.published]: reads the figures, fits coefficients, and tells how far predictions are off, on
/// what they were fitted to and on families that were left out. The entry point is
/// [io.rooftile.calibration.published.Replay].
@NullMarked
package io.rooftile.calibration.published;

import org.jspecify.annotations.NullMarked;
