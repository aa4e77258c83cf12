/// TFLite files (`.tflite`), read with the schema's FlatBuffers classes. A file is verified first
/// ([io.rooftile.modelimport.tflite.ModelVerifier]), then each operation of its graph goes to the importer that
/// [io.rooftile.modelimport.tflite.OpTable] names. [io.rooftile.modelimport.tflite.TfLiteReader] is the entry
/// point.
@NullMarked
package io.rooftile.modelimport.tflite;

import org.jspecify.annotations.NullMarked;
