@NullMarked
package io.rooftile.calibration.fit;

import org.jspecify.annotations.NullMarked;
