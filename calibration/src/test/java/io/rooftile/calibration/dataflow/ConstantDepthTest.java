package io.rooftile.calibration.dataflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rooftile.calibration.tool.RealTools;
import io.rooftile.calibration.tool.Tool;
import io.rooftile.calibration.tool.ToolRun;
import io.rooftile.core.dataflow.Pipeline;
import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.design.MultiplierStyle;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.design.Stage;
import io.rooftile.core.design.WeightStorage;
import io.rooftile.core.network.Network;
import io.rooftile.quantization.integer.IntegerNetwork;
import io.rooftile.resourcedb.ResourceDatabase;
import io.rooftile.rtl.AcceleratorFiles;
import io.rooftile.rtl.dataflow.PartStyle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How much arithmetic stands before a register where weights are constants: counted in Yosys's netlist before it is
/// mapped, so that what the source says of its registers is not taken on trust.
final class ConstantDepthTest {
    private static final int MOST_LEVELS = 2;
    private static final int BITS = 6;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /// Cells that become a carry chain each.
    private static final Set<String> CHAINS =
            Set.of("$add", "$sub", "$neg", "$alu", "$macc", "$mul", "$lt", "$le", "$gt", "$ge");

    @BeforeEach
    void needTools() {
        RealTools.need(Tool.YOSYS);
    }

    @Test
    void noRegisterStandsBehindMoreThanTwoAdders(@TempDir Path folder) throws IOException {
        Map<Integer, Integer> registersByLevels = registersByLevels(netlist(folder));
        assertEquals(
                MOST_LEVELS,
                registersByLevels.keySet().stream().max(Integer::compare).orElseThrow(),
                () -> "registers by levels before them: " + registersByLevels);
        assertTrue(registersByLevels.getOrDefault(MOST_LEVELS, 0) > 100, () -> "few were found: " + registersByLevels);
    }

    /// All layers of the network fully unrolled, with constants in logic.
    private static JsonNode netlist(Path folder) throws IOException {
        Network trained = MeasuredNets.read(MeasuredNets.EXAMPLES + "gestures/frozen.pb", null);
        List<Stage> stages = Pipeline.of(trained).stages().stream()
                .map(shape -> new Stage(
                        shape.name(),
                        shape.lanes(),
                        shape.dotLength(),
                        BITS,
                        BITS,
                        WeightStorage.LOGIC,
                        MultiplierStyle.LUT))
                .toList();
        DataflowDesign design = new DataflowDesign(100_000_000L, Requantisation.POWER_OF_TWO, stages);
        IntegerNetwork integers = MeasuredNets.integers(
                trained,
                design,
                Requantisation.POWER_OF_TWO,
                RandomGeneratorFactory.of("L64X128MixRandom").create(1));
        PartStyle style =
                PartStyle.of(ResourceDatabase.builtIn().board("vcu118").part());
        SizedAccelerator hardware = SizedAccelerator.of("net", integers, design, style);
        Map<String, String> files = new TreeMap<>(AcceleratorFiles.sources(hardware.accelerator()));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        Files.writeString(
                folder.resolve("depth.ys"),
                "read_verilog -sv -defer " + String.join(" ", files.keySet())
                        + "\nhierarchy -top net\nproc\nflatten\nopt -full\nwreduce\nopt_clean\nwrite_json net.json\n");
        String yosys = RealTools.TOOLCHAIN.require(Tool.YOSYS).command().getFirst();
        new ToolRun("yosys", List.of(yosys, "-q", "-s", "depth.ys"), folder, LIMIT).runOrFail("it must read the cells");
        return new ObjectMapper()
                .readTree(folder.resolve("net.json").toFile())
                .get("modules")
                .iterator()
                .next()
                .get("cells");
    }

    private static Map<Integer, Integer> registersByLevels(JsonNode cells) {
        Map<Integer, JsonNode> drivers = new HashMap<>();
        for (JsonNode cell : cells) {
            cell.get("port_directions").properties().forEach(port -> {
                if (port.getValue().asText().equals("output")) {
                    cell.get("connections").get(port.getKey()).forEach(bit -> drivers.put(bit.asInt(), cell));
                }
            });
        }
        IdentityHashMap<JsonNode, Integer> levels = new IdentityHashMap<>();
        Map<Integer, Integer> registers = new TreeMap<>();
        for (JsonNode cell : cells) {
            if (isRegister(cell)) {
                registers.merge(before(cell.get("connections").get("D"), drivers, levels), 1, Integer::sum);
            }
        }
        return registers;
    }

    private static boolean isRegister(JsonNode cell) {
        return cell.get("type").asText().contains("dff");
    }

    /// Chains on the way to some bits, the most of all ways.
    private static int before(
            JsonNode bits, Map<Integer, JsonNode> drivers, IdentityHashMap<JsonNode, Integer> levels) {
        int most = 0;
        for (JsonNode bit : bits) {
            JsonNode driver = bit.isInt() ? drivers.get(bit.asInt()) : null;
            if (driver != null && !isRegister(driver)) {
                most = Math.max(most, through(driver, drivers, levels));
            }
        }
        return most;
    }

    private static int through(
            JsonNode cell, Map<Integer, JsonNode> drivers, IdentityHashMap<JsonNode, Integer> levels) {
        Integer known = levels.get(cell);
        if (known != null) {
            return known;
        }
        int most = 0;
        for (Map.Entry<String, JsonNode> port : cell.get("port_directions").properties()) {
            if (port.getValue().asText().equals("input")) {
                most = Math.max(most, before(cell.get("connections").get(port.getKey()), drivers, levels));
            }
        }
        int all = most + (CHAINS.contains(cell.get("type").asText()) ? 1 : 0);
        levels.put(cell, all);
        return all;
    }
}
