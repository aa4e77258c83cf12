package io.rooftile.quantization.integer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.google.flatbuffers.FlatBufferBuilder;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.network.Network;
import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult;
import io.rooftile.modelimport.formats.ModelImport;
import io.rooftile.quantization.oracle.EdgeNets;
import io.rooftile.quantization.oracle.ElementType;
import io.rooftile.quantization.oracle.RandomChains;
import io.rooftile.quantization.oracle.RandomNets;
import io.rooftile.quantization.oracle.RandomNets.Family;
import io.rooftile.quantization.oracle.TestNet;
import io.rooftile.quantization.oracle.TfLiteRuntime;
import io.rooftile.quantization.oracle.TfLiteRuntime.Kernels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.lite.schema.Model;
import org.tensorflow.lite.schema.ModelT;
import org.tensorflow.lite.schema.SubGraphT;

/// Networks in integers give, bit for bit, what TensorFlow Lite's reference kernels give.
final class TfLiteAgreementTest {
    private static final int SEEDS = 12;
    private static final int ROWS = 24;

    @TempDir
    private Path folder;

    @BeforeAll
    static void loads() {
        TfLiteRuntime.assumeLoads();
    }

    static Stream<Arguments> operations() {
        return Stream.of(Family.values())
                .flatMap(family -> family.types().stream().sorted().map(type -> Arguments.of(family, type)));
    }

    static Stream<Arguments> edges() {
        return Stream.of(EdgeNets.Layer.values()).flatMap(layer -> Stream.of(ElementType.INT8, ElementType.UINT8)
                .map(type -> Arguments.of(layer, type)));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void operation(Family family, ElementType type) throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            RandomGenerator random = new SplittableRandom(seed);
            assertSame(RandomNets.one(family, type, random), seed);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"INT8", "UINT8", "INT16"})
    void chain(ElementType type) throws IOException {
        for (int seed = 0; seed < 2 * SEEDS; seed++) {
            TestNet net = RandomChains.of(type, new SplittableRandom(seed));
            assertSame(net, seed);
            assertSame(net, withInnerOutputs(net), seed);
        }
    }

    @ParameterizedTest
    @MethodSource("edges")
    void edge(EdgeNets.Layer layer, ElementType type) throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            assertSame(EdgeNets.halves(layer, type, new SplittableRandom(seed)), seed);
            var origin = EdgeNets.multiplierOrigin(layer, type, new SplittableRandom(seed));
            if (origin.isPresent()) {
                assertSame(origin.get().net(), seed);
            }
        }
    }

    private void assertSame(TestNet net, long seed) throws IOException {
        assertSame(net, net.bytes(), seed);
    }

    private void assertSame(TestNet net, byte[] file, long seed) throws IOException {
        IntegerExecutor executor = new IntegerExecutor(IntegerNetwork.of(imported(file), Requantisation.EXACT));
        RandomGenerator random = new SplittableRandom(seed);
        ByteArrayOutputStream inputs = new ByteArrayOutputStream();
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        try (TfLiteRuntime runtime = TfLiteRuntime.open(file, Kernels.REFERENCE)) {
            for (int row = 0; row < ROWS; row++) {
                byte[][] input = net.randomRow(random);
                List.of(input).forEach(inputs::writeBytes);
                List.of(runtime.run(input)).forEach(expected::writeBytes);
            }
        }
        assertArrayEquals(expected.toByteArray(), executor.run(inputs.toByteArray(), 1), () -> net + ", seed " + seed);
    }

    private Network imported(byte[] bytes) throws IOException {
        Path file = folder.resolve("net.tflite");
        Files.write(file, bytes);
        return switch (ModelImport.read(file.toString(), ImportOptions.NONE)) {
            case ImportResult.Imported imported -> imported.network();
            case ImportResult.Refused refused -> throw new IllegalStateException(refused.toString());
        };
    }

    /// The file with every inner tensor an output too, as TensorFlow Lite keeps no other.
    private static byte[] withInnerOutputs(TestNet net) {
        ModelT model = Model.getRootAsModel(ByteBuffer.wrap(net.bytes())).unpack();
        SubGraphT graph = model.getSubgraphs()[0];
        graph.setOutputs(Stream.of(graph.getOperators())
                .mapToInt(operator -> operator.getOutputs()[0])
                .toArray());
        // Unpacking makes empty options of none, of which TensorFlow Lite complains.
        Stream.of(graph.getOperators()).forEach(operator -> operator.setCustomOptions(null));
        FlatBufferBuilder builder = new FlatBufferBuilder();
        Model.finishModelBuffer(builder, Model.pack(builder, model));
        return builder.sizedByteArray();
    }
}
