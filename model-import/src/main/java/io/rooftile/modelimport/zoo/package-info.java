/// Built-in topologies without weights.
@NullMarked
package io.rooftile.modelimport.zoo;

import org.jspecify.annotations.NullMarked;
