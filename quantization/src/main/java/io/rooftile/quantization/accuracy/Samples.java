package io.rooftile.quantization.accuracy;

import io.rooftile.core.network.Network;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Rows to run a network on, with what is expected of each where it is known.
public final class Samples {
    private final float[] values;
    private final int rows;
    private final int[] labels;

    /// Rows one behind the other.
    ///
    /// @param values row after row, each row-major as the network's inputs one behind the other; handed over, not
    /// copied
    /// @param labels one class per row, or none at all
    /// @throws IllegalArgumentException when values or labels do not fit the number of rows
    public Samples(float[] values, int rows, int... labels) {
        if (rows < 1 || values.length % rows != 0 || (labels.length != 0 && labels.length != rows)) {
            throw new IllegalArgumentException(
                    values.length + " values and " + labels.length + " labels do not make " + rows + " rows");
        }
        this.values = values;
        this.rows = rows;
        this.labels = labels;
    }

    /// Rows of the standard normal distribution, for a network of which nobody knows what it reads.
    public static Samples normal(Network network, int rows, RandomGenerator random) {
        int length = Math.toIntExact(network.inputs().stream()
                .mapToLong(input -> input.shape().elements())
                .sum());
        float[] values = new float[Math.multiplyExact(rows, length)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return new Samples(values, rows);
    }

    public int rows() {
        return rows;
    }

    /// Values of one row.
    public int rowLength() {
        return values.length / rows;
    }

    public boolean hasLabels() {
        return labels.length > 0;
    }

    public int label(int row) {
        return labels[row];
    }

    public float value(int row, int index) {
        return values[row * rowLength() + index];
    }

    /// All values; not a copy.
    public float[] values() {
        return values;
    }

    /// The first so many rows.
    public Samples first(int count) {
        int kept = Math.min(count, rows);
        return new Samples(
                Arrays.copyOf(values, kept * rowLength()), kept, hasLabels() ? Arrays.copyOf(labels, kept) : labels);
    }
}
