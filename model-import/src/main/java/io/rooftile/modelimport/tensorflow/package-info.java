/// TensorFlow graphs: SavedModel folders and frozen GraphDefs.
@NullMarked
package io.rooftile.modelimport.tensorflow;

import org.jspecify.annotations.NullMarked;
