package io.rooftile.modelimport.tensorflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Tensor;
import io.rooftile.modelimport.SharedModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/// TensorFlow and the imported layers compute the same numbers from the same file.
class RuntimeComparisonTest {
    private static final double TOLERANCE = 2e-4;

    @TempDir
    private Path folder;

    record Case(String name, Consumer<GraphWriter> writer) {}

    private static Arguments graph(String name, Consumer<GraphWriter> writer) {
        return Arguments.of(name, new Case(name, writer));
    }

    private static Stream<Arguments> graphs() {
        return Stream.of(convolutions(), dense(), elementwise(), activations(), pools(), shapes())
                .flatMap(each -> each);
    }

    private static Stream<Arguments> convolutions() {
        return Stream.of(
                graph("SAME with strides, filter and dilation that differ", w -> w.input("x", -1, 11, 8, 3)
                        .weights("w", 4, 3, 3, 5)
                        .op("y", "Conv2D", "x", "w")
                        .with("strides", 1, 3, 2, 1)
                        .with("padding", "SAME")),
                graph("dilated", w -> w.input("x", -1, 13, 10, 2)
                        .weights("w", 3, 2, 2, 4)
                        .op("y", "Conv2D", "x", "w")
                        .with("strides", 1, 1, 1, 1)
                        .with("dilations", 1, 2, 3, 1)
                        .with("padding", "SAME")),
                graph("explicit padding", w -> w.input("x", -1, 9, 7, 3)
                        .weights("w", 3, 5, 3, 4)
                        .op("y", "Conv2D", "x", "w")
                        .with("strides", 1, 2, 1, 1)
                        .with("explicit_paddings", 0, 0, 1, 2, 3, 0, 0, 0)
                        .with("padding", "EXPLICIT")),
                graph("convolution with fused bias and ReLU", w -> w.input("x", -1, 8, 5, 3)
                        .weights("w", 3, 2, 3, 4)
                        .weights("bias", 4)
                        .op("y", "_FusedConv2D", "x", "w", "bias")
                        .count("num_args", 1)
                        .with("TArgs", list(AttrValue.ListValue.newBuilder().addType(DataType.DT_FLOAT)))
                        .with("fused_ops", texts("BiasAdd", "Relu"))
                        .with("strides", 1, 2, 1, 1)
                        .with("padding", "SAME")),
                graph("product with fused bias and ReLU", w -> w.input("x", -1, 7)
                        .weights("w", 7, 4)
                        .weights("bias", 4)
                        .op("y", "_FusedMatMul", "x", "w", "bias")
                        .count("num_args", 1)
                        .with("fused_ops", texts("BiasAdd", "Relu"))),
                graph("depthwise with two outputs per channel", w -> w.input("x", -1, 9, 6, 3)
                        .weights("w", 2, 3, 3, 2)
                        .op("y", "DepthwiseConv2dNative", "x", "w")
                        .with("strides", 1, 2, 2, 1)
                        .with("padding", "SAME")),
                graph("convolution, bias, batch normalisation, ReLU6", w -> w.input("x", 1, 7, 5, 2)
                        .weights("w", 3, 2, 2, 6)
                        .weights("bias", 6)
                        .positives("gamma", 6)
                        .weights("beta", 6)
                        .weights("mean", 6)
                        .positives("variance", 6)
                        .op("conv", "Conv2D", "x", "w")
                        .with("strides", 1, 1, 2, 1)
                        .with("padding", "VALID")
                        .op("biased", "BiasAdd", "conv", "bias")
                        .op("norm", "FusedBatchNormV3", "biased", "gamma", "beta", "mean", "variance")
                        .with("U", GraphWriter.type(DataType.DT_FLOAT))
                        .with("epsilon", 0.01f)
                        .with("is_training", false)
                        .op("y", "Relu6", "norm")));
    }

    private static Stream<Arguments> dense() {
        return Stream.of(
                graph("product", w -> w.input("x", -1, 7).weights("w", 7, 4).op("y", "MatMul", "x", "w")),
                graph("product with transposed weights", w -> w.input("x", -1, 7)
                        .weights("w", 4, 7)
                        .op("y", "MatMul", "x", "w")
                        .with("transpose_b", true)),
                graph("batch normalisation written out", w -> w.input("x", -1, 5, 4, 3)
                        .weights("mean", 3)
                        .positives("variance", 3)
                        .weights("gamma", 3)
                        .weights("beta", 3)
                        .reals("epsilon", new float[] {0.001f})
                        .op("add", "AddV2", "variance", "epsilon")
                        .op("rsqrt", "Rsqrt", "add")
                        .op("scale", "Mul", "rsqrt", "gamma")
                        .op("scaled", "Mul", "x", "scale")
                        .op("shift0", "Mul", "mean", "scale")
                        .op("shift", "Sub", "beta", "shift0")
                        .op("y", "AddV2", "scaled", "shift")));
    }

    private static Stream<Arguments> elementwise() {
        return Stream.of(
                graph("two branches", w -> w.input("x", -1, 4, 3, 2)
                        .op("a", "Relu", "x")
                        .op("b", "Tanh", "x")
                        .op("c", "Sub", "a", "b")
                        .op("d", "Maximum", "c", "x")
                        .op("y", "Mul", "d", "b")),
                graph("constants on either side", w -> w.input("x", -1, 4, 3)
                        .weights("k", 3)
                        .positives("d", 3)
                        .op("a", "Sub", "k", "x")
                        .op("b", "RealDiv", "a", "d")
                        .op("c", "Minimum", "k", "b")
                        .op("y", "Neg", "c")),
                graph(
                        "a column broadcast over a map",
                        w -> w.input("x", -1, 4, 3, 2).weights("k", 4, 1, 1).op("y", "AddV2", "k", "x")));
    }

    private static Stream<Arguments> activations() {
        return Stream.of(
                        "Relu",
                        "Relu6",
                        "Elu",
                        "Selu",
                        "LeakyRelu",
                        "Sigmoid",
                        "Tanh",
                        "Softplus",
                        "Softsign",
                        "Exp",
                        "Softmax")
                .map(op -> graph(op, w -> w.input("x", -1, 3, 5).op("y", op, "x")));
    }

    private static Stream<Arguments> pools() {
        return Stream.of(
                graph("maximum pool SAME", w -> w.input("x", -1, 7, 10, 3)
                        .op("y", "MaxPool", "x")
                        .with("ksize", 1, 3, 2, 1)
                        .with("strides", 1, 2, 3, 1)
                        .with("padding", "SAME")),
                graph("average pool SAME leaves padding out", w -> w.input("x", -1, 7, 10, 3)
                        .op("y", "AvgPool", "x")
                        .with("ksize", 1, 3, 4, 1)
                        .with("strides", 1, 2, 3, 1)
                        .with("padding", "SAME")),
                graph("mean over rows and columns", w -> w.input("x", -1, 5, 4, 3)
                        .list("axes", 1, 2)
                        .op("y", "Mean", "x", "axes")
                        .with("keep_dims", true)),
                graph(
                        "maximum over rows and columns",
                        w -> w.input("x", -1, 5, 4, 3).list("axes", -2, -3).op("y", "Max", "x", "axes")));
    }

    private static Stream<Arguments> shapes() {
        return Stream.of(
                graph("pad, transpose, reshape", w -> w.input("x", -1, 3, 4, 2)
                        .constant("paddings", matrix(0, 0, 1, 2, 0, 3, 0, 0))
                        .op("padded", "Pad", "x", "paddings")
                        .list("order", 0, 2, 3, 1)
                        .op("turned", "Transpose", "padded", "order")
                        .list("dims", -1, 84)
                        .op("y", "Reshape", "turned", "dims")),
                graph("join along rows", w -> w.input("x", -1, 3, 4, 2)
                        .op("a", "Relu", "x")
                        .scalar("axis", 1)
                        .op("y", "ConcatV2", "x", "a", "axis")
                        .count("N", 2)),
                graph("flatten by the shape at run time", w -> w.input("x", -1, 3, 4, 2)
                        .op("shape", "Shape", "x")
                        .list("zero", 0)
                        .list("one", 1)
                        .op("batch", "StridedSlice", "shape", "zero", "one", "one")
                        .with("T", GraphWriter.type(DataType.DT_INT32))
                        .with("Index", GraphWriter.type(DataType.DT_INT32))
                        .count("shrink_axis_mask", 1)
                        .scalar("rest", -1)
                        .op("dims", "Pack", "batch", "rest")
                        .with("T", GraphWriter.type(DataType.DT_INT32))
                        .count("N", 2)
                        .op("y", "Reshape", "x", "dims")),
                graph("argmax", w -> w.input("x", -1, 9).scalar("axis", -1).op("y", "ArgMax", "x", "axis")),
                resize("ResizeBilinear", "none"),
                resize("ResizeBilinear", "half_pixel_centers"),
                resize("ResizeBilinear", "align_corners"),
                resize("ResizeNearestNeighbor", "none"),
                resize("ResizeNearestNeighbor", "half_pixel_centers"));
    }

    private static AttrValue texts(String... texts) {
        AttrValue.ListValue.Builder list = AttrValue.ListValue.newBuilder();
        Arrays.stream(texts).forEach(text -> list.addS(ByteString.copyFromUtf8(text)));
        return list(list);
    }

    private static AttrValue list(AttrValue.ListValue.Builder list) {
        return AttrValue.newBuilder().setList(list).build();
    }

    private static Arguments resize(String op, String flag) {
        return graph(op + " " + flag, w -> {
            w.input("x", -1, 3, 4, 2).list("size", 7, 8).op("y", op, "x", "size");
            if (!flag.equals("none")) {
                w.with(flag, true);
            }
        });
    }

    private static TensorProto.Builder matrix(int... pairs) {
        var tensor = TensorProto.newBuilder()
                .setDtype(DataType.DT_INT32)
                .setTensorShape(GraphWriter.shape(pairs.length / 2, 2));
        Arrays.stream(pairs).forEach(tensor::addIntVal);
        return tensor;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("graphs")
    void aSmallGraph(String name, Case wanted) throws IOException {
        SplittableRandom random = new SplittableRandom(name.hashCode());
        GraphWriter writer = new GraphWriter(random);
        wanted.writer().accept(writer);
        Path file = folder.resolve("graph.pb");
        Files.write(file, writer.graph().toByteArray());
        Network network = Imports.imported(file).network();
        float[] input = input(random, network);

        compare(runFrozen(writer.graph(), "x", "y", network, input), network, input);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tf1-lenet-frozen/lenet_frozen.pb,input,output", "tf1-fc-layers-frozen/frozen.pb,X,output"})
    void aSharedFrozenGraph(String model) throws IOException {
        String[] parts = model.split(",", -1);
        Path file = SharedModels.file(parts[0]);
        Network network = Imports.imported(file).network();
        float[] input = input(new SplittableRandom(3), network);

        compare(
                runFrozen(GraphDef.parseFrom(Files.readAllBytes(file)), parts[1], parts[2], network, input),
                network,
                input);
    }

    @Test
    void aSavedModelOfTensorFlow2() {
        Path path = SharedModels.file("mlperftiny-kws-dscnn/kws_ref_model");
        compareSavedModel(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"digits", "gestures"})
    void anExampleInBothItsFormats(String example) throws IOException {
        Path root = Path.of(System.getProperty("rooftile.root", "."), "examples", example);
        compareSavedModel(root.resolve("saved_model"));
        Network saved = Imports.imported(root.resolve("saved_model")).network();
        Network frozen = Imports.imported(root.resolve("frozen.pb")).network();
        float[] input = input(new SplittableRandom(4), saved);

        assertEquals(describe(saved), describe(frozen));
        compare(LayerOracle.run(saved, input), frozen, input);
    }

    private static String describe(Network network) {
        return network.layers().stream()
                .map(layer -> layer.name() + " " + layer.typeName() + " "
                        + layer.output().shape())
                .toList()
                .toString();
    }

    private static void compareSavedModel(Path path) {
        Network network = Imports.imported(path).network();
        float[] input = input(new SplittableRandom(5), network);
        try (SavedModelBundle bundle = SavedModelBundle.load(path.toString(), "serve")) {
            SignatureDef signature = bundle.metaGraphDef().getSignatureDefOrThrow("serving_default");
            String in = signature.getInputsMap().values().iterator().next().getName();
            String out = signature.getOutputsMap().values().iterator().next().getName();
            compare(run(bundle.session(), in, out, network, input), network, input);
        }
    }

    private static double[] runFrozen(GraphDef proto, String in, String out, Network network, float[] input) {
        try (Graph graph = new Graph()) {
            graph.importGraphDef(proto);
            try (Session session = new Session(graph)) {
                return run(session, in, out, network, input);
            }
        }
    }

    private static double[] run(Session session, String in, String out, Network network, float[] input) {
        long[] dims = network.inputs().getFirst().shape().dims().stream()
                .mapToLong(dim -> dim)
                .toArray();
        try (TFloat32 fed = TFloat32.tensorOf(Shape.of(dims), DataBuffers.of(input));
                Result result = session.runner().feed(in, fed).fetch(out).run()) {
            return switch (result.get(0)) {
                case TFloat32 reals ->
                    stream(reals.scalars()).mapToDouble(each -> each.getFloat()).toArray();
                case TInt64 longs ->
                    stream(longs.scalars())
                            .mapToDouble(each -> (double) each.getLong())
                            .toArray();
                case TInt32 ints ->
                    stream(ints.scalars()).mapToDouble(each -> each.getInt()).toArray();
                case Object other -> throw new IllegalArgumentException("type of " + other);
            };
        }
    }

    private static <T> Stream<T> stream(Iterable<T> elements) {
        return StreamSupport.stream(elements.spliterator(), false);
    }

    private static float[] input(SplittableRandom random, Network network) {
        Tensor input = network.inputs().getFirst();
        return GraphWriter.random(random, Math.toIntExact(input.shape().elements()));
    }

    private static void compare(double[] expected, Network network, float[] input) {
        double[] actual = LayerOracle.run(network, input);
        assertEquals(expected.length, actual.length);
        assertEquals(expected.length, network.outputs().getFirst().shape().elements());
        for (int i = 0; i < expected.length; i++) {
            String place = String.format(Locale.ROOT, "element %d of %d", i, expected.length);
            assertEquals(expected[i], actual[i], TOLERANCE * Math.max(1, Math.abs(expected[i])), place);
        }
    }
}
