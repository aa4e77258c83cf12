package io.rooftile.modelimport.tensorflow;

import com.google.protobuf.ByteString;
import io.rooftile.core.UserInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.tensorflow.EagerSession;
import org.tensorflow.Operation;
import org.tensorflow.RawTensor;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/// The only user of TensorFlow's native runtime, which is loaded when this is called and not before. It runs one
/// operation that reads tensors out of a checkpoint; nothing of the model's graph is run.
final class TensorFlowRuntime {
    private TensorFlowRuntime() {}

    /// Reads tensors from a checkpoint.
    ///
    /// @param source what to name in messages
    /// @param prefix the checkpoint's files without their endings
    /// @param types as many as keys
    /// @throws UserInputException when a tensor is missing or the checkpoint is damaged
    static List<TensorProto> restore(String source, Path prefix, List<Checkpoint.Key> keys, List<DataType> types) {
        try (EagerSession session = EagerSession.create()) {
            Ops ops = Ops.create(session);
            Operation restore = session.opBuilder("RestoreV2", "restore", ops.scope())
                    .addInput(ops.constant(prefix.toString()).asOutput())
                    .addInput(ops.array(texts(keys, Checkpoint.Key::name)).asOutput())
                    .addInput(ops.array(texts(keys, Checkpoint.Key::slice)).asOutput())
                    .setAttr("dtypes", types.toArray(DataType[]::new))
                    .build();
            List<TensorProto> tensors = new ArrayList<>();
            for (int i = 0; i < keys.size(); i++) {
                tensors.add(toProto(restore.output(i).asTensor().asRawTensor()));
            }
            return tensors;
        } catch (TensorFlowException e) {
            throw UserInputException.of(
                    source,
                    "variables",
                    "the variables cannot be read (" + firstLine(String.valueOf(e.getMessage())) + ")",
                    "export the model again");
        } catch (LinkageError e) {
            throw UserInputException.of(
                    source,
                    "variables",
                    "TensorFlow's runtime cannot be loaded on this machine (" + e + ")",
                    "freeze the graph into one .pb file, which needs no runtime");
        }
    }

    private static String[] texts(List<Checkpoint.Key> keys, Function<Checkpoint.Key, String> part) {
        return keys.stream().map(part).toArray(String[]::new);
    }

    private static TensorProto toProto(RawTensor tensor) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (long dim : tensor.shape().asArray()) {
            shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(dim));
        }
        byte[] bytes = new byte[Math.toIntExact(tensor.numBytes())];
        tensor.data().read(bytes);
        return TensorProto.newBuilder()
                .setDtype(tensor.dataType())
                .setTensorShape(shape)
                .setTensorContent(ByteString.copyFrom(bytes))
                .build();
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("").strip();
    }
}
