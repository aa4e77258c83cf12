/// Coefficients from measurements: which fit, and how far what they predict can be trusted.
@NullMarked
package io.rooftile.calibration.fit;

import org.jspecify.annotations.NullMarked;
