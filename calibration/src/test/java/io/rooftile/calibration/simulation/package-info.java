@NullMarked
package io.rooftile.calibration.simulation;

import org.jspecify.annotations.NullMarked;
