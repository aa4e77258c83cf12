/// TensorFlow graphs: SavedModel folders and frozen GraphDefs. [io.rooftile.modelimport.tensorflow.TensorFlowReader] is
/// the entry point. The graph is read from its messages alone; TensorFlow's native runtime is loaded for the variables
/// of a SavedModel and for nothing else. An operation that maps to an existing layer is one line in its family's table
/// and one method.
@NullMarked
package io.rooftile.modelimport.tensorflow;

import org.jspecify.annotations.NullMarked;
