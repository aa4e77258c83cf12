package io.rooftile.modelimport.formats;

import io.rooftile.modelimport.RefusedOps;
import io.rooftile.modelimport.SupportedOp;
import io.rooftile.modelimport.keras.KerasReader;
import io.rooftile.modelimport.tensorflow.TensorFlowReader;
import io.rooftile.modelimport.tflite.TfLiteReader;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// The page that says which operation of which format becomes which layer, and what is refused: written from the tables
/// that the readers themselves look operations up in.
public final class SupportPage {
    private SupportPage() {}

    /// The page in Markdown.
    public static String markdown() {
        return String.join(
                "\n",
                """
                # What is imported

                Written by `SupportPageTest` from the readers' tables; `-Dgolden.update=true` writes it anew.

                An operation that is not listed is refused: `rooftile import` names every operation in the way, with the
                reason and what to do. `--host-fallback` leaves such operations to the host where their shapes are known.
                Refused in every format: sizes that are only known at run time, control flow, operands that keep their value
                between inferences, sparse weights. An open batch is taken as 1; `--input-shape` gives other open sizes of a
                Keras or TensorFlow file.
                """,
                section(
                        "TFLite",
                        "Number formats, scales and zero points are taken as stored, and passes leave the arithmetic of"
                                + " quantised networks as it is. A constant behind `DEQUANTIZE` is folded.",
                        TfLiteReader.supported(),
                        TfLiteReader.refused(),
                        "there is no layer for this operation"),
                section(
                        "Keras and QKeras",
                        "A model whose layers all have `channels_first` is turned to channels last: its inputs and feature"
                                + " maps are rows, columns, channels.",
                        KerasReader.supported(),
                        KerasReader.refused(),
                        "the layer class is not known"),
                section(
                        "TensorFlow (SavedModel, frozen graph)",
                        "Handed on: " + ops(TensorFlowReader.handedOn())
                                + ". Computed at import where all operands are stored: "
                                + ops(TensorFlowReader.computedAtImport())
                                + ". `Switch` and `Merge` with a stored condition are"
                                + " resolved.",
                        TensorFlowReader.supported(),
                        TensorFlowReader.refused(),
                        "this operation is not supported"));
    }

    private static String section(
            String format,
            String remark,
            List<? extends SupportedOp<?>> supported,
            List<RefusedOps> refused,
            String otherwise) {
        StringBuilder text = new StringBuilder("## " + format + "\n\n" + remark + "\n\n");
        text.append("| operation | layers | imported |\n|---|---|---|\n");
        for (SupportedOp<?> op : supported) {
            text.append("| `%s` | %s | %s |\n"
                    .formatted(op.op(), layers(op), op.limits().isEmpty() ? "all" : op.limits()));
        }
        text.append("\n| refused | why | what to do |\n|---|---|---|\n");
        for (RefusedOps ops : refused) {
            text.append("| %s | %s | %s |\n".formatted(ops(ops.ops()), ops.reason(), ops.hint()));
        }
        return text.append("| all others | " + otherwise + " | replace it |\n").toString();
    }

    private static String layers(SupportedOp<?> op) {
        return op.layers().isEmpty()
                ? "none needed"
                : op.layers().stream().map(Class::getSimpleName).collect(Collectors.joining(", "));
    }

    private static String ops(Collection<String> ops) {
        return ops.stream().map(op -> "`" + op + "`").collect(Collectors.joining(", "));
    }
}
