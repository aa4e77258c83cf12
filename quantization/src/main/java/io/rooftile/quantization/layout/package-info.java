/// Where the elements that a layer reads lie, and in which buffers tensors live: what executors in integers and in real
/// numbers share.
@NullMarked
package io.rooftile.quantization.layout;

import org.jspecify.annotations.NullMarked;
