package io.rooftile.quantization.oracle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult;
import io.rooftile.modelimport.formats.ModelImport;
import io.rooftile.quantization.oracle.RandomNets.Family;
import io.rooftile.quantization.oracle.TfLiteRuntime.Kernels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The oracle's models are worth comparing with: they import, they run, and their outputs vary.
final class RandomNetsTest {
    private static final int SEEDS = 3;
    private static final int ROWS = 6;

    @TempDir
    private Path folder;

    record Case(TestNet net, long seed) {
        @Override
        public String toString() {
            return net + " seed " + seed;
        }
    }

    static Stream<Case> nets() {
        Stream<Case> single = Stream.of(Family.values()).flatMap(family -> family.types().stream()
                .sorted()
                .flatMap(type -> seeds(random -> RandomNets.one(family, type, random))));
        Stream<Case> chains = Stream.of(ElementType.INT8, ElementType.UINT8, ElementType.INT16)
                .flatMap(type -> seeds(random -> RandomChains.of(type, random)));
        return Stream.concat(single, chains);
    }

    private interface Make {
        TestNet net(RandomGenerator random);
    }

    private static Stream<Case> seeds(Make make) {
        return IntStream.range(0, SEEDS).mapToObj(seed -> new Case(make.net(new SplittableRandom(seed)), seed));
    }

    @ParameterizedTest
    @MethodSource("nets")
    void generatedNet_isImported(Case generated) throws IOException {
        Path file = folder.resolve("net.tflite");
        Files.write(file, generated.net().bytes());
        ImportResult result = ModelImport.read(file.toString(), ImportOptions.NONE);
        assertInstanceOf(ImportResult.Imported.class, result, result::toString);
    }

    @ParameterizedTest
    @MethodSource("nets")
    void generatedNet_runsAndVaries(Case generated) {
        TestNet net = generated.net();
        RandomGenerator random = new SplittableRandom(generated.seed());
        Map<Integer, Integer> counts = new HashMap<>();
        int elements = 0;
        try (TfLiteRuntime reference = TfLiteRuntime.open(net, Kernels.REFERENCE);
                TfLiteRuntime optimised = TfLiteRuntime.open(net, Kernels.OPTIMISED)) {
            for (int row = 0; row < ROWS; row++) {
                byte[][] input = net.randomRow(random);
                byte[] output = reference.run(input)[0];
                assertArrayEquals(output, reference.run(input)[0], "a second run gives something else");
                assertArrayEquals(
                        output, reference.tensor(net.outputs().getFirst().tensor()));
                optimised.run(input);
                elements += count(net.outputs().getFirst(), output, counts);
            }
        }
        int commonest = counts.values().stream().max(Integer::compare).orElseThrow();
        // A row of an index or of a softmax has few elements; everything else has many.
        int wanted = Math.min(elements / 8, 24);
        assertTrue(
                counts.size() >= Math.min(wanted, 3) && commonest <= elements * 0.7,
                () -> net + ": " + counts.size() + " values, the commonest " + commonest + " times");
    }

    /// Counts every value of an output and returns how many elements it has.
    private static int count(Signal signal, byte[] output, Map<Integer, Integer> counts) {
        ByteBuffer bytes = ByteBuffer.wrap(output).order(ByteOrder.LITTLE_ENDIAN);
        int elements = 0;
        while (bytes.hasRemaining()) {
            int value =
                    switch (signal.type()) {
                        case INT8, UINT8 -> bytes.get();
                        case INT16 -> bytes.getShort();
                        case INT32 -> bytes.getInt();
                        case FLOAT32 -> Float.floatToIntBits(bytes.getFloat());
                    };
            counts.merge(value, 1, Integer::sum);
            elements++;
        }
        return elements;
    }
}
