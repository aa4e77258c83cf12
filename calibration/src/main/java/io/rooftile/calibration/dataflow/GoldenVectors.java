package io.rooftile.calibration.dataflow;

import io.rooftile.core.network.Tensor;
import io.rooftile.quantization.integer.IntegerExecutor;
import io.rooftile.quantization.integer.IntegerNetwork;
import io.rooftile.quantization.integer.StoredFormat;
import io.rooftile.rtl.Accelerator;
import io.rooftile.rtl.BenchWriter;
import io.rooftile.rtl.MemoryFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What flows into an accelerator and what must flow out, from the integer reference.
///
/// @param input stored numbers, by row
/// @param expected stored numbers, by row
public record GoldenVectors(Accelerator accelerator, List<int[]> input, List<int[]> expected) {
    public GoldenVectors {
        input = List.copyOf(input);
        expected = List.copyOf(expected);
    }

    /// Runs the reference.
    ///
    /// @param rows whole rows as [IntegerExecutor] reads them
    public static GoldenVectors of(IntegerNetwork network, Accelerator accelerator, byte[] rows, int threads) {
        IntegerExecutor executor = new IntegerExecutor(network);
        int count = rows.length / executor.rowBytesIn();
        Tap in = new Tap(accelerator.input().tensor(), count);
        Tap out = new Tap(accelerator.output().tensor(), count);
        for (Tensor tensor : network.network().inputs()) {
            in.take(tensor, 0, count, rows);
        }
        executor.run(rows, threads, (_, tensor, firstRow, made, bytes) -> {
            in.take(tensor, firstRow, made, bytes);
            out.take(tensor, firstRow, made, bytes);
        });
        return new GoldenVectors(accelerator, in.rows, out.rows);
    }

    /// Words that must flow out.
    public long words() {
        return (long) expected.size() * accelerator.output().words();
    }

    /// Both files, as the bench names them.
    public List<MemoryFile> files(BenchWriter.Case bench) {
        return List.of(
                BenchWriter.vectors(bench.input(), accelerator.input(), input),
                BenchWriter.vectors(bench.expected(), accelerator.output(), expected));
    }

    /// Rows of one tensor.
    private static final class Tap {
        private final Tensor wanted;
        private final List<int[]> rows;

        Tap(Tensor wanted, int count) {
            this.wanted = wanted;
            this.rows = new ArrayList<>(Collections.nCopies(count, new int[0]));
        }

        /// Threads hand in rows of their own.
        void take(Tensor tensor, int firstRow, int count, byte[] bytes) {
            if (!tensor.name().equals(wanted.name())) {
                return;
            }
            StoredFormat format = StoredFormat.of(tensor);
            for (int row = 0; row < count; row++) {
                int[] numbers = new int[format.elements()];
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] = format.get(bytes, row * format.rowBytes() + i * format.bytes());
                }
                rows.set(firstRow + row, numbers);
            }
        }
    }
}
