package io.rooftile.calibration.overlay;

import io.rooftile.core.network.Tensor;
import io.rooftile.quantization.integer.IntegerExecutor;
import io.rooftile.quantization.integer.IntegerNetwork;
import io.rooftile.quantization.integer.StoredFormat;
import io.rooftile.rtl.overlay.OverlayProgram;
import io.rooftile.rtl.overlay.OverlayProgram.PlacedMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the host writes before each inference and what it must find after it, from the integer reference.
///
/// @param compared maps that must be right in the end
/// @param rows by inference, then tensor, stored numbers
public record OverlayVectors(OverlayProgram program, List<PlacedMap> compared, List<Map<String, int[]>> rows) {
    public OverlayVectors {
        compared = List.copyOf(compared);
        rows = List.copyOf(rows);
    }

    /// Runs the reference.
    ///
    /// @param compared maps that must be right in the end: the program's outputs, or all when it keeps them
    /// @param inputs whole rows as [IntegerExecutor] reads them
    public static OverlayVectors of(
            IntegerNetwork network, OverlayProgram program, List<PlacedMap> compared, byte[] inputs, int threads) {
        IntegerExecutor executor = new IntegerExecutor(network);
        int count = inputs.length / executor.rowBytesIn();
        Set<String> wanted = Stream.concat(program.inputs().stream(), compared.stream())
                .map(PlacedMap::tensor)
                .collect(Collectors.toSet());
        List<Map<String, int[]>> rows = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            rows.add(new HashMap<>());
        }
        Rows taken = new Rows(wanted, rows);
        for (Tensor input : network.network().inputs()) {
            taken.take(input, 0, count, inputs);
        }
        executor.run(inputs, threads, (_, tensor, first, made, bytes) -> taken.take(tensor, first, made, bytes));
        return new OverlayVectors(program, compared, rows);
    }

    /// Rows of some tensors.
    private record Rows(Set<String> wanted, List<Map<String, int[]>> rows) {
        /// Threads hand in rows of their own.
        void take(Tensor tensor, int first, int count, byte[] bytes) {
            if (!wanted.contains(tensor.name())) {
                return;
            }
            StoredFormat format = StoredFormat.of(tensor);
            for (int row = 0; row < count; row++) {
                int[] numbers = new int[format.elements()];
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] = format.get(bytes, row * format.rowBytes() + i * format.bytes());
                }
                rows.get(first + row).put(tensor.name(), numbers);
            }
        }
    }
}
