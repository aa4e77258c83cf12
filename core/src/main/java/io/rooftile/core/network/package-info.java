/// A trained network as the accelerators see it: tensors with shape and number format, and layers, each a loop nest, in
/// topological order. [io.rooftile.core.network.Network] is the entry point; it verifies itself when it is made.
@NullMarked
package io.rooftile.core.network;

import org.jspecify.annotations.NullMarked;
