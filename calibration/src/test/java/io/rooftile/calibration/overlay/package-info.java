/// Tests of overlay engines with trained networks.
@NullMarked
package io.rooftile.calibration.overlay;

import org.jspecify.annotations.NullMarked;
