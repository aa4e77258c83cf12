package io.rooftile.calibration.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.calibration.tool.ToolSearch.Found;
import io.rooftile.calibration.tool.ToolSearch.Missing;
import io.rooftile.calibration.tool.ToolSearch.Unfit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Finding tools and reading their versions, on scripts that answer like them or do not.
final class ToolchainTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Toolchain tools() {
        return new Toolchain(List.of(folder.resolve("absent"), folder), folder.resolve("packages"));
    }

    private ToolSearch search(Tool tool) {
        return tools().find(tool);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "VERILATOR | Verilator 5.006 2023-01-22 rev (Debian 5.006-3) | 5.006",
                "VERILATOR | Verilator 5.040 2025-08-30 rev v5.040 | 5.040",
                "YOSYS | Yosys 0.23 (git sha1 7ce5011c24b) | 0.23",
                "YOSYS | Yosys 0.55+944 (git sha1 a1b2c3) | 0.55+944",
                "NEXTPNR_ICE40 | nextpnr-ice40 -- Next Generation Place and Route (Version 0.4-1+b1) | 0.4-1+b1",
                "CXX | g++ (Debian 12.2.0-14+deb12u1) 12.2.0 | 12.2.0-14+deb12u1",
                "MAKE | GNU Make 4.3 | 4.3"
            })
    void version_isReadFromTheToolsOwnWords(Tool tool, String words, String version) throws IOException {
        Path script = FakeTools.write(folder, tool.program(), "echo '" + words + "'");
        assertEquals(new Found(tool, List.of(script.toString()), version), search(tool));
    }

    @Test
    void version_onStandardError_isReadToo() throws IOException {
        FakeTools.write(folder, "nextpnr-ice40", "echo 'nextpnr-ice40 (Version 0.8)' >&2");
        assertTrue(search(Tool.NEXTPNR_ICE40) instanceof Found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "VERILATOR | echo Verilator 4.038 | is version 4.038, which is too old",
                "VERILATOR | echo Verilator 5.005 | is version 5.005, which is too old",
                "YOSYS | echo Yosys 0.9 | is version 0.9, which is too old",
                "YOSYS | echo hello | says no version",
                "YOSYS | exit 5 | does not say its version (exit code 5)"
            })
    void unfitTool_saysWhy(Tool tool, String body, String what) throws IOException {
        FakeTools.write(folder, tool.program(), body);
        assertEquals(new Unfit(tool, what), search(tool));
    }

    @Test
    void absentTool_isOneLineThatSaysWhatToDo() throws IOException {
        Files.writeString(folder.resolve("yosys"), "not executable");
        assertEquals(new Missing(Tool.YOSYS), search(Tool.YOSYS));
        ToolFailure failure = assertThrows(ToolFailure.class, () -> tools().require(Tool.YOSYS));
        assertEquals(
                "yosys: is not on the PATH; run scripts/install-tools or install yosys 0.23 or newer",
                failure.getMessage());
    }

    private void writePackage(String name, String description) throws IOException {
        Path place =
                Files.createDirectories(folder.resolve("packages/node_modules").resolve(name));
        Files.writeString(place.resolve("package.json"), description);
    }

    @Test
    void npmPackage_servesWhereThereIsNoNativeTool() throws IOException {
        writePackage("@yowasp/yosys", "{\"name\": \"@yowasp/yosys\", \"version\": \"0.55.944\"}");
        assertEquals(
                new Unfit(Tool.YOSYS, "is there as npm package @yowasp/yosys, but node is not on the PATH"),
                search(Tool.YOSYS));
        Path node = FakeTools.write(folder, "node", "exit 1");
        String driver = folder.resolve("packages/run.mjs").toString();
        assertEquals(new Found(Tool.YOSYS, List.of(node.toString(), driver, "yosys"), "0.55.944"), search(Tool.YOSYS));
        assertEquals(new Missing(Tool.NEXTPNR_ICE40), search(Tool.NEXTPNR_ICE40));
        assertEquals(new Missing(Tool.VERILATOR), search(Tool.VERILATOR));
        Path nativeTool = FakeTools.write(folder, "yosys", "echo Yosys 0.23");
        assertEquals(new Found(Tool.YOSYS, List.of(nativeTool.toString()), "0.23"), search(Tool.YOSYS));
        FakeTools.write(folder, "yosys", "echo Yosys 0.9");
        assertEquals("0.55.944", ((Found) search(Tool.YOSYS)).version(), "the native one is too old");
    }

    @Test
    void npmPackage_thatIsTooOldOrBroken_saysSo() throws IOException {
        FakeTools.write(folder, "node", "exit 1");
        writePackage("@yowasp/yosys", "{\"version\": \"0.9.1\"}");
        assertEquals(new Unfit(Tool.YOSYS, "is version 0.9.1, which is too old"), search(Tool.YOSYS));
        writePackage("@yowasp/yosys", "this is no JSON");
        assertEquals(
                new Unfit(Tool.YOSYS, "is there as npm package @yowasp/yosys, which says no version"),
                search(Tool.YOSYS));
    }
}
