/// Sample rows from files: CSV, NumPy arrays and raw bytes. [io.rooftile.quantization.data.SampleReader] is where to
/// start.
@NullMarked
package io.rooftile.quantization.data;

import org.jspecify.annotations.NullMarked;
