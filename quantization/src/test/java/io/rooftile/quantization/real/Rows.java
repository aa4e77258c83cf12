package io.rooftile.quantization.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.rooftile.core.network.Network;
import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult;
import io.rooftile.modelimport.ModelReader;
import io.rooftile.modelimport.passes.StandardPasses;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Assumptions;

/// Rows of float32 and models to run them through.
final class Rows {
    private Rows() {}

    static byte[] bytes(float... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return buffer.array();
    }

    static float[] floats(byte[] bytes) {
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }

    static float[] random(RandomGenerator random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    static float[] run(Network network, int threads, float... rows) {
        return floats(new RealExecutor(RealNetwork.of(network)).run(bytes(rows), threads));
    }

    /// The largest difference must be within the tolerance.
    static void assertClose(float[] expected, float[] actual, double tolerance) {
        assertEquals(expected.length, actual.length);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], tolerance, "element " + i);
        }
    }

    static Network imported(ModelReader reader, Path model) {
        return switch (reader.read(model, ImportOptions.NONE)) {
            case ImportResult.Imported imported -> StandardPasses.apply(imported.network());
            case ImportResult.Refused refused -> fail(refused.toString());
        };
    }

    /// A file or folder of the shared folder; the test is skipped where there is none.
    static Path shared(String path) {
        String shared = System.getProperty("rooftile.shared", "");
        Path folder = shared.isEmpty() || shared.startsWith("${")
                ? Path.of(System.getProperty("rooftile.root", "."), "..", "shared")
                : Path.of(shared);
        Path file = folder.resolve(path);
        Assumptions.assumeTrue(Files.exists(file), () -> "not here: " + path);
        return file;
    }
}
