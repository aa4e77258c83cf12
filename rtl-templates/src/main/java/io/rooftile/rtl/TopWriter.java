package io.rooftile.rtl;

import io.rooftile.core.dataflow.Cell;
import io.rooftile.core.dataflow.Circuit;
import io.rooftile.core.dataflow.Circuit.Link;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes the module that holds all cells of an accelerator and their links.
final class TopWriter {
    private final Accelerator accelerator;
    private final StringBuilder text = new StringBuilder();
    /// By cell, the links that enter and that leave, by port.
    private final Map<Integer, List<Integer>> entering = new HashMap<>();

    private final Map<Integer, List<Integer>> leaving = new HashMap<>();

    private TopWriter(Accelerator accelerator) {
        this.accelerator = accelerator;
        List<Link> links = accelerator.circuit().links();
        for (int i = 0; i < links.size(); i++) {
            put(entering, links.get(i).to(), links.get(i).toPort(), i);
            put(leaving, links.get(i).from(), links.get(i).fromPort(), i);
        }
    }

    private static void put(Map<Integer, List<Integer>> by, int cell, int port, int link) {
        List<Integer> ports = by.computeIfAbsent(cell, _ -> new ArrayList<>());
        while (ports.size() <= port) {
            ports.add(-1);
        }
        ports.set(port, link);
    }

    /// The module's text.
    static String write(Accelerator accelerator) {
        return new TopWriter(accelerator).module();
    }

    private String module() {
        line(
                "// A pipeline of one stage for each layer. Words are taken and given where valid and ready are both set.");
        line("// Latency and interval stand in the manifest.");
        line("`default_nettype none");
        line("module " + accelerator.name() + " (");
        line("    input wire logic clk,");
        line("    input wire logic rst,");
        line("    input wire logic in_valid,");
        line("    output logic in_ready,");
        line("    input wire logic [%d:0] in_data,"
                .formatted(accelerator.input().widthBits() - 1));
        line("    output logic out_valid,");
        line("    input wire logic out_ready,");
        line("    output logic [%d:0] out_data".formatted(accelerator.output().widthBits() - 1));
        line(");");
        wires();
        for (int i = 0; i < accelerator.instances().size(); i++) {
            instance(i);
        }
        line("endmodule");
        line("`default_nettype wire");
        return text.toString();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void wires() {
        List<Link> links = accelerator.circuit().links();
        for (int i = 0; i < links.size(); i++) {
            line("  logic link%d_valid, link%d_ready;".formatted(i, i));
            line("  logic [%d:0] link%d_data;".formatted(widthBits(links.get(i)) - 1, i));
        }
        int entry = links(leaving, Circuit.OUTSIDE).getFirst();
        line("  assign link%d_valid = in_valid;".formatted(entry));
        line("  assign link%d_data = in_data;".formatted(entry));
        line("  assign in_ready = link%d_ready;".formatted(entry));
        int exit = links(entering, Circuit.OUTSIDE).getFirst();
        line("  assign out_valid = link%d_valid;".formatted(exit));
        line("  assign out_data = link%d_data;".formatted(exit));
        line("  assign link%d_ready = out_ready;".formatted(exit));
    }

    private static List<Integer> links(Map<Integer, List<Integer>> by, int cell) {
        return by.getOrDefault(cell, List.of());
    }

    private int widthBits(Link link) {
        return link.from() == Circuit.OUTSIDE
                ? accelerator.input().widthBits()
                : accelerator.instances().get(link.from()).outputBits().get(link.fromPort());
    }

    private void instance(int index) {
        Instance instance = accelerator.instances().get(index);
        Cell cell = instance.cell();
        line("");
        if (isWindow(cell)) {
            line("  logic [%d:0] %s_skip;".formatted(skipBits(instance) - 1, cell.name()));
            if (!isSkipRead(index)) {
                line("  logic %s_unused;".formatted(cell.name()));
                line("  assign %s_unused = &{1'b0, %s_skip};".formatted(cell.name(), cell.name()));
            }
        }
        if (cell instanceof Cell.Fork) {
            List<Integer> branches = links(leaving, index);
            for (int branch : branches.subList(1, branches.size())) {
                line("  assign link%d_data = link%d_data;".formatted(branch, branches.getFirst()));
            }
        }
        if (instance.parameters().isEmpty()) {
            line("  %s %s (".formatted(instance.module(), cell.name()));
        } else {
            line("  %s #(".formatted(instance.module()));
            List<String> parameters = new ArrayList<>();
            instance.parameters().forEach((name, value) -> parameters.add("    .%s(%s)".formatted(name, value)));
            line(String.join(",\n", parameters));
            line("  ) %s (".formatted(cell.name()));
        }
        List<String> ports = new ArrayList<>(List.of("    .clk(clk)", "    .rst(rst)"));
        ports.addAll(inputs(cell, links(entering, index)));
        ports.addAll(outputs(cell, links(leaving, index)));
        if (isWindow(cell)) {
            ports.add("    .out_skip(%s_skip)".formatted(cell.name()));
        }
        if (instance.module().equals(CellLibrary.READS_SKIP)) {
            ports.add("    .in_skip(%s_skip)".formatted(source(index).name()));
        }
        line(String.join(",\n", ports));
        line("  );");
    }

    private static boolean isWindow(Cell cell) {
        return cell instanceof Cell.FoldWindow || cell instanceof Cell.TapsWindow;
    }

    /// One for each tap of a word.
    private static int skipBits(Instance instance) {
        return Integer.parseInt(instance.parameters().getOrDefault("OUT_TAPS", "1"));
    }

    private boolean isSkipRead(int index) {
        return accelerator.circuit().links().stream()
                .anyMatch(link -> link.from() == index
                        && link.to() != Circuit.OUTSIDE
                        && accelerator.instances().get(link.to()).module().equals(CellLibrary.READS_SKIP));
    }

    private Cell source(int index) {
        Link link = accelerator.circuit().links().get(links(entering, index).getFirst());
        return accelerator.instances().get(link.from()).cell();
    }

    private static List<String> inputs(Cell cell, List<Integer> links) {
        return switch (cell) {
            case Cell.Join _ -> {
                List<String> ports = new ArrayList<>(side("a", links.get(0)));
                ports.addAll(side("b", links.get(1)));
                yield ports;
            }
            case Cell.Concat _ -> joined("in", links, true);
            case Cell.Fifo _,
                    Cell.Narrow _,
                    Cell.Widen _,
                    Cell.Fork _,
                    Cell.Pipe _,
                    Cell.ReducePool _,
                    Cell.FoldWindow _,
                    Cell.TapsWindow _ -> side("in", links.getFirst());
        };
    }

    private static List<String> outputs(Cell cell, List<Integer> links) {
        return switch (cell) {
            case Cell.Fork _ -> joined("out", links, false);
            case Cell.Fifo _,
                    Cell.Narrow _,
                    Cell.Widen _,
                    Cell.Join _,
                    Cell.Concat _,
                    Cell.Pipe _,
                    Cell.ReducePool _,
                    Cell.FoldWindow _,
                    Cell.TapsWindow _ -> side("out", links.getFirst());
        };
    }

    private static List<String> side(String port, int link) {
        return List.of(
                "    .%s_valid(link%d_valid)".formatted(port, link),
                "    .%s_ready(link%d_ready)".formatted(port, link),
                "    .%s_data(link%d_data)".formatted(port, link));
    }

    /// Several links on one port, the first in the lowest bits.
    private static List<String> joined(String port, List<Integer> links, boolean isData) {
        return List.of(
                "    .%s_valid(%s)".formatted(port, concatenation(links, "valid")),
                "    .%s_ready(%s)".formatted(port, concatenation(links, "ready")),
                "    .%s_data(%s)"
                        .formatted(port, isData ? concatenation(links, "data") : "link" + links.getFirst() + "_data"));
    }

    private static String concatenation(List<Integer> links, String wire) {
        return links.reversed().stream()
                .map(link -> "link" + link + "_" + wire)
                .reduce((a, b) -> a + ", " + b)
                .map(all -> "{" + all + "}")
                .orElseThrow();
    }
}
