/// Reads a trained model of any supported format into one [io.rooftile.core.network.Network].
/// [io.rooftile.modelimport.formats.ModelImport] is the entry point.
@NullMarked
package io.rooftile.modelimport;

import org.jspecify.annotations.NullMarked;
