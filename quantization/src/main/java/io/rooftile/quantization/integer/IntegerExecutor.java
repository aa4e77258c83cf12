package io.rooftile.quantization.integer;

import io.rooftile.core.network.Network;
import io.rooftile.core.network.Tensor;
import io.rooftile.quantization.layout.BufferPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Runs a network in integers over rows: raw little-endian bytes in, raw bytes out.
///
/// Rows go through in blocks of lanes: each layer does the same for all of them, and its innermost loop is over
/// lanes, so that it runs in vector instructions whatever the layer's shape is. Blocks are shared between threads;
/// results do not depend on how many there are.
public final class IntegerExecutor {
    /// Rows at once: eight 256-bit registers of 32-bit numbers.
    private static final int MOST_LANES = 64;

    private static final int LEAST_LANES = 8;

    /// What the buffers of one thread may take.
    private static final long BUFFER_BYTES = 64L << 20;

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
        int lanes = lanes(count, threads);
        int blocks = Math.ceilDiv(count, lanes);
        int workers = Math.clamp(blocks, 1, threads);
        if (workers == 1) {
            Worker worker = new Worker(lanes);
            for (int block = 0; block < blocks; block++) {
                worker.run(rows, block * lanes, results, listener);
            }
            return results;
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(workers)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                int first = i;
                running.add(pool.submit(() -> {
                    Worker worker = new Worker(lanes);
                    for (int block = first; block < blocks; block += workers) {
                        worker.run(rows, block * lanes, results, listener);
                    }
                }));
            }
            for (Future<?> one : running) {
                join(one);
            }
        }
        return results;
    }

    private static void join(Future<?> running) {
        try {
            running.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while rows were running", interrupted);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a block of rows failed", failed.getCause());
        }
    }

    /// As many as there are rows for each thread, within what the buffers of large networks leave.
    private int lanes(int rows, int threads) {
        long affordable = BUFFER_BYTES / (Integer.BYTES * plan.totalElements());
        long most = Math.clamp(affordable / LEAST_LANES * LEAST_LANES, LEAST_LANES, MOST_LANES);
        return Math.toIntExact(Math.clamp(Math.ceilDiv(rows, threads), 1, most));
    }

    /// The buffers of one thread.
    private final class Worker {
        private final int lanes;
        private final Map<String, int[][]> lanesOf = new HashMap<>();

        Worker(int lanes) {
            this.lanes = lanes;
            List<int[][]> buffers = plan.elements().stream()
                    .map(elements -> new int[elements][lanes])
                    .toList();
            Network of = network.network();
            of.inputs().forEach(tensor -> place(tensor, buffers));
            of.layers().forEach(layer -> place(layer.output(), buffers));
        }

        private void place(Tensor tensor, List<int[][]> buffers) {
            int[][] buffer = buffers.get(buffer(tensor));
            lanesOf.put(
                    tensor.name(),
                    java.util.Arrays.copyOf(
                            buffer, Math.toIntExact(tensor.shape().elements())));
        }

        private int buffer(Tensor tensor) {
            return plan.bufferOf().getOrDefault(tensor.name(), -1);
        }

        private int[][] lanes(Tensor tensor) {
            return java.util.Objects.requireNonNull(lanesOf.get(tensor.name()));
        }

        void run(byte[] rows, int firstRow, byte[] results, @Nullable LayerListener listener) {
            int count = Math.min(lanes, rows.length / rowBytesIn() - firstRow);
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
