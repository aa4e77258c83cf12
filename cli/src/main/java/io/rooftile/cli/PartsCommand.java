package io.rooftile.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rooftile.core.device.Board;
import io.rooftile.core.device.OffChipMemory;
import io.rooftile.core.device.Part;
import io.rooftile.core.device.Resource;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.resourcedb.ResourceDatabase;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `rooftile parts`: what hardware is known, and where each figure was read.
@Command(
        name = "parts",
        mixinStandardHelpOptions = true,
        description = "Lists parts and boards; with a name, each figure with its source.",
        footer = {"", "bram and uram count the part's own blocks; figures marked ? have an unverified source."})
final class PartsCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "NAME",
            description = "A part, a board, or a board file of your own.")
    private @Nullable String name;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    private final ResourceDatabase database = ResourceDatabase.builtIn();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (name == null) {
            list(out);
        } else if (database.partNames().contains(name)) {
            show(out, database.part(name));
        } else {
            show(out, database.board(name));
        }
        return Rooftile.DONE;
    }

    private void list(PrintWriter out) {
        if (json) {
            ObjectNode root = Json.object();
            ArrayNode boards = root.putArray("boards");
            database.boardNames().forEach(board -> boards.add(describe(database.board(board))));
            ArrayNode parts = root.putArray("parts");
            database.partNames().forEach(part -> parts.add(describe(database.part(part))));
            out.println(Json.text(root));
            return;
        }
        TextTable boards = new TextTable("board", "part", "off-chip memory", "GB/s peak");
        for (String board : database.boardNames()) {
            Board found = database.board(board);
            OffChipMemory memory = found.memory();
            boards.row(
                    found.name(),
                    found.part().name(),
                    memory == null ? "none" : memory.name(),
                    memory == null ? "-" : Numbers.short3(memory.peakBytesPerSecond() / 1e9));
        }
        boards.print(out);
        out.println();
        TextTable parts =
                new TextTable("part", "vendor", "architecture", "lut", "ff", "dsp", "bram", "uram", "clocks MHz", "?");
        for (String part : database.partNames()) {
            Part found = database.part(part);
            ResourceVector capacity = found.capacity();
            parts.row(
                    found.name(),
                    found.vendor(),
                    found.architecture(),
                    capacity.lut(),
                    capacity.ff(),
                    capacity.dsp(),
                    capacity.bram(),
                    capacity.uram(),
                    clocks(found),
                    found.unverified().isEmpty() ? "" : "?");
        }
        parts.print(out);
    }

    private static String clocks(Part part) {
        return part.clocksHertz().stream()
                .map(hertz -> Numbers.short3(hertz / 1e6))
                .collect(Collectors.joining(" "));
    }

    private void show(PrintWriter out, Board board) {
        if (json) {
            out.println(Json.text(describe(board)));
            return;
        }
        out.println("board " + board.name());
        TextTable table = new TextTable("figure", "value", "unit", "source");
        OffChipMemory memory = board.memory();
        if (memory != null) {
            figure(table, board, "peak_bytes_per_second", Numbers.short3(memory.peakBytesPerSecond()), "bytes/s");
            figure(table, board, "efficiency_fraction", Numbers.short3(memory.efficiencyFraction()), "fraction");
            figure(table, board, "size_bytes", String.format("%,d", memory.sizeBytes()), "bytes");
            figure(table, board, "port_bits", String.valueOf(memory.portBits()), "bits");
        }
        for (Resource resource : Resource.values()) {
            if (board.reserved().get(resource) > 0) {
                String key = "reserved." + resource.word();
                figure(table, board, key, String.format("%,d", board.reserved().get(resource)), "blocks");
            }
        }
        Double staticPower = board.staticPowerMilliwatts();
        if (staticPower != null) {
            figure(table, board, "static_power_milliwatts", Numbers.short3(staticPower), "mW");
        }
        table.print(out);
        out.println();
        show(out, board.part());
    }

    private static void figure(TextTable table, Board board, String key, String value, String unit) {
        table.row(key, value, unit, source(board.sources(), board.unverified(), key));
    }

    private void show(PrintWriter out, Part part) {
        if (json) {
            out.println(Json.text(describe(part)));
            return;
        }
        out.println("part " + part.name() + ", " + part.vendor() + ", architecture " + part.architecture());
        TextTable table = new TextTable("figure", "value", "unit", "source");
        for (Resource resource : Resource.values()) {
            table.row(
                    resource.word(),
                    part.capacity().get(resource),
                    "blocks",
                    source(part.sources(), part.unverified(), resource.word()));
        }
        table.row("clocks_hertz", clocks(part), "MHz", source(part.sources(), part.unverified(), "clocks_hertz"));
        table.print(out);
        part.sources().keySet().stream()
                .filter(key -> !"lut ff dsp bram uram clocks_hertz".contains(key))
                .sorted()
                .forEach(key -> out.println(key + ": " + part.sources().get(key)));
    }

    private static String source(Map<String, String> sources, Set<String> unverified, String key) {
        return sources.getOrDefault(key, "") + (unverified.contains(key) ? " ?" : "");
    }

    private static ObjectNode describe(Board board) {
        ObjectNode node = Json.object();
        node.put("board", board.name());
        OffChipMemory memory = board.memory();
        if (memory != null) {
            node.putObject("memory")
                    .put("name", memory.name())
                    .put("peak_bytes_per_second", memory.peakBytesPerSecond())
                    .put("efficiency_fraction", memory.efficiencyFraction())
                    .put("size_bytes", memory.sizeBytes())
                    .put("port_bits", memory.portBits());
        }
        Double staticPower = board.staticPowerMilliwatts();
        if (staticPower != null) {
            node.put("static_power_milliwatts", staticPower);
        }
        resources(node.putObject("reserved"), board.reserved());
        sources(node, board.sources(), board.unverified());
        node.set("part", describe(board.part()));
        return node;
    }

    private static ObjectNode describe(Part part) {
        ObjectNode node = Json.object();
        node.put("part", part.name());
        node.put("vendor", part.vendor());
        node.put("architecture", part.architecture());
        resources(node, part.capacity());
        ArrayNode clocks = node.putArray("clocks_hertz");
        part.clocksHertz().forEach(clocks::add);
        sources(node, part.sources(), part.unverified());
        return node;
    }

    private static void resources(ObjectNode node, ResourceVector resources) {
        for (Resource resource : Resource.values()) {
            node.put(resource.word(), resources.get(resource));
        }
    }

    private static void sources(ObjectNode node, Map<String, String> sources, Set<String> unverified) {
        ObjectNode all = node.putObject("sources");
        new TreeMap<>(sources).forEach(all::put);
        ArrayNode doubtful = node.putArray("unverified");
        unverified.stream().sorted().forEach(doubtful::add);
    }
}
