/// Inference of un-quantised networks in float32: what quantisation starts from and is compared with.
///
/// [io.rooftile.quantization.real.RealNetwork] turns a network of real numbers into layers that hold their numbers and
/// where they are used; [io.rooftile.quantization.real.RealExecutor] runs them over rows.
@NullMarked
package io.rooftile.quantization.real;

import org.jspecify.annotations.NullMarked;
