package io.rooftile.quantization.accuracy;

import io.rooftile.core.design.Requantisation;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Tensor;
import io.rooftile.quantization.integer.IntegerExecutor;
import io.rooftile.quantization.integer.IntegerNetwork;
import io.rooftile.quantization.integer.StoredFormat;
import io.rooftile.quantization.numerics.OutputRange;

/// A quantised network run on real rows: real numbers are stored on the way in, and stored ones made real on the way
/// out.
public final class IntegerRun {
    private IntegerRun() {}

    /// The real values of all outputs, row after row.
    ///
    /// @throws io.rooftile.core.UserInputException when the network cannot be computed in integers
    public static float[] outputs(Network quantised, Requantisation requantisation, Samples samples, int threads) {
        IntegerExecutor executor = new IntegerExecutor(IntegerNetwork.of(quantised, requantisation));
        byte[] rows = new byte[Math.multiplyExact(samples.rows(), executor.rowBytesIn())];
        int at = 0;
        for (int row = 0; row < samples.rows(); row++) {
            int index = 0;
            for (Tensor input : quantised.inputs()) {
                StoredFormat format = StoredFormat.of(input);
                OutputRange range = OutputRange.of(input);
                double scale = input.quantisation().scale(0);
                for (int element = 0; element < format.elements(); element++) {
                    long value = nearest(samples.value(row, index++) / scale);
                    format.put(Math.clamp(value + range.zeroPoint(), range.min(), range.max()), rows, at);
                    at += format.bytes();
                }
            }
        }
        return real(quantised, executor.run(rows, threads), samples.rows());
    }

    private static long nearest(double value) {
        return (long) Math.copySign(Math.floor(Math.abs(value) + 0.5), value);
    }

    private static float[] real(Network quantised, byte[] stored, int rows) {
        long perRow = quantised.outputs().stream()
                .mapToLong(output -> output.shape().elements())
                .sum();
        float[] real = new float[Math.toIntExact(rows * perRow)];
        int at = 0;
        int index = 0;
        for (int row = 0; row < rows; row++) {
            for (Tensor output : quantised.outputs()) {
                StoredFormat format = StoredFormat.of(output);
                double scale = output.quantisation().scale(0);
                int zeroPoint = output.quantisation().zeroPoint(0);
                for (int element = 0; element < format.elements(); element++) {
                    real[index++] = (float) (scale * (format.get(stored, at) - zeroPoint));
                    at += format.bytes();
                }
            }
        }
        return real;
    }
}
