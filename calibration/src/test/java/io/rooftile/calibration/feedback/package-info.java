@NullMarked
package io.rooftile.calibration.feedback;

import org.jspecify.annotations.NullMarked;
