package io.rooftile.rtl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.rtl.overlay.InstructionSetText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every module of the engine is clean to Verilator, read by Yosys, and passes its bench. Modules are found by
/// listing: one without a bench fails, unless it only makes sense with a program, as whole engines are tried with
/// in `calibration`.
final class OverlayModuleTest {
    private static final Path ROOT =
            Path.of("src/main/resources/io/rooftile/rtl").toAbsolutePath();
    private static final Path MODULES = ROOT.resolve("overlay");
    private static final Path CELLS = ROOT.resolve("cells");
    private static final Path BENCHES =
            Path.of("src/test/resources/io/rooftile/rtl/benches").toAbsolutePath();
    private static final Duration READ_LIMIT = Duration.ofMinutes(5);
    private static final Duration BUILD_LIMIT = Duration.ofMinutes(10);
    private static final Duration RUN_LIMIT = Duration.ofMinutes(5);

    /// For simulation only.
    private static final Set<String> NOT_HARDWARE = Set.of("overlay_bench", "overlay_memory", "overlay_system_bench");

    /// Units that run programs.
    private static final Set<String> TRIED_WITH_PROGRAMS = Set.of(
            "overlay_engine",
            "overlay_program",
            "overlay_fetch",
            "overlay_load",
            "overlay_compute_unit",
            "overlay_compute",
            "overlay_lanes",
            "overlay_datapath",
            "overlay_results",
            "overlay_store",
            "overlay_store_walk",
            "overlay_host",
            "overlay_spram");

    static List<String> modules() throws IOException {
        try (Stream<Path> files = Files.list(MODULES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".sv"))
                    .map(name -> name.substring(0, name.length() - ".sv".length()))
                    .filter(name -> !NOT_HARDWARE.contains(name))
                    .sorted()
                    .toList();
        }
    }

    static List<String> modulesWithBench() throws IOException {
        return modules().stream()
                .filter(name -> !TRIED_WITH_PROGRAMS.contains(name))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void everyModule_isCleanToVerilator(String module, @TempDir Path folder) throws IOException, InterruptedException {
        ChildProcess.require("verilator");
        List<String> command = new ArrayList<>(List.of("verilator", "--lint-only", "-Wall"));
        command.addAll(paths(folder));
        command.add(MODULES + "/" + module + ".sv");
        assertEquals(new ChildProcess(0, ""), ChildProcess.run(command, folder, READ_LIMIT));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void everyModule_isReadByYosys(String module, @TempDir Path folder) throws IOException, InterruptedException {
        ChildProcess.require("yosys");
        paths(folder);
        List<String> files = new ArrayList<>(List.of(CELLS + "/*.sv"));
        modules().forEach(file -> files.add(MODULES + "/" + file + ".sv"));
        String script = "read_verilog -sv -defer -I" + folder + " " + String.join(" ", files)
                + "; hierarchy -check -top " + module + "; proc; check -assert";
        ChildProcess run = ChildProcess.run(List.of("yosys", "-q", "-p", script), folder, READ_LIMIT);
        assertEquals(0, run.exitCode(), run::output);
    }

    @ParameterizedTest
    @MethodSource("modulesWithBench")
    void everyModule_passesItsBench(String module, @TempDir Path folder) throws IOException, InterruptedException {
        ChildProcess.require("verilator");
        Path bench = BENCHES.resolve(module + "_bench.sv");
        assertTrue(Files.exists(bench), () -> "no bench " + bench.getFileName());
        // Benches are short: a quick build is worth more than a quick run.
        List<String> build = new ArrayList<>(List.of(
                "verilator",
                "--binary",
                "--timing",
                "-CFLAGS",
                "-O0",
                "-MAKEFLAGS",
                "OPT_GLOBAL=-O0",
                "-y",
                BENCHES.toString()));
        build.addAll(paths(folder));
        build.addAll(List.of("--top-module", module + "_bench", bench.toString()));
        ChildProcess built = ChildProcess.run(build, folder, BUILD_LIMIT);
        assertEquals(0, built.exitCode(), built::output);
        ChildProcess run = ChildProcess.run(List.of(folder + "/obj_dir/V" + module + "_bench"), folder, RUN_LIMIT);
        assertEquals(0, run.exitCode(), run::output);
        assertTrue(run.output().lines().anyMatch(("PASS " + module)::equals), run::output);
    }

    /// Where modules and what they include are found; writes what they include.
    private static List<String> paths(Path folder) throws IOException {
        Files.writeString(folder.resolve(InstructionSetText.HEADER_FILE), InstructionSetText.header());
        return List.of("-I" + folder, "-y", MODULES.toString(), "-y", CELLS.toString());
    }
}
