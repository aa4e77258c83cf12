package io.rooftile.quantization.integer;

import io.rooftile.core.network.Tensor;
import io.rooftile.quantization.layout.BufferPlan;
import io.rooftile.quantization.layout.RowBlocks;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Runs a network in integers over rows: raw little-endian bytes in, raw bytes out.
///
/// Rows go through in blocks of lanes: each layer does the same for all of them, and its innermost loop is over
/// lanes, so that it runs in vector instructions whatever the layer's shape is. Blocks are shared between threads;
/// results do not depend on how many there are.
public final class IntegerExecutor {
    private final IntegerNetwork network;
    private final BufferPlan plan;
    private final List<StoredFormat> inputs;
    private final List<StoredFormat> outputs;

    public IntegerExecutor(IntegerNetwork network) {
        this.network = network;
        this.plan = BufferPlan.of(network.network());
        this.inputs = network.network().inputs().stream().map(StoredFormat::of).toList();
        this.outputs =
                network.network().outputs().stream().map(StoredFormat::of).toList();
    }

    /// Bytes of one row of all inputs together.
    public int rowBytesIn() {
        return inputs.stream().mapToInt(StoredFormat::rowBytes).sum();
    }

    /// Bytes of one row of all outputs together.
    public int rowBytesOut() {
        return outputs.stream().mapToInt(StoredFormat::rowBytes).sum();
    }

    /// The outputs of all rows. A row holds the inputs (outputs) one behind the other, in the network's order.
    ///
    /// @param rows whole rows
    /// @param threads how many threads share the work
    /// @throws IllegalArgumentException when `rows` is not made of whole rows
    public byte[] run(byte[] rows, int threads) {
        return runHeard(rows, threads, null);
    }

    /// As [#run(byte[], int)], and tells of each layer's output on the way.
    public byte[] run(byte[] rows, int threads, LayerListener listener) {
        return runHeard(rows, threads, listener);
    }

    private byte[] runHeard(byte[] rows, int threads, @Nullable LayerListener listener) {
        if (rows.length % rowBytesIn() != 0) {
            throw new IllegalArgumentException(
                    "rows of " + rowBytesIn() + " bytes are needed, but there were " + rows.length + " bytes");
        }
        int count = rows.length / rowBytesIn();
        byte[] results = new byte[Math.multiplyExact(count, rowBytesOut())];
        RowBlocks blocks = RowBlocks.of(count, threads, plan);
        blocks.run(() -> {
            Worker worker = new Worker(blocks.lanes());
            return (firstRow, inBlock) -> worker.run(rows, firstRow, inBlock, results, listener);
        });
        return results;
    }

    /// The buffers of one thread.
    private final class Worker {
        private final int lanes;
        private final Map<String, int[][]> lanesOf;

        Worker(int lanes) {
            this.lanes = lanes;
            this.lanesOf = plan.allocate(network.network(), elements -> new int[elements][lanes]);
        }

        private int[][] lanes(Tensor tensor) {
            return Objects.requireNonNull(lanesOf.get(tensor.name()));
        }

        void run(byte[] rows, int firstRow, int count, byte[] results, @Nullable LayerListener listener) {
            read(rows, firstRow, count);
            for (int i = 0; i < network.layers().size(); i++) {
                IntegerLayer layer = network.layers().get(i);
                Tensor output = layer.layer().output();
                layer.run(layer.layer().inputs().stream().map(this::lanes).toList(), lanes(output), lanes);
                if (listener != null) {
                    listener.made(i, output, firstRow, count, bytes(output, count));
                }
            }
            write(results, firstRow, count);
        }

        private byte[] bytes(Tensor tensor, int count) {
            StoredFormat format = StoredFormat.of(tensor);
            byte[] bytes = new byte[Math.multiplyExact(count, format.rowBytes())];
            for (int lane = 0; lane < count; lane++) {
                format.write(lanes(tensor), lane, bytes, lane * format.rowBytes());
            }
            return bytes;
        }

        private void read(byte[] rows, int firstRow, int count) {
            for (int lane = 0; lane < count; lane++) {
                int at = (firstRow + lane) * rowBytesIn();
                for (int i = 0; i < inputs.size(); i++) {
                    inputs.get(i)
                            .read(rows, at, lanes(network.network().inputs().get(i)), lane);
                    at += inputs.get(i).rowBytes();
                }
            }
        }

        private void write(byte[] results, int firstRow, int count) {
            for (int lane = 0; lane < count; lane++) {
                int at = (firstRow + lane) * rowBytesOut();
                for (int i = 0; i < outputs.size(); i++) {
                    outputs.get(i).write(lanes(network.network().outputs().get(i)), lane, results, at);
                    at += outputs.get(i).rowBytes();
                }
            }
        }
    }
}
