@NullMarked
package io.rooftile.quantization.posttraining;

import org.jspecify.annotations.NullMarked;
