/// Keras files: HDF5, JSON topologies of Keras 1 and 2, and .keras archives.
@NullMarked
package io.rooftile.modelimport.keras;

import org.jspecify.annotations.NullMarked;
