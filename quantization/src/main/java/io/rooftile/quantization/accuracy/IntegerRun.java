package io.rooftile.quantization.accuracy;

import io.rooftile.core.design.Requantisation;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Tensor;
import io.rooftile.quantization.integer.IntegerExecutor;
import io.rooftile.quantization.integer.IntegerNetwork;
import io.rooftile.quantization.integer.StoredFormat;
import io.rooftile.quantization.numerics.OutputRange;
import java.util.List;
import java.util.function.DoubleToIntFunction;
import java.util.function.IntToDoubleFunction;

/// A quantised network run on real rows: real numbers are stored on the way in, and stored ones made real on the way
/// out, where the network does not do so itself.
public final class IntegerRun {
    private IntegerRun() {}

    /// The real values of all outputs, row after row.
    ///
    /// @throws io.rooftile.core.UserInputException when the network cannot be computed in integers
    public static float[] outputs(Network quantised, Requantisation requantisation, Samples samples, int threads) {
        IntegerExecutor executor = new IntegerExecutor(IntegerNetwork.of(quantised, requantisation));
        return real(quantised, executor.run(rows(quantised, samples), threads), samples.rows());
    }

    /// Real rows as the network's executor reads them: each number as the nearest stored one.
    public static byte[] rows(Network quantised, Samples samples) {
        int rowBytes = quantised.inputs().stream()
                .mapToInt(input -> StoredFormat.of(input).rowBytes())
                .sum();
        byte[] rows = new byte[Math.multiplyExact(samples.rows(), rowBytes)];
        List<DoubleToIntFunction> stored =
                quantised.inputs().stream().map(IntegerRun::stored).toList();
        int at = 0;
        for (int row = 0; row < samples.rows(); row++) {
            int index = 0;
            for (int i = 0; i < stored.size(); i++) {
                StoredFormat format = StoredFormat.of(quantised.inputs().get(i));
                for (int element = 0; element < format.elements(); element++) {
                    format.put(stored.get(i).applyAsInt(samples.value(row, index++)), rows, at);
                    at += format.bytes();
                }
            }
        }
        return rows;
    }

    /// What the rows of an input hold for a real number: the nearest stored one, or at a border that the network stores
    /// itself the bits of float32.
    private static DoubleToIntFunction stored(Tensor input) {
        if (input.format().isFloat()) {
            return real -> Float.floatToRawIntBits((float) real);
        }
        OutputRange range = OutputRange.of(input);
        double scale = input.quantisation().scale(0);
        return real -> range.nearest(real / scale);
    }

    private static float[] real(Network quantised, byte[] stored, int rows) {
        long perRow = quantised.outputs().stream()
                .mapToLong(output -> output.shape().elements())
                .sum();
        float[] reals = new float[Math.toIntExact(rows * perRow)];
        List<IntToDoubleFunction> real =
                quantised.outputs().stream().map(IntegerRun::real).toList();
        int at = 0;
        int index = 0;
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < real.size(); i++) {
                StoredFormat format = StoredFormat.of(quantised.outputs().get(i));
                for (int element = 0; element < format.elements(); element++) {
                    reals[index++] = (float) real.get(i).applyAsDouble(format.get(stored, at));
                    at += format.bytes();
                }
            }
        }
        return reals;
    }

    /// What a number in the rows of an output stands for.
    private static IntToDoubleFunction real(Tensor output) {
        if (output.format().isFloat()) {
            return Float::intBitsToFloat;
        }
        double scale = output.quantisation().scale(0);
        long zeroPoint = output.quantisation().zeroPoint(0);
        return stored -> scale * (stored - zeroPoint);
    }
}
