package io.rooftile.calibration.simulation;

import io.rooftile.calibration.tool.Cache;
import io.rooftile.calibration.tool.ContentKey;
import io.rooftile.calibration.tool.Sources;
import io.rooftile.calibration.tool.Tool;
import io.rooftile.calibration.tool.ToolRun;
import io.rooftile.calibration.tool.ToolSearch.Found;
import io.rooftile.calibration.tool.Toolchain;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Compiles benches with Verilator. A bench whose sources did not change is not compiled again.
public final class Simulator {
    /// Rising clock edges that see the reset.
    public static final int RESET_CYCLES = 8;

    private static final String COMPILER_FLAGS = "-O2 -DROOFTILE_RESET_CYCLES=" + RESET_CYCLES;

    /// Without `-Wno-fatal` a warning of a newer Verilator would stop a design that the tests found good with
    /// an older one.
    private static final List<String> FLAGS =
            List.of("--cc", "--exe", "--assert", "-O3", "-CFLAGS", COMPILER_FLAGS, "-Wno-fatal", "--prefix", "Vbench");

    private static final String MAKEFILE = "Vbench.mk";
    private static final String RUNTIME = "verilator";
    private static final String PROGRAM = "bench";
    private static final String HINT = "the sources do not compile: please report it with the design";

    private final Toolchain tools;
    private final Cache cache;
    private final int jobs;

    /// @param jobs how many compilers may run at once
    public Simulator(Toolchain tools, Cache cache, int jobs) {
        this.tools = tools;
        this.cache = cache;
        this.jobs = jobs;
    }

    /// Compiles a bench, or takes it from the cache.
    ///
    /// @param limit how long each of the two steps may take
    /// @throws io.rooftile.calibration.tool.ToolFailure when a tool is missing or fails
    public CompiledBench compile(Sources bench, Duration limit) {
        Found verilator = tools.require(Tool.VERILATOR);
        Found make = tools.require(Tool.MAKE);
        Found compiler = tools.require(Tool.CXX);
        String driver = driver();
        ContentKey key = new ContentKey("bench 1")
                .text(verilator.version())
                .text(compiler.version())
                .text(driver);
        FLAGS.forEach(key::text);
        bench.addTo(key);
        return new CompiledBench(cache.make("benches", key.hex(), work -> {
            verilate(verilator, bench, driver, work, limit);
            compile(make, work, runtimeKey(verilator, compiler), limit);
            return work.resolve(PROGRAM);
        }));
    }

    private static void verilate(Found verilator, Sources bench, String driver, Path work, Duration limit)
            throws IOException {
        Path main = Files.writeString(work.resolve("main.cpp"), driver);
        Path folder = bench.folder().toAbsolutePath();
        List<String> command = new ArrayList<>(verilator.command());
        command.addAll(FLAGS);
        command.addAll(List.of("--top-module", bench.topModule(), "--Mdir", work.toString(), "-o", PROGRAM));
        bench.sortedParameters().forEach((name, value) -> command.add("-G" + name + "=" + value));
        command.add("-I" + folder);
        bench.compiledFiles().forEach(file -> command.add(folder.resolve(file).toString()));
        command.add(main.toString());
        new ToolRun("verilator", command, work, limit).runOrFail(List.of(MAKEFILE), HINT);
    }

    /// Verilator's run-time library is the same for all benches and takes longer to compile than most of them: its
    /// object files are kept, and are newer than their sources when `make` looks.
    private void compile(Found make, Path work, String runtime, Duration limit) throws IOException {
        Optional<Path> kept = cache.find(RUNTIME, runtime);
        if (kept.isPresent()) {
            for (Path object : objects(kept.get())) {
                Files.copy(object, work.resolve(object.getFileName()));
            }
        }
        List<String> command = new ArrayList<>(make.command());
        command.addAll(List.of("-f", MAKEFILE, "-j", Integer.toString(jobs), PROGRAM));
        new ToolRun("make", command, work, limit).runOrFail(List.of(PROGRAM), HINT);
        if (kept.isEmpty()) {
            cache.make(RUNTIME, runtime, fresh -> {
                Path folder = Files.createDirectory(fresh.resolve("objects"));
                for (Path object : objects(work)) {
                    Files.move(object, folder.resolve(object.getFileName()));
                }
                return folder;
            });
        }
    }

    private static List<Path> objects(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("verilated\\w*\\.o"))
                    .toList();
        }
    }

    private static String runtimeKey(Found verilator, Found compiler) {
        ContentKey key = new ContentKey("verilator run-time library 1")
                .text(verilator.command().toString())
                .text(verilator.version())
                .text(compiler.version());
        FLAGS.forEach(key::text);
        return key.hex();
    }

    private static String driver() {
        try (InputStream stream = Simulator.class.getResourceAsStream("main.cpp")) {
            if (stream == null) {
                throw new IllegalStateException("main.cpp is missing from the build");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException exception) {
            throw new IllegalStateException("main.cpp cannot be read from the build", exception);
        }
    }
}
