@NullMarked
package io.rooftile.quantization.accuracy;

import org.jspecify.annotations.NullMarked;
