package io.rooftile.modelimport.tensorflow;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.proto.VersionDef;

/// Writes small graphs node by node.
final class GraphWriter {
    private final GraphDef.Builder graph =
            GraphDef.newBuilder().setVersions(VersionDef.newBuilder().setProducer(27));
    private final RandomGenerator random;

    GraphWriter(RandomGenerator random) {
        this.random = random;
    }

    GraphDef graph() {
        return graph.build();
    }

    /// The input, with -1 for an open dimension.
    GraphWriter input(String name, long... dims) {
        graph.addNode(NodeDef.newBuilder()
                .setName(name)
                .setOp("Placeholder")
                .putAttr("dtype", type(DataType.DT_FLOAT))
                .putAttr("shape", AttrValue.newBuilder().setShape(shape(dims)).build()));
        return this;
    }

    /// Random weights between -1 and 1.
    GraphWriter weights(String name, long... dims) {
        return reals(name, random(random, elements(dims)), dims);
    }

    /// Random weights between 0.1 and 1.1, such as variances are.
    GraphWriter positives(String name, long... dims) {
        float[] values = random(random, elements(dims));
        for (int i = 0; i < values.length; i++) {
            values[i] = 0.1f + Math.abs(values[i]);
        }
        return reals(name, values, dims);
    }

    GraphWriter reals(String name, float[] values, long... dims) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return constant(
                name,
                TensorProto.newBuilder()
                        .setDtype(DataType.DT_FLOAT)
                        .setTensorShape(shape(dims))
                        .setTensorContent(ByteString.copyFrom(bytes.array())));
    }

    /// A list of integers.
    GraphWriter list(String name, int... values) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setDtype(DataType.DT_INT32).setTensorShape(shape(values.length));
        Arrays.stream(values).forEach(tensor::addIntVal);
        return constant(name, tensor);
    }

    GraphWriter scalar(String name, int value) {
        return constant(
                name,
                TensorProto.newBuilder()
                        .setDtype(DataType.DT_INT32)
                        .setTensorShape(shape())
                        .addIntVal(value));
    }

    GraphWriter constant(String name, TensorProto.Builder tensor) {
        graph.addNode(NodeDef.newBuilder()
                .setName(name)
                .setOp("Const")
                .putAttr("dtype", type(tensor.getDtype()))
                .putAttr("value", AttrValue.newBuilder().setTensor(tensor).build()));
        return this;
    }

    /// An operation on real numbers; attributes follow with the methods below.
    GraphWriter op(String name, String op, String... inputs) {
        graph.addNode(NodeDef.newBuilder()
                .setName(name)
                .setOp(op)
                .addAllInput(Arrays.asList(inputs))
                .putAttr("T", type(DataType.DT_FLOAT)));
        return this;
    }

    GraphWriter with(String key, AttrValue value) {
        graph.getNodeBuilder(graph.getNodeCount() - 1).putAttr(key, value);
        return this;
    }

    GraphWriter without(String key) {
        graph.getNodeBuilder(graph.getNodeCount() - 1).removeAttr(key);
        return this;
    }

    GraphWriter with(String key, String value) {
        return with(
                key, AttrValue.newBuilder().setS(ByteString.copyFromUtf8(value)).build());
    }

    GraphWriter with(String key, boolean value) {
        return with(key, AttrValue.newBuilder().setB(value).build());
    }

    GraphWriter with(String key, float value) {
        return with(key, AttrValue.newBuilder().setF(value).build());
    }

    GraphWriter count(String key, long value) {
        return with(key, AttrValue.newBuilder().setI(value).build());
    }

    GraphWriter with(String key, long... values) {
        AttrValue.ListValue.Builder list = AttrValue.ListValue.newBuilder();
        Arrays.stream(values).forEach(list::addI);
        return with(key, AttrValue.newBuilder().setList(list).build());
    }

    static AttrValue type(DataType type) {
        return AttrValue.newBuilder().setType(type).build();
    }

    static TensorShapeProto shape(long... dims) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        Arrays.stream(dims)
                .forEach(dim -> shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(dim)));
        return shape.build();
    }

    static float[] random(RandomGenerator random, int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = random.nextFloat() * 2 - 1;
        }
        return values;
    }

    private static int elements(long... dims) {
        return Math.toIntExact(Arrays.stream(dims).reduce(1, Math::multiplyExact));
    }
}
