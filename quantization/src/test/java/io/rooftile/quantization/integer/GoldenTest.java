package io.rooftile.quantization.integer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.design.Requantisation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every word of every row and of every layer against TensorFlow Lite's reference kernels.
class GoldenTest {
    /// What a network need not keep: elements do not change.
    private static final List<String> MOVES = List.of("RESHAPE");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ad-autoencoder-int8",
                "hello-world-int8",
                "ic-resnet8-int8",
                "kws-dscnn-int8",
                "micro-speech-int8",
                "mobilenet-v1-025-128-uint8",
                "mobilenet-v1-050-160-uint8",
                "mobilenet-v2-035-160-int8",
                "person-detect-int8",
                "seanet-conv0-int16",
                "seanet-conv10-int16",
                "seanet-conv21-int16",
                "simple-add-int8"
            })
    void everyWordOfEveryLayer(String name) throws IOException {
        Golden golden = Golden.of(name);
        IntegerNetwork network = IntegerNetwork.of(golden.network(), Requantisation.EXACT);
        IntegerExecutor executor = new IntegerExecutor(network);
        Map<String, Map<Integer, Long>> made = new ConcurrentHashMap<>();
        byte[] output = executor.run(golden.bytes("input.bin"), 2, (layer, tensor, firstRow, rows, bytes) -> {
            int rowBytes = bytes.length / rows;
            for (int i = 0; i < rows; i++) {
                CRC32 checksum = new CRC32();
                checksum.update(bytes, i * rowBytes, rowBytes);
                made.computeIfAbsent(tensor.name(), _ -> new ConcurrentHashMap<>())
                        .put(firstRow + i, checksum.getValue());
            }
        });
        List<String> differences = new ArrayList<>();
        int compared = 0;
        List<Golden.Step> steps = golden.steps();
        for (Golden.Step step : steps) {
            Map<Integer, Long> rows = made.get(step.tensor());
            if (rows == null) {
                assertTrue(MOVES.contains(step.operation()), step + " has no layer");
                continue;
            }
            compared++;
            for (int row = 0; row < step.crc32().size(); row++) {
                if (!step.crc32().get(row).equals(rows.get(row))) {
                    differences.add(step.number() + " " + step.operation() + " row " + row);
                }
            }
        }
        assertTrue(compared > steps.size() / 2 || steps.isEmpty(), "too few layers were compared");
        assertEquals(
                List.of(), differences.subList(0, Math.min(5, differences.size())), differences.size() + " differ");
        assertEquals(0, differing(golden.bytes("output.bin"), output), "words differ in the output");
    }

    private static int differing(byte[] expected, byte[] found) {
        assertEquals(expected.length, found.length);
        int count = 0;
        for (int i = 0; i < expected.length; i++) {
            count += expected[i] == found[i] ? 0 : 1;
        }
        return count;
    }
}
