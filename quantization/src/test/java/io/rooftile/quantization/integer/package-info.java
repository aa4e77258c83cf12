@NullMarked
package io.rooftile.quantization.integer;

import org.jspecify.annotations.NullMarked;
