@NullMarked
package io.rooftile.calibration.published;

import org.jspecify.annotations.NullMarked;
