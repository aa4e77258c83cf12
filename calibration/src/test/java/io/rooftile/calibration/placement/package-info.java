@NullMarked
package io.rooftile.calibration.placement;

import org.jspecify.annotations.NullMarked;
