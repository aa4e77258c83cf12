package io.rooftile.quantization.real;

import io.rooftile.core.network.Tensor;
import io.rooftile.quantization.layout.BufferPlan;
import io.rooftile.quantization.layout.RowBlocks;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Runs a network in float32 over rows: raw little-endian bytes in, raw bytes out.
///
/// Rows go through in blocks of lanes: each layer does the same for all of them, and its innermost loop is over
/// lanes, so that it runs in vector instructions whatever the layer's shape is. Blocks are shared between threads;
/// results do not depend on how many there are.
public final class RealExecutor {
    private final RealNetwork network;
    private final BufferPlan plan;
    private final List<Tensor> inputs;
    private final List<Tensor> outputs;

    public RealExecutor(RealNetwork network) {
        this.network = network;
        this.plan = BufferPlan.of(network.network());
        this.inputs = network.network().inputs();
        this.outputs = network.network().outputs();
    }

    /// Bytes of one row of all inputs together.
    public int rowBytesIn() {
        return rowBytes(inputs);
    }

    /// Bytes of one row of all outputs together.
    public int rowBytesOut() {
        return rowBytes(outputs);
    }

    private static int rowBytes(List<Tensor> tensors) {
        return tensors.stream()
                .mapToInt(tensor -> RealRows.of(tensor).rowBytes())
                .reduce(0, Math::addExact);
    }

    /// The outputs of all rows. A row holds the inputs (outputs) one behind the other, in the network's order, each in
    /// its own format.
    ///
    /// @param rows whole rows
    /// @param threads how many threads share the work
    /// @throws IllegalArgumentException when `rows` is not made of whole rows
    public byte[] run(byte[] rows, int threads) {
        return run(rows, threads, RealListener.NONE);
    }

    /// As [#run(byte[], int)], and tells of each tensor's numbers on the way.
    public byte[] run(byte[] rows, int threads, RealListener listener) {
        if (rows.length % rowBytesIn() != 0) {
            throw new IllegalArgumentException(
                    "rows of " + rowBytesIn() + " bytes are needed, but there were " + rows.length + " bytes");
        }
        int count = rows.length / rowBytesIn();
        byte[] results = new byte[Math.multiplyExact(count, rowBytesOut())];
        RowBlocks blocks = RowBlocks.of(count, threads, plan);
        blocks.run(() -> new Worker(blocks.lanes(), RealRows.buffer(rows), RealRows.buffer(results), listener));
        return results;
    }

    /// One layer with the buffers it works on.
    @SuppressWarnings("ArrayRecordComponent") // Written in inner loops, never compared.
    private record Step(RealLayer layer, List<float[][]> inputs, float[][] output) {}

    /// The buffers of one thread.
    private final class Worker implements RowBlocks.Worker {
        private final int lanes;
        private final ByteBuffer rows;
        private final ByteBuffer results;
        private final RealListener listener;
        private final Map<String, float[][]> lanesOf;
        private final List<Step> steps;

        Worker(int lanes, ByteBuffer rows, ByteBuffer results, RealListener listener) {
            this.lanes = lanes;
            this.rows = rows;
            this.results = results;
            this.listener = listener;
            this.lanesOf = plan.allocate(network.network(), elements -> new float[elements][lanes]);
            this.steps = network.layers().stream().map(this::step).toList();
        }

        private Step step(RealLayer real) {
            List<float[][]> from =
                    real.layer().inputs().stream().map(this::lanesOf).toList();
            return new Step(real, from, lanesOf(real.layer().output()));
        }

        private float[][] lanesOf(Tensor tensor) {
            return Objects.requireNonNull(lanesOf.get(tensor.name()));
        }

        @Override
        public void run(int firstRow, int count) {
            int first = firstRow * rowBytesIn();
            for (Tensor input : inputs) {
                RealRows format = RealRows.of(input);
                for (int lane = 0; lane < count; lane++) {
                    format.read(rows, first + lane * rowBytesIn(), lanesOf(input), lane);
                }
                first += format.rowBytes();
                listener.made(input, lanesOf(input), firstRow, count);
            }
            for (Step step : steps) {
                step.layer().run(step.inputs(), step.output(), lanes);
                listener.made(step.layer().layer().output(), step.output(), firstRow, count);
            }
            write(firstRow, count);
        }

        private void write(int firstRow, int count) {
            int first = firstRow * rowBytesOut();
            for (Tensor output : outputs) {
                RealRows format = RealRows.of(output);
                for (int lane = 0; lane < count; lane++) {
                    format.write(lanesOf(output), lane, results, first + lane * rowBytesOut());
                }
                first += format.rowBytes();
            }
        }
    }
}
