package io.rooftile.rtl.overlay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.design.ArrayShape;
import io.rooftile.core.design.OverlayBuffers;
import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.design.OverlayNumbers;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Window;
import io.rooftile.quantization.integer.IntegerNetwork;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/// A model that is given nothing but the files computes what they expect.
final class SimulationFilesTest {
    private static final int ROWS = 3;
    private static final int BEAT_BYTES = 16;

    @Test
    void files_areAllThatTheModelNeeds() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(4);
        Shape input = Shape.of(1, 5, 7, 6);
        Network network = OverlayNets.convolution(random, input, 9, 1, Window.same(input, 3, 2, 2, 1));
        IntegerNetwork integers = IntegerNetwork.of(network, Requantisation.EXACT);
        OverlayDesign design = new OverlayDesign(
                100_000_000,
                new ArrayShape(4, 5, 3),
                new OverlayBuffers(16, 40, 8),
                new OverlayNumbers(8, 8, Requantisation.EXACT, false),
                8 * BEAT_BYTES,
                1,
                List.of());
        OverlayProgram program = OverlayCompiler.compile(integers, design, CompilerOptions.USUAL);
        List<Map<String, int[]>> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            rows.add(Comparison.reference(integers, OverlayNets.row(network, random)));
        }
        Map<String, String> files = SimulationFiles.of(program, rows);
        byte[] in = bytes(files, SimulationFiles.INPUT);
        byte[] expected = bytes(files, SimulationFiles.EXPECTED);
        byte[] mask = bytes(files, SimulationFiles.MASK);
        byte[] image = bytes(files, SimulationFiles.MEMORY);
        byte[] memory = new byte[number(files, "MEMORY_BEATS") * BEAT_BYTES];
        assertEquals(number(files, "IMAGE_BEATS") * BEAT_BYTES, image.length);
        System.arraycopy(image, 0, memory, 0, image.length);
        int inBytes = number(files, "INPUT0_BEATS") * BEAT_BYTES;
        int outBytes = number(files, "OUTPUT0_BEATS") * BEAT_BYTES;
        int counted = 0;
        for (int row = 0; row < ROWS; row++) {
            System.arraycopy(in, row * inBytes, memory, number(files, "INPUT0_ADDRESS"), inBytes);
            new EngineModel(program.shape(), memory).run(number(files, "PROGRAM_ADDRESS"));
            for (int i = 0; i < outBytes; i++) {
                int got = memory[number(files, "OUTPUT0_ADDRESS") + i];
                assertEquals(0, (got ^ expected[row * outBytes + i]) & mask[i], "byte " + i + " of row " + row);
                counted += mask[i] == 0 ? 0 : 1;
            }
        }
        // 3 rows of 7 columns of 9 channels, a byte each.
        assertEquals(ROWS * 3 * 7 * 9, counted);
        assertTrue(Objects.requireNonNull(files.get(SimulationFiles.LISTING)).contains("run compute"));
    }

    private static byte[] bytes(Map<String, String> files, String name) {
        List<String> lines = Objects.requireNonNull(files.get(name)).lines().toList();
        byte[] bytes = new byte[lines.size() * BEAT_BYTES];
        for (int beat = 0; beat < lines.size(); beat++) {
            BigInteger word = new BigInteger(lines.get(beat), 16);
            for (int i = 0; i < BEAT_BYTES; i++) {
                bytes[beat * BEAT_BYTES + i] = word.shiftRight(8 * i).byteValue();
            }
        }
        return bytes;
    }

    private static int number(Map<String, String> files, String name) {
        String start = "localparam int " + name + " = ";
        return Objects.requireNonNull(files.get(SimulationFiles.PARAMETERS))
                .lines()
                .filter(line -> line.startsWith(start))
                .mapToInt(line -> Integer.parseInt(line.substring(start.length(), line.length() - 1)))
                .findFirst()
                .orElseThrow();
    }
}
