package io.rooftile.modelimport.tensorflow;

import java.util.Optional;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorShapeProto;

/// A place where the user's data enters the graph.
///
/// @param ref the output of a node that the data stands for
/// @param type of one element
/// @param shape as the file declares it; it may leave dimensions, or all of it, open
record Feed(Ref ref, DataType type, Optional<TensorShapeProto> shape) {}
