package io.rooftile.calibration.synthesis;

import io.rooftile.calibration.synthesis.SynthesisTarget.Hierarchy;
import io.rooftile.calibration.tool.Cache;
import io.rooftile.calibration.tool.ContentKey;
import io.rooftile.calibration.tool.Sources;
import io.rooftile.calibration.tool.Tool;
import io.rooftile.calibration.tool.ToolRun;
import io.rooftile.calibration.tool.ToolSearch.Found;
import io.rooftile.calibration.tool.Toolchain;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Maps designs with Yosys. A design whose sources did not change is not mapped again.
public final class Synthesis {
    private static final String CELLS = "cells.json";
    private static final String NETLIST = "netlist.json";
    private static final String MODEL = "model.v";
    private static final String SCRIPT = "synthesis.ys";
    private static final String SPRAM = "spram_model.v";

    private final Toolchain tools;
    private final Cache cache;

    public Synthesis(Toolchain tools, Cache cache) {
        this.tools = tools;
        this.cache = cache;
    }

    /// Maps a design, or takes the result from the cache.
    ///
    /// @param design with every memory file that a source reads: Yosys reads them while it maps
    /// @throws io.rooftile.calibration.tool.ToolFailure when Yosys is missing or fails, or makes cells of
    /// unknown cost
    public SynthesisResult run(Sources design, SynthesisTarget target, Hierarchy hierarchy, Duration limit) {
        Found yosys = tools.require(Tool.YOSYS);
        String script = script(design, target, hierarchy);
        ContentKey key = new ContentKey("synthesis 2").text(yosys.version()).text(script);
        design.addTo(key);
        Path made = cache.make("synthesis", key.hex(), work -> {
            Path inputs = Files.createDirectory(work.resolve("inputs"));
            copy(design, inputs);
            List<String> products = target.isPlaceable() ? List.of(CELLS, NETLIST) : List.of(CELLS);
            run(yosys, script, inputs, products, limit);
            Path outputs = Files.createDirectory(work.resolve("outputs"));
            // What cannot be read is not kept: it would fail for ever.
            for (String product : products) {
                Netlist.read(inputs.resolve(product));
                Files.move(inputs.resolve(product), outputs.resolve(product));
            }
            return outputs;
        });
        CellCount count = new CellCount(Netlist.read(made.resolve(CELLS)), target);
        Optional<Path> netlist = target.isPlaceable() ? Optional.of(made.resolve(NETLIST)) : Optional.empty();
        return new SynthesisResult(count.total(), count.instances(), count.primitives(), netlist, yosys.version());
    }

    /// A mapped design as Verilog that any simulator reads: the part's cells, with the models of them that come with
    /// Yosys, and one of ours where that of Yosys takes hours.
    ///
    /// @param netlist what [SynthesisResult#netlist()] gave
    /// @return a file in the cache folder
    public Path model(Path netlist, String topModule, Duration limit) {
        Found yosys = tools.require(Tool.YOSYS);
        String script = modelScript(topModule);
        String spram = spramModel();
        ContentKey key = new ContentKey("model 2")
                .text(yosys.version())
                .text(script)
                .text(spram)
                .content(netlist);
        return cache.make("models", key.hex(), work -> {
            Files.copy(netlist, work.resolve(NETLIST));
            Files.writeString(work.resolve(SPRAM), spram);
            run(yosys, script, work, List.of(MODEL), limit);
            return work.resolve(MODEL);
        });
    }

    private static String spramModel() {
        try (InputStream resource = Objects.requireNonNull(Synthesis.class.getResourceAsStream(SPRAM), SPRAM)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void run(Found yosys, String script, Path folder, List<String> products, Duration limit)
            throws IOException {
        Files.writeString(folder.resolve(SCRIPT), script);
        List<String> command = new ArrayList<>(yosys.command());
        command.addAll(List.of("-q", "-s", SCRIPT));
        new ToolRun("yosys", command, folder, limit).runOrFail(products, "please report it with the design");
    }

    /// What ports default to is left out, for not every simulator reads it: Yosys connects all ports.
    private static String modelScript(String topModule) {
        return String.join(
                "\n",
                "read_json " + NETLIST,
                "delete =A:blackbox =A:whitebox",
                "read_verilog -D NO_ICE40_DEFAULT_ASSIGNMENTS +/ice40/cells_sim.v",
                "delete SB_SPRAM256KA",
                "read_verilog " + SPRAM,
                "hierarchy -check -top " + topModule,
                "proc",
                "opt_clean",
                "write_verilog -noattr " + MODEL,
                "");
    }

    /// Files that are read are found by the same names, wherever Yosys runs.
    private static void copy(Sources design, Path folder) throws IOException {
        for (String file : design.files()) {
            Path copy = folder.resolve(file);
            Files.createDirectories(copy.getParent());
            Files.copy(design.folder().resolve(file), copy);
        }
    }

    private static String script(Sources design, SynthesisTarget target, Hierarchy hierarchy) {
        StringBuilder script = new StringBuilder();
        String top = design.topModule();
        script.append("read_verilog -sv -defer -I. ")
                .append(String.join(" ", design.compiledFiles()))
                .append('\n');
        design.sortedParameters()
                .forEach((name, value) -> script.append("chparam -set " + name + " " + value + " " + top)
                        .append('\n'));
        // Cells of the part are known to the next command only; it checks that no module is missing.
        script.append("hierarchy -top ").append(top).append('\n');
        // Assertions are for simulation; synthesis would keep what only they look at.
        script.append("chformal -remove\n");
        if (target.isPlaceable()) {
            // LUTs of iCE40 cannot be RAM: such a memory becomes whatever is smallest, most often flip-flops.
            script.append("setattr -unset ram_style a:ram_style=distributed\n");
        }
        target.commands(hierarchy, top)
                .forEach(command -> script.append(command).append('\n'));
        if (target.isPlaceable()) {
            script.append("write_json " + NETLIST + "\n");
        }
        // nextpnr needs the libraries' modules in the netlist, counting does not.
        script.append("delete =A:blackbox =A:whitebox\n");
        script.append("write_json " + CELLS + "\n");
        return script.toString();
    }
}
