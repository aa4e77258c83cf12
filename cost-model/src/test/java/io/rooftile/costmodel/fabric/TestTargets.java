package io.rooftile.costmodel.fabric;

import io.rooftile.core.device.Basis;
import io.rooftile.core.device.Board;
import io.rooftile.core.device.Coefficient;
import io.rooftile.core.device.Coefficients;
import io.rooftile.core.device.DspBlock;
import io.rooftile.core.device.Logic;
import io.rooftile.core.device.MemoryBlock;
import io.rooftile.core.device.MemoryBlock.Aspect;
import io.rooftile.core.device.OffChipMemory;
import io.rooftile.core.device.Part;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.costmodel.Target;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Parts and coefficients of round numbers for tests of formulas. They are not data about any device.
public final class TestTargets {
    private static final MemoryBlock BLOCK_18K = new MemoryBlock(
            "RAM18",
            18432,
            List.of(
                    new Aspect(512, 36),
                    new Aspect(1024, 18),
                    new Aspect(2048, 9),
                    new Aspect(4096, 4),
                    new Aspect(8192, 2),
                    new Aspect(16384, 1)));

    private TestTargets() {}

    /// 6-input LUTs, 27x18 DSP blocks, large RAMs: like a Zynq UltraScale+ ZU9EG without, a VU9P with URAM.
    public static Target large() {
        MemoryBlock uram = new MemoryBlock("URAM", 294912, List.of(new Aspect(4096, 72)));
        return target(
                new ResourceVector(1_182_240, 2_364_480, 6840, 4320, 960),
                new Part.Blocks(new Logic(6, 64), new DspBlock("DSP", 27, 18, 1), BLOCK_18K, uram),
                List.of(100_000_000L, 200_000_000L, 300_000_000L));
    }

    /// 6-input LUTs, 25x18 DSP blocks, no large RAMs.
    public static Target medium() {
        return target(
                new ResourceVector(53_200, 106_400, 220, 280, 0),
                new Part.Blocks(new Logic(6, 64), new DspBlock("DSP", 25, 18, 1), BLOCK_18K, null),
                List.of(50_000_000L, 100_000_000L, 150_000_000L));
    }

    /// 4-input LUTs that cannot be RAM, few 16x16 DSP blocks, 4 Kb block RAMs, four large ones.
    public static Target small() {
        MemoryBlock bram = new MemoryBlock(
                "RAM4",
                4096,
                List.of(new Aspect(256, 16), new Aspect(512, 8), new Aspect(1024, 4), new Aspect(2048, 2)));
        MemoryBlock uram = new MemoryBlock("RAM256", 262144, List.of(new Aspect(16384, 16)));
        return target(
                new ResourceVector(5280, 5280, 8, 30, 4),
                new Part.Blocks(new Logic(4, 0), new DspBlock("DSP", 16, 16, 1), bram, uram),
                List.of(12_000_000L, 24_000_000L));
    }

    private static Target target(ResourceVector capacity, Part.Blocks blocks, List<Long> clocksHertz) {
        Part part = new Part("testpart", "none", "test", capacity, blocks, clocksHertz, Map.of());
        OffChipMemory memory = new OffChipMemory("DDR", 4e9, 0.8, 1L << 30, 64);
        return Target.of(new Board("testboard", part, ResourceVector.ZERO, memory, 500.0, Map.of()), coefficients());
    }

    /// The set of all coefficients that the models ask for.
    public static Coefficients coefficients() {
        Map<String, Coefficient> values = new TreeMap<>();
        for (String kind : List.of("lut", "ff", "dsp", "bram", "uram")) {
            put(values, kind + "_utilisation_limit", 0.8, "fraction");
        }
        put(values, "multiplier_luts_per_bit_product", 1.0, "luts_per_bit_product");
        put(values, "adder_luts_per_bit", 1.0, "luts_per_bit");
        for (Circuit circuit : Circuit.values()) {
            put(values, circuit.lutsFactor(), 1.0, "luts_per_lut");
            put(values, circuit.ffsFactor(), 1.0, "ffs_per_ff");
        }
        put(values, "comparator_luts_per_bit", 1.5, "luts_per_bit");
        put(values, "dsp_register_absorption", 1, "fraction");
        put(values, "dsp_adder_absorption", 0, "fraction");
        put(values, "lut_ram_port_factor", 1.5, "luts_per_lut");
        put(values, "lut_ram_chunk_luts", 4, "luts");
        put(values, "lut_ram_chunk_bits", 3, "bits");
        put(values, "dataflow_shell_luts", 500, "luts");
        put(values, "dataflow_shell_ffs", 600, "ffs");
        put(values, "dataflow_shell_brams", 2, "blocks");
        put(values, "overlay_memory_latency_cycles", 40, "cycles");
        put(values, "overlay_control_luts", 3000, "luts");
        put(values, "overlay_control_ffs", 4000, "ffs");
        put(values, "overlay_port_luts_per_bit", 8, "luts_per_bit");
        put(values, "overlay_port_ffs_per_bit", 12, "ffs_per_bit");
        put(values, "overlay_datapath_luts_factor", 1, "luts_per_lut");
        put(values, "overlay_datapath_ffs_factor", 1, "ffs_per_ff");
        put(values, "static_microwatts_per_lut", 2, "microwatts_per_lut");
        put(values, "lut_multiply_picojoules_per_bit_product", 0.05, "picojoules_per_bit_product");
        put(values, "dsp_picojoules_per_multiply", 3, "picojoules_per_multiply");
        put(values, "adder_picojoules_per_bit", 0.03, "picojoules_per_bit");
        put(values, "bram_picojoules_per_bit", 0.2, "picojoules_per_bit");
        put(values, "uram_picojoules_per_bit", 0.3, "picojoules_per_bit");
        put(values, "lut_ram_picojoules_per_bit", 0.1, "picojoules_per_bit");
        put(values, "register_picojoules_per_bit", 0.02, "picojoules_per_bit");
        put(values, "clock_picojoules_per_ff", 0.01, "picojoules_per_ff");
        put(values, "off_chip_picojoules_per_byte", 160, "picojoules_per_byte");
        return new Coefficients("test", Map.of("test", values));
    }

    private static void put(Map<String, Coefficient> values, String name, double value, String unit) {
        values.put(name, new Coefficient(value, unit, Basis.ASSUMED, "made for the test"));
    }
}
