package io.rooftile.quantization.accuracy;

import io.rooftile.core.network.Network;
import io.rooftile.core.network.Tensor;
import io.rooftile.quantization.real.RealExecutor;
import io.rooftile.quantization.real.RealNetwork;
import io.rooftile.quantization.real.RealRows;
import java.nio.ByteBuffer;

/// A network of real numbers run on rows.
final class RealRun {
    private RealRun() {}

    /// Rows as the executor reads them.
    static byte[] bytes(Network network, Samples samples) {
        int rowBytes = network.inputs().stream()
                .mapToInt(input -> RealRows.of(input).rowBytes())
                .sum();
        byte[] rows = new byte[Math.multiplyExact(samples.rows(), rowBytes)];
        ByteBuffer buffer = RealRows.buffer(rows);
        int at = 0;
        for (int row = 0; row < samples.rows(); row++) {
            int index = 0;
            for (Tensor input : network.inputs()) {
                RealRows format = RealRows.of(input);
                for (int element = 0; element < format.elements(); element++) {
                    format.put(samples.value(row, index++), buffer, at);
                    at += format.bytes();
                }
            }
        }
        return rows;
    }

    /// The real values of all outputs, row after row, whatever format they have.
    ///
    /// @throws io.rooftile.core.UserInputException when the network cannot be computed in real numbers
    static float[] outputs(Network network, Samples samples, int threads) {
        int rowLength = Math.toIntExact(network.outputs().stream()
                .mapToLong(output -> output.shape().elements())
                .sum());
        float[] outputs = new float[Math.multiplyExact(samples.rows(), rowLength)];
        new RealExecutor(RealNetwork.of(network))
                .run(bytes(network, samples), threads, (tensor, values, firstRow, count) -> {
                    int offset = 0;
                    for (Tensor output : network.outputs()) {
                        if (output.name().equals(tensor.name())) {
                            copy(values, count, outputs, firstRow * rowLength + offset, rowLength);
                        }
                        offset += Math.toIntExact(output.shape().elements());
                    }
                });
        return outputs;
    }

    private static void copy(float[][] values, int count, float[] to, int first, int rowLength) {
        for (int lane = 0; lane < count; lane++) {
            for (int element = 0; element < values.length; element++) {
                to[first + lane * rowLength + element] = values[element][lane];
            }
        }
    }
}
