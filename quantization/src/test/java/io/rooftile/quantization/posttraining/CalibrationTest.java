package io.rooftile.quantization.posttraining;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.UserInputException;
import io.rooftile.core.network.ActivationFunction.Kind;
import io.rooftile.core.network.Network;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What flows on sample rows.
final class CalibrationTest {
    private static Network network(Kind kind) {
        return new Nets(new SplittableRandom(5), 1, 5, 4, 3)
                .convolution(7, kind)
                .network();
    }

    @Test
    void inputs_areCountedAndTheirChannelsMeansTaken() {
        Network network = new Nets(new SplittableRandom(5), 1, 1, 2, 3)
                .convolution(7, Kind.RELU)
                .network();

        Calibration calibration = Calibration.of(network, Nets.bytes(1, 2, 3, 5, 7, 9, -3, 0, 0, -3, 1, 2), 1);

        Histogram histogram = calibration.histogram("x");
        assertEquals(-3, histogram.min());
        assertEquals(9, histogram.max());
        assertEquals(2, histogram.inBin(0), "two of -3");
        assertEquals(1, histogram.inBin(Histogram.BINS - 1), "one of 9");
        assertEquals(2, histogram.inBin(Histogram.BINS * 3 / 12), "two of 0");
        assertArrayEquals(new double[] {0, 2.5, 3.5}, calibration.means("x"));
    }

    /// With 2 and 3 threads blocks have as many rows as with one, with the others fewer. Numbers far apart are rounded
    /// when they are added up in floating point, so that the order would tell.
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7, 30})
    void threads_changeNothing(int threads) {
        Network network = network(Kind.LINEAR);
        SplittableRandom random = new SplittableRandom(9);
        float[] numbers = Nets.rows(random, network, 333);
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] *= (float) Math.exp(random.nextDouble(-20, 20));
        }
        byte[] rows = Nets.bytes(numbers);

        Calibration one = Calibration.of(network, rows, 1);
        Calibration many = Calibration.of(network, rows, threads);

        for (String tensor : one.histograms().keySet()) {
            assertArrayEquals(one.means(tensor), many.means(tensor), 0.0, tensor);
            assertEquals(one.histogram(tensor).min(), many.histogram(tensor).min());
            assertEquals(one.histogram(tensor).max(), many.histogram(tensor).max());
            for (int bin = 0; bin < Histogram.BINS; bin++) {
                assertEquals(
                        one.histogram(tensor).inBin(bin), many.histogram(tensor).inBin(bin));
            }
        }
    }

    @Test
    void numbersThatAreNotFinite_areRefusedWithTheirTensor() {
        Network network = network(Kind.EXPONENTIAL);
        float[] rows = Nets.rows(new SplittableRandom(9), network, 3);
        rows[7] = 1e9f;

        var refused = assertThrows(UserInputException.class, () -> Calibration.of(network, Nets.bytes(rows), 1));

        assertTrue(String.valueOf(refused.getMessage()).startsWith("net, conv0/out: "), refused.getMessage());
    }
}
