package io.rooftile.calibration.placement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rooftile.calibration.placement.PlacementResult.Clock;
import io.rooftile.calibration.placement.PlacementResult.Use;
import io.rooftile.calibration.synthesis.SynthesisTarget;
import io.rooftile.calibration.tool.Cache;
import io.rooftile.calibration.tool.ContentKey;
import io.rooftile.calibration.tool.Tool;
import io.rooftile.calibration.tool.ToolFailure;
import io.rooftile.calibration.tool.ToolRun;
import io.rooftile.calibration.tool.ToolSearch.Found;
import io.rooftile.calibration.tool.Toolchain;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Places, routes and packs for iCE40. What did not change is not done again.
public final class PlaceAndRoute {
    private static final double HERTZ_PER_MEGAHERTZ = 1e6;
    private static final String NETLIST = "netlist.json";
    private static final String PINS = "pins.pcf";
    private static final String ROUTED = "routed.asc";
    private static final String REPORT = "report.json";
    private static final String BITSTREAM = "bitstream.bin";
    private static final String TOOL = "nextpnr-ice40";
    private static final String HINT = "make the design smaller if it does not fit, else report it with the design";

    /// What nextpnr says where cells or wires find no place. source: its placers and routers, version 0.4.
    private static final Pattern NO_ROOM = Pattern.compile(
            "unable to (place|find (a |legal )?placement)|failed to (place|route)", Pattern.CASE_INSENSITIVE);

    private static final String ICEPACK_HINT = "please report it with the design";

    private final Toolchain tools;
    private final Cache cache;

    public PlaceAndRoute(Toolchain tools, Cache cache) {
        this.tools = tools;
        this.cache = cache;
    }

    /// Places and routes, or takes the result from the cache. That the clock is not reached is no failure.
    ///
    /// @param netlist what [io.rooftile.calibration.synthesis.SynthesisResult#netlist()] gave
    /// @param target what it was made for
    /// @throws ToolFailure when a tool is missing or fails; nextpnr does when the design does not fit
    public PlacementResult run(Path netlist, SynthesisTarget target, PlacementOptions options, Duration limit) {
        Found nextpnr = tools.require(Tool.NEXTPNR_ICE40);
        Found icepack = tools.require(Tool.ICEPACK);
        List<String> arguments = arguments(target, options);
        ContentKey key = new ContentKey("placement 2").text(nextpnr.version());
        arguments.forEach(key::text);
        key.content(netlist).text(icepack.version());
        if (!icepack.isWebAssembly()) {
            // It says no version: its bytes do.
            key.content(Path.of(icepack.command().getFirst()));
        }
        options.pins().ifPresent(key::content);
        Path made = cache.make("placement", key.hex(), work -> {
            Path inputs = Files.createDirectory(work.resolve("inputs"));
            Files.copy(netlist, inputs.resolve(NETLIST));
            if (options.pins().isPresent()) {
                Files.copy(options.pins().get(), inputs.resolve(PINS));
            }
            run(nextpnr, arguments, inputs, List.of(ROUTED, REPORT), limit, HINT);
            // What cannot be read is not kept: it would fail for ever.
            result(inputs, options, nextpnr.version());
            run(icepack, List.of(ROUTED, BITSTREAM), inputs, List.of(BITSTREAM), limit, ICEPACK_HINT);
            requireBitstream(inputs.resolve(BITSTREAM));
            Path outputs = Files.createDirectory(work.resolve("outputs"));
            Files.move(inputs.resolve(REPORT), outputs.resolve(REPORT));
            Files.move(inputs.resolve(BITSTREAM), outputs.resolve(BITSTREAM));
            return outputs;
        });
        return result(made, options, nextpnr.version());
    }

    /// Whether nextpnr failed because there is no room for the design or its wires: it says so, or it looks for a way
    /// for ever.
    public static boolean isForWantOfRoom(ToolFailure failure) {
        return failure.tool().equals(TOOL)
                && (failure.isTooLate()
                        || failure.details().stream()
                                .anyMatch(line -> NO_ROOM.matcher(line).find()));
    }

    private static PlacementResult result(Path folder, PlacementOptions options, String version) {
        JsonNode report = read(folder.resolve(REPORT));
        return new PlacementResult(clocks(report, options), utilisation(report), folder.resolve(BITSTREAM), version);
    }

    private static void run(
            Found tool, List<String> arguments, Path folder, List<String> products, Duration limit, String hint) {
        List<String> command = new ArrayList<>(tool.command());
        command.addAll(arguments);
        new ToolRun(tool.tool().program(), command, folder, limit).runOrFail(products, hint);
    }

    /// An image begins, behind a comment, with a preamble, and ends with the command to wake up and a byte of zeros.
    /// source: Lattice FPGA-TN-02001, iCE40 Programming and Configuration; what icepack writes.
    private static void requireBitstream(Path file) throws IOException {
        String image = HexFormat.of().formatHex(Files.readAllBytes(file));
        if (!image.contains("7eaa997e") || !image.endsWith("010600")) {
            throw ToolFailure.of("icepack", "what it wrote is no whole bitstream", ICEPACK_HINT);
        }
    }

    private static List<String> arguments(SynthesisTarget target, PlacementOptions options) {
        List<String> arguments = new ArrayList<>(part(target));
        arguments.addAll(List.of("--quiet", "--json", NETLIST, "--asc", ROUTED, "--report", REPORT));
        arguments.addAll(List.of("--seed", Long.toString(options.seed())));
        String megahertz = BigDecimal.valueOf(options.clockHertz())
                .movePointLeft(6)
                .stripTrailingZeros()
                .toPlainString();
        arguments.addAll(List.of("--freq", megahertz, "--timing-allow-fail"));
        if (options.pins().isPresent()) {
            arguments.addAll(List.of("--pcf", PINS, "--pcf-allow-unconstrained"));
        }
        return arguments;
    }

    private static List<String> part(SynthesisTarget target) {
        return switch (target) {
            case ICE40_UP5K -> List.of("--up5k", "--package", "sg48");
            case ICE40_HX8K -> List.of("--hx8k", "--package", "ct256");
            case XC7, XCU, XCUP, ECP5 ->
                throw new IllegalArgumentException("there is no place and route for " + target);
        };
    }

    private static JsonNode read(Path report) {
        try {
            return new ObjectMapper().readTree(report.toFile());
        } catch (IOException exception) {
            throw unknown("cannot be read (" + exception.getMessage() + ")");
        }
    }

    private static ToolFailure unknown(String what) {
        return ToolFailure.of(TOOL, "its report " + what, "please report the version of nextpnr-ice40");
    }

    /// A net's name has behind it, after a `$`, what put it on a clock line.
    private static List<Clock> clocks(JsonNode report, PlacementOptions options) {
        List<Clock> clocks = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : object(report, "fmax").properties()) {
            double megahertz = number(entry.getValue(), "achieved").asDouble();
            String name = entry.getKey().split("\\$", 2)[0];
            clocks.add(new Clock(name, options.clockHertz(), Math.round(megahertz * HERTZ_PER_MEGAHERTZ)));
        }
        clocks.sort(Comparator.comparing(Clock::name));
        return clocks;
    }

    private static Map<String, Use> utilisation(JsonNode report) {
        Map<String, Use> uses = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : object(report, "utilization").properties()) {
            long used = number(entry.getValue(), "used").asLong();
            long available = number(entry.getValue(), "available").asLong();
            uses.put(entry.getKey(), new Use(used, available));
        }
        return uses;
    }

    private static JsonNode object(JsonNode node, String field) {
        JsonNode found = node.path(field);
        if (!found.isObject()) {
            throw unknown("has no " + field);
        }
        return found;
    }

    private static JsonNode number(JsonNode node, String field) {
        JsonNode found = node.path(field);
        if (!found.isNumber()) {
            throw unknown("has no number " + field);
        }
        return found;
    }
}
