@NullMarked
package io.rooftile.calibration.dataflow;

import org.jspecify.annotations.NullMarked;
