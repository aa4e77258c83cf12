/// TensorFlow Lite as an oracle of integer arithmetic: small models written from a short description, run with
/// TensorFlow Lite's own kernels inside the JVM. [RandomNets] is where to start, [TfLiteRuntime] runs what it makes.
@NullMarked
package io.rooftile.quantization.oracle;

import org.jspecify.annotations.NullMarked;
