package io.rooftile.calibration.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.calibration.synthesis.Synthesis;
import io.rooftile.calibration.synthesis.SynthesisResult;
import io.rooftile.calibration.synthesis.SynthesisTarget;
import io.rooftile.calibration.synthesis.SynthesisTarget.Hierarchy;
import io.rooftile.calibration.tool.Cache;
import io.rooftile.calibration.tool.Sources;
import io.rooftile.calibration.tool.Tool;
import io.rooftile.calibration.tool.ToolFailure;
import io.rooftile.calibration.tool.ToolSearch.Found;
import io.rooftile.calibration.tool.Toolchain;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The npm packages in the place of native tools, where `scripts/install-tools --npm` put them into the cache folder.
/// They are the second choice, so a machine without them is no fault, in continuous integration neither.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class NodePackagesTest {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Toolchain tools = new Toolchain(List.of(), Path.of(""));

    /// A search path on which there is node and nothing else.
    @BeforeEach
    void findPackages() throws IOException {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Optional<Path> node = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(place -> Path.of(place, "node"))
                .filter(Files::isExecutable)
                .findFirst();
        if (node.isPresent()) {
            Files.createSymbolicLink(bin.resolve("node"), node.get());
        }
        Path packages = Cache.of(System.getenv()).folder().resolve("node-tools");
        tools = new Toolchain(List.of(bin), packages);
        Assumptions.assumeTrue(tools.find(Tool.YOSYS) instanceof Found, "needs the npm packages, but found none");
    }

    private SynthesisResult map() throws IOException {
        Files.writeString(folder.resolve("top.sv"), PlaceAndRouteTest.DESIGN);
        Sources design = new Sources(folder, List.of("top.sv"), "top");
        return new Synthesis(tools, new Cache(folder.resolve("cache")))
                .run(design, SynthesisTarget.ICE40_UP5K, Hierarchy.FLAT, LIMIT);
    }

    @Test
    void smallDesign_getsAClockAndABitstream() throws IOException {
        SynthesisResult mapped = map();
        assertEquals(1, mapped.resources().dsp());
        assertEquals(1, mapped.resources().bram());
        PlacementOptions options = new PlacementOptions(Optional.empty(), 12_000_000, 3);
        PlacementResult placed = new PlaceAndRoute(tools, new Cache(folder.resolve("cache")))
                .run(mapped.netlist().orElseThrow(), SynthesisTarget.ICE40_UP5K, options, LIMIT);
        assertTrue(placed.clocks().getFirst().isMet(), placed.clocks().toString());
        assertEquals(1, placed.use("ICESTORM_DSP").usedCount());
        assertTrue(Files.size(placed.bitstream()) > 100_000, "an image of all of the part's cells");
    }

    @Test
    void faultOfTheDesign_isReportedAsByANativeTool() throws IOException {
        Files.writeString(folder.resolve("broken.sv"), "module broken;\nthis is no module\nendmodule\n");
        Sources design = new Sources(folder, List.of("broken.sv"), "broken");
        Synthesis synthesis = new Synthesis(tools, new Cache(folder.resolve("cache")));
        ToolFailure failure = Assertions.assertThrows(
                ToolFailure.class, () -> synthesis.run(design, SynthesisTarget.ECP5, Hierarchy.FLAT, LIMIT));
        assertTrue(failure.getMessage().contains("broken.sv:2"), failure.getMessage());
    }
}
