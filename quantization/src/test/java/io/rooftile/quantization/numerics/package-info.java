/// Integer arithmetic, by hand and against plain models of it.
@NullMarked
package io.rooftile.quantization.numerics;

import org.jspecify.annotations.NullMarked;
