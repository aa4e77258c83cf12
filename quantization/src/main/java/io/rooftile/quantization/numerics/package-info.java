/// Integer arithmetic of quantised inference: multipliers, shifts and the rounding of each, one meaning for the
/// executor, for hardware and for both families. [io.rooftile.quantization.numerics.Requantiser] is where to start.
@NullMarked
package io.rooftile.quantization.numerics;

import org.jspecify.annotations.NullMarked;
