/// Quantised inference in integers only, the one meaning that executor, generated hardware and TensorFlow Lite share.
///
/// [io.rooftile.quantization.integer.IntegerNetwork] turns a quantised network into layers that hold every integer
/// there is to know (weights, biases, multipliers, shifts, ranges); [io.rooftile.quantization.integer.IntegerExecutor]
/// runs them over rows.
@NullMarked
package io.rooftile.quantization.integer;

import org.jspecify.annotations.NullMarked;
