package io.rooftile.calibration.experiment;

import io.rooftile.core.network.Network;
import io.rooftile.quantization.accuracy.Samples;
import java.util.random.RandomGenerator;

/// Rows by chance, on which the ranges of a network are found where there is no data.
public final class RandomRows {
    private RandomRows() {}

    /// So many rows of normally distributed elements for all inputs of a network.
    public static Samples of(Network network, int rows, RandomGenerator random) {
        int length = Math.toIntExact(network.inputs().stream()
                .mapToLong(input -> input.shape().elements())
                .sum());
        float[] values = new float[rows * length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return new Samples(values, rows);
    }
}
