@NullMarked
package io.rooftile.quantization.data;

import org.jspecify.annotations.NullMarked;
