package io.rooftile.modelimport.tflite;

import static java.util.Map.entry;

import io.rooftile.modelimport.tflite.FlatBufferVerifier.VerifiedTable;
import java.nio.ByteBuffer;
import java.util.Map;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.Model;

/// Which tables and fields of a TFLite file are verified: all that the reader uses, no others.
/// Source: TensorFlow, `tensorflow/lite/schema/schema.fbs`, version 3; a field's number is its position there.
final class ModelVerifier {
    static final String IDENTIFIER = "TFL3";

    /// Bytes of each field of the options that importers read, in the schema's order.
    private static final Map<Byte, int[]> OPTION_FIELDS = Map.ofEntries(
            entry(BuiltinOptions.Conv2DOptions, new int[] {1, 4, 4, 1, 4, 4}),
            entry(BuiltinOptions.DepthwiseConv2DOptions, new int[] {1, 4, 4, 4, 1, 4, 4}),
            entry(BuiltinOptions.Pool2DOptions, new int[] {1, 4, 4, 4, 4, 1}),
            entry(BuiltinOptions.FullyConnectedOptions, new int[] {1, 1, 1, 1}),
            entry(BuiltinOptions.SoftmaxOptions, new int[] {4}),
            entry(BuiltinOptions.ConcatenationOptions, new int[] {4, 1}),
            entry(BuiltinOptions.AddOptions, new int[] {1, 1}),
            entry(BuiltinOptions.SubOptions, new int[] {1, 1}),
            entry(BuiltinOptions.MulOptions, new int[] {1}),
            entry(BuiltinOptions.ReducerOptions, new int[] {1}),
            entry(BuiltinOptions.LeakyReluOptions, new int[] {4}),
            entry(BuiltinOptions.ResizeBilinearOptions, new int[] {4, 4, 1, 1}),
            entry(BuiltinOptions.ResizeNearestNeighborOptions, new int[] {1, 1}));

    private final FlatBufferVerifier verifier;

    private ModelVerifier(FlatBufferVerifier verifier) {
        this.verifier = verifier;
    }

    /// The model in a file, verified.
    ///
    /// @param buffer the whole file, at least 8 bytes, little endian
    /// @throws io.rooftile.core.UserInputException when it is not a TFLite file or a table lies outside it
    static Model verified(String file, ByteBuffer buffer) {
        ModelVerifier tables = new ModelVerifier(new FlatBufferVerifier(file, buffer));
        tables.verifier.root(IDENTIFIER, tables::model);
        return Model.getRootAsModel(buffer);
    }

    private void model(VerifiedTable table) {
        verifier.scalar(table, 0, 4);
        verifier.tables(table, 1, "operator code", this::operatorCode);
        verifier.tables(table, 2, "subgraph", this::subGraph);
        verifier.tables(table, 4, "buffer", this::buffer);
    }

    private void operatorCode(VerifiedTable table) {
        verifier.scalar(table, 0, 1);
        verifier.vector(table, 1, 1, "custom code");
        verifier.scalar(table, 2, 4);
        verifier.scalar(table, 3, 4);
    }

    private void subGraph(VerifiedTable table) {
        verifier.tables(table, 0, "tensor", this::tensor);
        verifier.vector(table, 1, 4, "inputs");
        verifier.vector(table, 2, 4, "outputs");
        verifier.tables(table, 3, "operator", this::operator);
        verifier.vector(table, 4, 1, "name");
    }

    private void tensor(VerifiedTable table) {
        verifier.vector(table, 0, 4, "shape");
        verifier.scalar(table, 1, 1);
        verifier.scalar(table, 2, 4);
        verifier.vector(table, 3, 1, "name");
        verifier.table(table, 4, "quantisation", this::quantisation);
        verifier.scalar(table, 5, 1);
        verifier.table(table, 6, "sparsity", sparsity -> {});
        verifier.vector(table, 7, 4, "shape signature");
    }

    private void quantisation(VerifiedTable table) {
        verifier.vector(table, 2, 4, "scale");
        verifier.vector(table, 3, 8, "zero point");
        verifier.scalar(table, 4, 1);
        verifier.scalar(table, 6, 4);
    }

    private void operator(VerifiedTable table) {
        verifier.scalar(table, 0, 4);
        verifier.vector(table, 1, 4, "inputs");
        verifier.vector(table, 2, 4, "outputs");
        int[] fields = OPTION_FIELDS.getOrDefault(verifier.byteField(table, 3), new int[0]);
        verifier.table(table, 4, "options", options -> {
            for (int field = 0; field < fields.length; field++) {
                verifier.scalar(options, field, fields[field]);
            }
        });
    }

    private void buffer(VerifiedTable table) {
        verifier.vector(table, 0, 1, "data");
    }
}
