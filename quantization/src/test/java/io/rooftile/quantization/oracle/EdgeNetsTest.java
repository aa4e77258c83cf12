package io.rooftile.quantization.oracle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult;
import io.rooftile.modelimport.formats.ModelImport;
import io.rooftile.quantization.oracle.EdgeNets.Layer;
import io.rooftile.quantization.oracle.EdgeNets.MultiplierEdge;
import io.rooftile.quantization.oracle.TfLiteRuntime.Kernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The edges are where they should be: TensorFlow Lite itself falls to the expected side.
final class EdgeNetsTest {
    @TempDir
    private Path folder;

    @BeforeAll
    static void loads() {
        TfLiteRuntime.assumeLoads();
    }

    static Stream<Arguments> layersAndTypes() {
        return Stream.of(Layer.values()).flatMap(layer -> Stream.of(ElementType.INT8, ElementType.UINT8)
                .map(type -> Arguments.of(layer, type)));
    }

    /// Halves go away from zero: -23/2 to -12, ..., -1/2 to -1, 1/2 to 1, ...
    @ParameterizedTest
    @EnumSource(Layer.class)
    void halves_withReferenceKernels_goAwayFromZero(Layer layer) {
        TestNet net = EdgeNets.halves(layer, ElementType.INT8, new SplittableRandom(7));
        byte[] output = run(net, Kernels.REFERENCE);
        for (int i = 0; i < output.length; i++) {
            int numerator = 2 * (i - output.length / 2) + 1;
            assertEquals((numerator + Integer.signum(numerator)) / 2, output[i], "of " + numerator + " halves");
        }
    }

    /// Dense layers with one scale and everything of uint8 multiply the scales in float32, int8 convolutions in double.
    @ParameterizedTest
    @MethodSource("layersAndTypes")
    void multiplierOrigin_withReferenceKernels_isOneOfBoth(Layer layer, ElementType type) throws IOException {
        List<MultiplierEdge> edges = IntStream.range(0, 20)
                .mapToObj(seed -> EdgeNets.multiplierOrigin(layer, type, new SplittableRandom(seed)))
                .flatMap(Optional::stream)
                .toList();
        assertTrue(edges.size() >= 3, () -> edges.size() + " of 20 seeds have an edge");
        boolean isFloat = layer == Layer.DENSE || type == ElementType.UINT8;
        Path file = folder.resolve("net.tflite");
        for (MultiplierEdge edge : edges) {
            assertArrayEquals(isFloat ? edge.ofFloats() : edge.ofDoubles(), run(edge.net(), Kernels.REFERENCE));
            Files.write(file, edge.net().bytes());
            ImportResult result = ModelImport.read(file.toString(), ImportOptions.NONE);
            assertInstanceOf(ImportResult.Imported.class, result, result::toString);
        }
    }

    private static byte[] run(TestNet net, Kernels kernels) {
        try (TfLiteRuntime runtime = TfLiteRuntime.open(net, kernels)) {
            return runtime.run(net.randomRow(new SplittableRandom(1)))[0];
        }
    }
}
