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

    private static final String COMPILER_FLAGS = "-DROOFTILE_RESET_CYCLES=" + RESET_CYCLES;

    /// What runs once is compiled as fast as can be, the library once for all benches.
    private static final List<String> COMMON_LEVELS = List.of("OPT_SLOW=-O0", "OPT_GLOBAL=-O2");

    private static final String QUICK_TO_COMPILE = "OPT_FAST=-O0";
    private static final String QUICK_TO_RUN = "OPT_FAST=-O1";

    /// Cycles above which optimising pays. Measured with Verilator 5.006 and g++ 12.2 on a DS-CNN of 263
    /// multipliers: 6 s
    /// and 73 us per cycle at -O0, 18 s and 4.3 us at -O1, 31 s and 3.4 us at -O2 (user time); both parts grow
    /// with the
    /// circuit.
    private static final long MANY_CYCLES = 150_000;

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
    /// @param cycles about how many it will run: the more, the longer the compiler optimises
    /// @param limit how long each of the two steps may take
    /// @throws io.rooftile.calibration.tool.ToolFailure when a tool is missing or fails
    public CompiledBench compile(Sources bench, long cycles, Duration limit) {
        Found verilator = tools.require(Tool.VERILATOR);
        Found make = tools.require(Tool.MAKE);
        Found compiler = tools.require(Tool.CXX);
        String driver = driver();
        String level = cycles > MANY_CYCLES ? QUICK_TO_RUN : QUICK_TO_COMPILE;
        ContentKey key = new ContentKey("bench 2")
                .text(level)
                .text(verilator.version())
                .text(compiler.version())
                .text(driver);
        FLAGS.forEach(key::text);
        COMMON_LEVELS.forEach(key::text);
        bench.addTo(key);
        return new CompiledBench(cache.make("benches", key.hex(), work -> {
            verilate(verilator, bench, driver, work, limit);
            compile(make, work, level, runtimeKey(verilator, compiler), limit);
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
    private void compile(Found make, Path work, String level, String runtime, Duration limit) throws IOException {
        Optional<Path> kept = cache.find(RUNTIME, runtime);
        if (kept.isPresent()) {
            for (Path object : objects(kept.get())) {
                Files.copy(object, work.resolve(object.getFileName()));
            }
        }
        List<String> command = new ArrayList<>(make.command());
        command.addAll(List.of("-f", MAKEFILE, "-j", Integer.toString(jobs), level));
        command.addAll(COMMON_LEVELS);
        command.add(PROGRAM);
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
        ContentKey key = new ContentKey("verilator run-time library 2")
                .text(verilator.command().toString())
                .text(verilator.version())
                .text(compiler.version());
        FLAGS.forEach(key::text);
        COMMON_LEVELS.forEach(key::text);
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
