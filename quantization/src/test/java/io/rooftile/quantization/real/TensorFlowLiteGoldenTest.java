package io.rooftile.quantization.real;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.network.Network;
import io.rooftile.modelimport.tflite.TfLiteReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What TensorFlow Lite's float kernels computed from the same files.
final class TensorFlowLiteGoldenTest {
    /// Of the output's range, least to most over all rows. Both sides sum in float32, but in another order: sums of
    /// some hundred products are then off by about 1e-5 of their terms, and layers behind add to it; a wrong layer
    /// is off by far more.
    private static final double TOLERANCE = 1e-4;

    private static final int CIFAR_PIXELS = 32 * 32;
    private static final int CIFAR_ROWS = 200;

    @ParameterizedTest
    @CsvSource({
        "ad-autoencoder-float, mlperftiny-ad-fc/ad01_fp32.tflite, 1",
        "ic-resnet8-float, mlperftiny-ic-resnet8/pretrainedResnet.tflite, 2",
        "hello-world-float, tflm-hello-world/hello_world_float.tflite, 3",
        "magic-wand-float, tflm-magic-wand/magic_wand.tflite, 1"
    })
    void run_ofGoldenRows_isWithinTheTolerance(String golden, String model, int threads) throws IOException {
        Network network = Rows.imported(new TfLiteReader(), Rows.shared("models/" + model));
        Path folder = Rows.shared("golden/" + golden);
        float[] expected = Rows.floats(Files.readAllBytes(folder.resolve("output.bin")));

        byte[] actual =
                new RealExecutor(RealNetwork.of(network)).run(Files.readAllBytes(folder.resolve("input.bin")), threads);

        Rows.assertClose(expected, Rows.floats(actual), TOLERANCE * range(expected));
    }

    private static double range(float[] values) {
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        assertTrue(most > least);
        return most - (double) least;
    }

    @Test
    void run_ofLabelledImages_givesTheOraclesClasses() throws IOException {
        Path model = Rows.shared("models/mlperftiny-ic-resnet8/pretrainedResnet.tflite");
        byte[] images = Files.readAllBytes(Rows.shared("models/_data/cifar10/cifar10_test_1000.bin"));
        byte[] classes = Files.readAllBytes(Rows.shared("golden/ic-resnet8-float/argmax_all_rows.u8"));
        float[] rows = new float[CIFAR_ROWS * CIFAR_PIXELS * 3];
        for (int i = 0; i < rows.length; i++) {
            int pixel = i / 3 % CIFAR_PIXELS;
            int image = i / 3 / CIFAR_PIXELS;
            // A label, then all pixels of a colour after those of another.
            rows[i] = Byte.toUnsignedInt(images[image * (1 + 3 * CIFAR_PIXELS) + 1 + i % 3 * CIFAR_PIXELS + pixel]);
        }

        float[] actual = Rows.run(Rows.imported(new TfLiteReader(), model), 2, rows);

        int[] expected = new int[CIFAR_ROWS];
        int[] best = new int[CIFAR_ROWS];
        for (int row = 0; row < CIFAR_ROWS; row++) {
            expected[row] = classes[row];
            for (int k = 1; k < 10; k++) {
                best[row] = actual[row * 10 + k] > actual[row * 10 + best[row]] ? k : best[row];
            }
        }
        assertEquals(CIFAR_ROWS * 10, actual.length);
        assertArrayEquals(expected, best);
    }
}
