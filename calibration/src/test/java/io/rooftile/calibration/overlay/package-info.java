@NullMarked
package io.rooftile.calibration.overlay;

import org.jspecify.annotations.NullMarked;
