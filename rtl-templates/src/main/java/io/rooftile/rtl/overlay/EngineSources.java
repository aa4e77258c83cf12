package io.rooftile.rtl.overlay;

import io.rooftile.rtl.CellLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The SystemVerilog of the engine, by file.
public final class EngineSources {
    /// Name of the engine's module.
    public static final String ENGINE = "overlay_engine";

    /// Name of the module that simulates it.
    public static final String BENCH = "overlay_bench";

    /// Name of the memory in a part's own RAM.
    public static final String SPRAM = "overlay_spram";

    private static final List<String> MODULES = List.of(
            ENGINE,
            "overlay_array",
            "overlay_bursts",
            "overlay_compute",
            "overlay_compute_unit",
            "overlay_datapath",
            "overlay_drain",
            "overlay_feature_banks",
            "overlay_feature_writer",
            "overlay_fetch",
            "overlay_lanes",
            "overlay_load",
            "overlay_neighbours",
            "overlay_operand",
            "overlay_product",
            "overlay_program",
            "overlay_queue",
            "overlay_registers",
            "overlay_requantise",
            "overlay_results",
            "overlay_select",
            "overlay_serial_drain",
            "overlay_sliced_ram",
            "overlay_store",
            "overlay_store_walk",
            "overlay_tokens",
            "overlay_unpacker");
    private static final List<String> CELLS = List.of("adder_tree", "dual_port_ram", "stream_fifo", "stream_fifo_ram");
    private static final List<String> SIMULATION = List.of(BENCH, "overlay_memory");

    private EngineSources() {}

    /// What synthesis reads. The instruction set is a file that modules include.
    public static Map<String, String> engine() {
        Map<String, String> files = new TreeMap<>();
        MODULES.forEach(module -> files.put(module + ".sv", text(module)));
        CellLibrary.withDependencies(CELLS).forEach((module, text) -> files.put(module + ".sv", text));
        files.put(InstructionSetText.HEADER_FILE, InstructionSetText.header());
        return files;
    }

    /// The bench and its memory.
    public static Map<String, String> simulation() {
        Map<String, String> files = new TreeMap<>();
        SIMULATION.forEach(module -> files.put(module + ".sv", text(module)));
        return files;
    }

    /// Values of the engine's parameters.
    public static Map<String, String> parameters(EngineShape shape) {
        Map<String, String> values = new TreeMap<>();
        put(values, "PP", shape.pp());
        put(values, "ICP", shape.icp());
        put(values, "OCP", shape.ocp());
        put(values, "DATA_BITS", shape.dataBits());
        put(values, "WEIGHT_BITS", shape.weightBits());
        put(values, "PORT_BITS", shape.portBits());
        put(values, "FEATURE_DEPTH", shape.featureDepth());
        put(values, "WEIGHT_DEPTH", shape.weightDepth());
        put(values, "PARAMETER_DEPTH", shape.parameterDepth());
        put(values, "OUTPUT_DEPTH", shape.outputDepth());
        put(values, "QC", shape.drainChannels());
        if (shape.isSmall()) {
            put(values, "COUNT_BITS", shape.countBits());
            put(values, "ADDRESS_BITS", shape.addressBits());
            put(values, "RUN_BITS", shape.countBits());
            put(values, "SMALL", 1);
        }
        if (shape.isPacked()) {
            put(values, "PACKED", 1);
        }
        return values;
    }

    private static void put(Map<String, String> values, String name, int value) {
        values.put(name, Integer.toString(value));
    }

    static String text(String module) {
        try (InputStream stream = EngineSources.class.getResourceAsStream(module + ".sv")) {
            if (stream == null) {
                throw new IllegalStateException(module + ".sv is missing from the build");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
