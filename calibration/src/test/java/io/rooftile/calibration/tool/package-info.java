@NullMarked
package io.rooftile.calibration.tool;

import org.jspecify.annotations.NullMarked;
