@NullMarked
package io.rooftile.calibration.vivado;

import org.jspecify.annotations.NullMarked;
