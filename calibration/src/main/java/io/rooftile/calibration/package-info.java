/// Runs the open hardware tools, reads what they say, and compares it with the estimates.
@NullMarked
package io.rooftile.calibration;

import org.jspecify.annotations.NullMarked;
