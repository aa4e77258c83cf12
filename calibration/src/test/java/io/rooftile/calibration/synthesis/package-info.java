@NullMarked
package io.rooftile.calibration.synthesis;

import org.jspecify.annotations.NullMarked;
