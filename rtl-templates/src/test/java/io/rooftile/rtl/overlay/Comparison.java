package io.rooftile.rtl.overlay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.rooftile.core.network.Tensor;
import io.rooftile.quantization.integer.IntegerExecutor;
import io.rooftile.quantization.integer.IntegerNetwork;
import io.rooftile.quantization.integer.StoredFormat;
import io.rooftile.rtl.overlay.OverlayProgram.PlacedMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Runs a program on the model and compares what it leaves in memory with the integer reference.
record Comparison(IntegerNetwork network, OverlayProgram program) {
    /// Compares some maps of one inference.
    ///
    /// @param row as [IntegerExecutor] reads it
    void check(byte[] row, List<PlacedMap> compared, List<Unit> preference) {
        Map<String, int[]> reference = reference(network, row);
        Map<String, int[]> results = new ModelRun(program, preference).maps(reference, compared);
        compared.forEach(map -> assertArrayEquals(
                map.map().features(Objects.requireNonNull(reference.get(map.tensor()))),
                results.get(map.tensor()),
                map.tensor()));
    }

    /// Stored numbers by tensor.
    static Map<String, int[]> reference(IntegerNetwork network, byte[] row) {
        Map<String, int[]> numbers = new HashMap<>();
        int at = 0;
        for (Tensor input : network.network().inputs()) {
            numbers.put(input.name(), numbers(input, row, at));
            at += StoredFormat.of(input).rowBytes();
        }
        new IntegerExecutor(network)
                .run(row, 1, (_, tensor, _, _, bytes) -> numbers.put(tensor.name(), numbers(tensor, bytes, 0)));
        return numbers;
    }

    private static int[] numbers(Tensor tensor, byte[] bytes, int first) {
        StoredFormat format = StoredFormat.of(tensor);
        int[] numbers = new int[format.elements()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = format.get(bytes, first + i * format.bytes());
        }
        return numbers;
    }
}
