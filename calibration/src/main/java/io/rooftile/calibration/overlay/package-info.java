/// The overlay family in the tools: simulation of programs on their engine.
@NullMarked
package io.rooftile.calibration.overlay;

import org.jspecify.annotations.NullMarked;
