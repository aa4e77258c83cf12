/// TFLite files (.tflite), read with the schema's FlatBuffers classes.
@NullMarked
package io.rooftile.modelimport.tflite;

import org.jspecify.annotations.NullMarked;
