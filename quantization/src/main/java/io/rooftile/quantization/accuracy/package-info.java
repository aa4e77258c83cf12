/// How accurate a quantised network is: measured on rows, and predicted for any mix of bit-widths from a table that is
/// measured once. [io.rooftile.quantization.accuracy.Sensitivity] is where to start.
@NullMarked
package io.rooftile.quantization.accuracy;

import org.jspecify.annotations.NullMarked;
