package io.rooftile.rtl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every SystemVerilog cell is clean to Verilator, read by Yosys, and passes its bench, which checks results
/// and cycles.
/// Cells are found by listing: a cell without a bench fails.
class CellBenchTest {
    private static final Path CELLS =
            Path.of("src/main/resources/io/rooftile/rtl/cells").toAbsolutePath();
    private static final Path BENCHES =
            Path.of("src/test/resources/io/rooftile/rtl/benches").toAbsolutePath();
    private static final Duration READ_LIMIT = Duration.ofMinutes(3);
    private static final Duration BUILD_LIMIT = Duration.ofMinutes(10);
    private static final Duration RUN_LIMIT = Duration.ofMinutes(5);

    static List<String> cells() throws IOException {
        try (Stream<Path> files = Files.list(CELLS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".sv"))
                    .map(name -> name.substring(0, name.length() - ".sv".length()))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void everyCell_isCleanToVerilator(String cell, @TempDir Path folder) throws IOException, InterruptedException {
        ChildProcess.require("verilator");
        List<String> command =
                List.of("verilator", "--lint-only", "-Wall", "-y", CELLS.toString(), CELLS + "/" + cell + ".sv");
        assertEquals(new ChildProcess(0, ""), ChildProcess.run(command, folder, READ_LIMIT));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void everyCell_isReadByYosys(String cell, @TempDir Path folder) throws IOException, InterruptedException {
        ChildProcess.require("yosys");
        String script =
                "read_verilog -sv -defer " + CELLS + "/*.sv; hierarchy -check -top " + cell + "; proc; check -assert";
        ChildProcess run = ChildProcess.run(List.of("yosys", "-q", "-p", script), folder, READ_LIMIT);
        assertEquals(0, run.exitCode(), run::output);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void everyCell_passesItsBench(String cell, @TempDir Path folder) throws IOException, InterruptedException {
        ChildProcess.require("verilator");
        Path bench = BENCHES.resolve(cell + "_bench.sv");
        assertTrue(Files.exists(bench), () -> "no bench " + bench.getFileName());
        for (MemoryFile file : CellVectors.of(cell)) {
            Files.writeString(folder.resolve(file.name()), file.text());
        }
        // Benches are short: a quick build is worth more than a quick run.
        List<String> build = List.of(
                "verilator",
                "--binary",
                "--timing",
                "-CFLAGS",
                "-O0",
                "-MAKEFLAGS",
                "OPT_GLOBAL=-O0",
                "-y",
                CELLS.toString(),
                "-y",
                BENCHES.toString(),
                "--top-module",
                cell + "_bench",
                bench.toString());
        ChildProcess built = ChildProcess.run(build, folder, BUILD_LIMIT);
        assertEquals(0, built.exitCode(), built::output);
        ChildProcess run = ChildProcess.run(List.of(folder + "/obj_dir/V" + cell + "_bench"), folder, RUN_LIMIT);
        assertEquals(0, run.exitCode(), run::output);
        assertTrue(run.output().lines().anyMatch(("PASS " + cell)::equals), run::output);
    }
}
