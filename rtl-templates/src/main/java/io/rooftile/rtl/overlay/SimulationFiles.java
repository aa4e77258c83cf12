package io.rooftile.rtl.overlay;

import io.rooftile.rtl.MemoryFile;
import io.rooftile.rtl.overlay.OverlayProgram.PlacedMap;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// What a simulation of the engine reads: memory before the start, and for each inference what the host writes, what
/// must come out and which bits of that count. Words are beats, as the memory port sees them.
public final class SimulationFiles {
    /// Program, weights, parameters, from address 0 on.
    public static final String MEMORY = "memory.mem";

    /// The inputs' beats, one inference behind the other.
    public static final String INPUT = "input.mem";

    /// The outputs' beats, one inference behind the other.
    public static final String EXPECTED = "expected.mem";

    /// By beat of one inference's outputs, 1 for each bit that counts.
    public static final String MASK = "mask.mem";

    /// The engine's parameters and the addresses, as constants of SystemVerilog.
    public static final String PARAMETERS = "overlay_parameters.svh";

    /// The program for a reader.
    public static final String LISTING = "program.lst";

    private final OverlayProgram program;
    private final EngineShape shape;
    private final List<PlacedMap> compared;

    private SimulationFiles(OverlayProgram program, List<PlacedMap> compared) {
        this.program = program;
        this.shape = program.shape();
        this.compared = compared;
    }

    /// The files by name, with the program's outputs compared.
    ///
    /// @param rows by inference, then tensor name, the stored numbers of all inputs and outputs
    public static Map<String, String> of(OverlayProgram program, List<Map<String, int[]>> rows) {
        return of(program, program.outputs(), rows);
    }

    /// The files by name.
    ///
    /// @param compared maps that must be right in the end; they share no memory
    /// @param rows by inference, then tensor name, the stored numbers of all inputs and compared maps
    public static Map<String, String> of(
            OverlayProgram program, List<PlacedMap> compared, List<Map<String, int[]>> rows) {
        return new SimulationFiles(program, compared).files(rows);
    }

    /// Where comparing begins: the byte address of the first of some maps.
    public static long firstByte(List<PlacedMap> maps) {
        return maps.stream().mapToLong(PlacedMap::address).min().orElseThrow();
    }

    /// Bytes from the first of some maps to the end of the last.
    public static int spanBytes(List<PlacedMap> maps) {
        long end = maps.stream()
                .mapToLong(map -> map.address() + map.map().layout().bytes())
                .max()
                .orElseThrow();
        return Math.toIntExact(end - firstByte(maps));
    }

    /// Beats of what memory holds before the engine starts: program, weights, parameters.
    public static int imageBeats(OverlayProgram program) {
        long constants = program.pieces().stream()
                .mapToLong(piece -> piece.address() + piece.bytes().length)
                .max()
                .orElse(0);
        return Math.toIntExact(Math.ceilDiv(constants, program.shape().beatBytes()));
    }

    private Map<String, String> files(List<Map<String, int[]>> rows) {
        Map<String, String> files = new TreeMap<>();
        int imageBeats = imageBeats(program);
        byte[] image = new byte[imageBeats * shape.beatBytes()];
        for (MemoryPiece piece : program.pieces()) {
            System.arraycopy(piece.bytes(), 0, image, Math.toIntExact(piece.address()), piece.bytes().length);
        }
        put(files, MEMORY, beats(image));
        put(files, INPUT, maps(program.inputs(), rows));
        List<BigInteger> expected = new ArrayList<>();
        rows.forEach(row -> expected.addAll(beats(span(map -> map.map().layout().encoded(features(map, row))))));
        put(files, EXPECTED, expected);
        put(files, MASK, beats(span(map -> map.map().layout().mask())));
        files.put(PARAMETERS, parameters(rows.size(), imageBeats));
        files.put(LISTING, Listing.of(program));
        return files;
    }

    private void put(Map<String, String> files, String name, List<BigInteger> beats) {
        files.put(name, new MemoryFile(name, shape.portBits(), beats).text());
    }

    private List<BigInteger> maps(List<PlacedMap> maps, List<Map<String, int[]>> rows) {
        List<BigInteger> words = new ArrayList<>();
        for (Map<String, int[]> row : rows) {
            for (PlacedMap map : maps) {
                words.addAll(beats(map.map().layout().encoded(features(map, row))));
            }
        }
        return words;
    }

    /// Memory from the first compared map to the end of the last.
    private byte[] span(Function<PlacedMap, byte[]> contents) {
        byte[] bytes = new byte[spanBytes(compared)];
        for (PlacedMap map : compared) {
            byte[] own = contents.apply(map);
            System.arraycopy(own, 0, bytes, Math.toIntExact(map.address() - firstByte(compared)), own.length);
        }
        return bytes;
    }

    private static int[] features(PlacedMap map, Map<String, int[]> row) {
        int[] stored = row.get(map.tensor());
        if (stored == null) {
            throw new IllegalArgumentException("a row lacks " + map.tensor());
        }
        return map.map().features(stored);
    }

    private List<BigInteger> beats(byte[] bytes) {
        List<BigInteger> words = new ArrayList<>();
        byte[] bigEndian = new byte[shape.beatBytes()];
        for (int first = 0; first < bytes.length; first += bigEndian.length) {
            for (int i = 0; i < bigEndian.length; i++) {
                bigEndian[bigEndian.length - 1 - i] = bytes[first + i];
            }
            words.add(new BigInteger(1, bigEndian));
        }
        return words;
    }

    private String parameters(int rows, int imageBeats) {
        StringBuilder text = new StringBuilder("// Engine and addresses (bytes) of one program.\n");
        Map<String, Long> shapes = new TreeMap<>(Map.of(
                "PP", (long) shape.pp(),
                "ICP", (long) shape.icp(),
                "OCP", (long) shape.ocp(),
                "DATA_BITS", (long) shape.dataBits(),
                "WEIGHT_BITS", (long) shape.weightBits(),
                "PORT_BITS", (long) shape.portBits(),
                "FEATURE_DEPTH", (long) shape.featureDepth(),
                "WEIGHT_DEPTH", (long) shape.weightDepth(),
                "PARAMETER_DEPTH", (long) shape.parameterDepth(),
                "OUTPUT_DEPTH", (long) shape.outputDepth()));
        shapes.forEach((name, value) -> constant(text, name, value));
        constant(text, "ROW_COUNT", rows);
        constant(text, "PROGRAM_ADDRESS", 0);
        constant(text, "PROGRAM_INSTRUCTIONS", program.instructions().size());
        constant(text, "IMAGE_BEATS", imageBeats);
        constant(text, "MEMORY_BEATS", program.memoryBytes() / shape.beatBytes());
        borders(text, "INPUT", program.inputs());
        borders(text, "OUTPUT", program.outputs());
        return text.toString();
    }

    private void borders(StringBuilder text, String name, List<PlacedMap> maps) {
        constant(text, name + "_COUNT", maps.size());
        for (int i = 0; i < maps.size(); i++) {
            PlacedMap map = maps.get(i);
            constant(text, name + i + "_ADDRESS", map.address());
            constant(text, name + i + "_BEATS", map.map().layout().bytes() / shape.beatBytes());
        }
    }

    private static void constant(StringBuilder text, String name, long value) {
        text.append("localparam int ").append(name).append(" = ").append(value).append(";\n");
    }
}
