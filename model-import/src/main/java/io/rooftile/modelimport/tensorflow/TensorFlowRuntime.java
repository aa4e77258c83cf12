package io.rooftile.modelimport.tensorflow;

import com.google.protobuf.ByteString;
import io.rooftile.core.UserInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.RawTensor;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/// The only user of TensorFlow's native runtime, which is loaded when this is called and not before. It runs a graph
/// of its own that reads tensors out of a checkpoint; nothing of the model's graph is run.
final class TensorFlowRuntime {
    private static final String RESTORE = "restore";

    private TensorFlowRuntime() {}

    /// Reads tensors from a checkpoint.
    ///
    /// @param source what to name in messages
    /// @param prefix the checkpoint's files without their endings
    /// @param types as many as keys
    /// @throws UserInputException when a tensor is missing or the checkpoint is damaged
    static List<TensorProto> restore(String source, Path prefix, List<Checkpoint.Key> keys, List<DataType> types) {
        try (Graph graph = new Graph()) {
            graph.importGraphDef(restoreGraph(prefix, keys, types));
            try (Session session = new Session(graph)) {
                Session.Runner runner = session.runner();
                for (int i = 0; i < keys.size(); i++) {
                    runner.fetch(RESTORE, i);
                }
                try (Result result = runner.run()) {
                    List<TensorProto> tensors = new ArrayList<>();
                    for (int i = 0; i < keys.size(); i++) {
                        tensors.add(toProto(result.get(i).asRawTensor()));
                    }
                    return tensors;
                }
            }
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

    private static GraphDef restoreGraph(Path prefix, List<Checkpoint.Key> keys, List<DataType> types) {
        List<String> names = keys.stream().map(Checkpoint.Key::name).toList();
        List<String> slices = keys.stream().map(Checkpoint.Key::slice).toList();
        AttrValue dtypes = AttrValue.newBuilder()
                .setList(AttrValue.ListValue.newBuilder().addAllType(types))
                .build();
        return GraphDef.newBuilder()
                .addNode(texts("prefix", List.of(prefix.toString()), TensorShapeProto.getDefaultInstance()))
                .addNode(texts("names", names, vector(names.size())))
                .addNode(texts("slices", slices, vector(slices.size())))
                .addNode(NodeDef.newBuilder()
                        .setName(RESTORE)
                        .setOp("RestoreV2")
                        .addInput("prefix")
                        .addInput("names")
                        .addInput("slices")
                        .putAttr("dtypes", dtypes))
                .build();
    }

    private static TensorShapeProto vector(int size) {
        return TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dim.newBuilder().setSize(size))
                .build();
    }

    private static NodeDef texts(String name, List<String> texts, TensorShapeProto shape) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setDtype(DataType.DT_STRING).setTensorShape(shape);
        texts.forEach(text -> tensor.addStringVal(ByteString.copyFromUtf8(text)));
        return NodeDef.newBuilder()
                .setName(name)
                .setOp("Const")
                .putAttr(
                        "dtype",
                        AttrValue.newBuilder().setType(DataType.DT_STRING).build())
                .putAttr("value", AttrValue.newBuilder().setTensor(tensor).build())
                .build();
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
