package io.rooftile.examples;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Message;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;

/// Writes trained weights as a SavedModel folder and as a frozen graph.
///
/// Both come from a graph built afresh for inference, so neither holds a training node; the SavedModel's graph has the
/// nodes that save and restore the variables beside it, the frozen graph has nothing but what the probabilities need.
final class ModelWriter {

    private static final String READ_SUFFIX = "/read";

    private ModelWriter() {}

    /// Restores the variables of `checkpoint` and writes `savedModelFolder` (signature `serving_default`) and
    /// `frozenFile`.
    static void write(ExampleModel model, Path checkpoint, Path savedModelFolder, Path frozenFile) throws IOException {
        try (Graph graph = new Graph()) {
            Classifier classifier = model.build(graph);
            GraphDef inference = graph.toGraphDef();
            try (Session session = new Session(graph, Trainer.ONE_THREAD)) {
                session.restore(checkpoint.toString());
                writeDeterministically(freeze(inference, name -> value(session, name)), frozenFile);
                Signature signature = Signature.builder()
                        .input(LayerStack.INPUT, classifier.input())
                        .output(LayerStack.PROBABILITIES, classifier.probabilities())
                        .build();
                SavedModelBundle.exporter(savedModelFolder.toString())
                        .withSession(session)
                        .withSignature(signature)
                        .export();
                Path graphFile = savedModelFolder.resolve("saved_model.pb");
                writeDeterministically(SavedModel.parseFrom(Files.readAllBytes(graphFile)), graphFile);
            }
        }
    }

    /// The same graph with each variable and its read replaced by one constant of the variable's name.
    static GraphDef freeze(GraphDef graph, Function<String, TensorProto> values) {
        Set<String> variables = graph.getNodeList().stream()
                .filter(node -> node.getOp().equals("VariableV2"))
                .map(NodeDef::getName)
                .collect(Collectors.toCollection(HashSet::new));
        GraphDef.Builder frozen = GraphDef.newBuilder().setVersions(graph.getVersions());
        for (NodeDef node : graph.getNodeList()) {
            if (variables.contains(node.getName())) {
                frozen.addNode(constant(node.getName(), values.apply(node.getName())));
            } else if (!isRead(node, variables)) {
                List<String> inputs = node.getInputList().stream()
                        .map(input -> withoutRead(input, variables))
                        .toList();
                frozen.addNode(node.toBuilder().clearInput().addAllInput(inputs));
            }
        }
        return frozen.build();
    }

    private static boolean isRead(NodeDef node, Set<String> variables) {
        return node.getOp().equals("Identity") && variables.contains(node.getInput(0));
    }

    private static String withoutRead(String input, Set<String> variables) {
        if (!input.endsWith(READ_SUFFIX)) {
            return input;
        }
        String variable = input.substring(0, input.length() - READ_SUFFIX.length());
        return variables.contains(variable) ? variable : input;
    }

    private static NodeDef constant(String name, TensorProto value) {
        return NodeDef.newBuilder()
                .setName(name)
                .setOp("Const")
                .putAttr(
                        "dtype",
                        AttrValue.newBuilder().setType(DataType.DT_FLOAT).build())
                .putAttr("value", AttrValue.newBuilder().setTensor(value).build())
                .build();
    }

    private static TensorProto value(Session session, String variable) {
        try (Result result = session.runner().fetch(variable).run()) {
            TFloat32 tensor = (TFloat32) result.get(0);
            Shape shape = tensor.shape();
            TensorShapeProto.Builder sizes = TensorShapeProto.newBuilder();
            for (long size : shape.asArray()) {
                sizes.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
            }
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(Math.multiplyExact(shape.size(), Float.BYTES)))
                    .order(ByteOrder.LITTLE_ENDIAN);
            tensor.scalars().forEach(scalar -> bytes.putFloat(scalar.getFloat()));
            return TensorProto.newBuilder()
                    .setDtype(DataType.DT_FLOAT)
                    .setTensorShape(sizes)
                    .setTensorContent(ByteString.copyFrom(bytes.flip()))
                    .build();
        }
    }

    /// Attributes are maps: unless asked for an order, they are written in one that differs from run to run.
    private static void writeDeterministically(Message message, Path file) throws IOException {
        try (OutputStream stream = Files.newOutputStream(file)) {
            CodedOutputStream coded = CodedOutputStream.newInstance(stream);
            coded.useDeterministicSerialization();
            message.writeTo(coded);
            coded.flush();
        }
    }
}
