@NullMarked
package io.rooftile.calibration.experiment;

import org.jspecify.annotations.NullMarked;
