package io.rooftile.calibration.published;

import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.LoopNest;
import io.rooftile.core.network.Network;
import io.rooftile.costmodel.published.FinnStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// FINN's networks and how they are folded, as `finn.yaml` has them.
final class FinnFoldings {
    private static final Pattern DIMENSIONS = Pattern.compile("\\d+(-\\d+){2,}");

    private final TruthNode root;

    private FinnFoldings(TruthNode root) {
        this.root = root;
    }

    static FinnFoldings of(TruthNode root) {
        return new FinnFoldings(root);
    }

    /// Stages of a topology of the file.
    ///
    /// @param configuration name of a folding, with or without its folder
    Optional<List<FinnStage>> stages(String topology, String configuration) {
        return topology(topology).flatMap(FinnFoldings::shapes).flatMap(shapes -> configuration(configuration)
                .flatMap(folds -> folded(shapes, folds)));
    }

    /// Stages of a network whose layers with weights a folding lists in order.
    Optional<List<FinnStage>> stages(Network network, String configuration) {
        return configuration(configuration).flatMap(folds -> folded(shapes(network), folds));
    }

    /// Stages of a topology with the folding that the file prints beside it.
    Optional<List<FinnStage>> ownStages(String topology) {
        return topology(topology).flatMap(node -> shapes(node).flatMap(shapes -> node.find("bnn_pynq_folding")
                .map(FinnFoldings::ownFoldings)
                .flatMap(folds -> folded(shapes, folds))));
    }

    private Optional<TruthNode> topology(String name) {
        return root.find("topologies").flatMap(all -> all.find(name));
    }

    private Optional<List<Folding>> configuration(String name) {
        return root.find("finn_examples_folding_configs")
                .flatMap(table -> table.find("configs"))
                .flatMap(configs -> configs.fields().entrySet().stream()
                        .filter(entry ->
                                entry.getKey().equals(name) || entry.getKey().endsWith("/" + name))
                        .findFirst())
                .map(entry -> foldings(entry.getValue()));
    }

    /// @param rows output rows
    private record Shape(long pixels, int rows, long inputs, long outputs) {}

    private record Folding(int pe, int simd) {}

    private static Optional<List<FinnStage>> folded(List<Shape> shapes, List<Folding> foldings) {
        if (shapes.size() != foldings.size()) {
            return Optional.empty();
        }
        List<FinnStage> stages = new ArrayList<>();
        for (int i = 0; i < shapes.size(); i++) {
            Shape shape = shapes.get(i);
            Folding folding = foldings.get(i);
            stages.add(FinnStage.of(
                    shape.pixels(), shape.rows(), shape.inputs(), shape.outputs(), folding.pe(), folding.simd()));
        }
        return Optional.of(stages);
    }

    /// A depthwise unit takes one input at a time.
    private static List<Folding> foldings(TruthNode config) {
        return config.items().stream()
                .map(node -> new Folding(node.count("PE"), node.has("SIMD") ? node.count("SIMD") : 1))
                .toList();
    }

    private static List<Folding> ownFoldings(TruthNode folding) {
        List<TruthNode> pe = folding.get("pe").items();
        List<TruthNode> simd = folding.get("simd").items();
        List<Folding> foldings = new ArrayList<>();
        for (int i = 0; i < Math.min(pe.size(), simd.size()); i++) {
            foldings.add(new Folding((int) pe.get(i).number(), (int) simd.get(i).number()));
        }
        return foldings;
    }

    private static List<Shape> shapes(Network network) {
        return network.layers().stream()
                .filter(layer -> layer.macs() > 0)
                .map(FinnFoldings::shape)
                .toList();
    }

    private static Shape shape(Layer layer) {
        LoopNest loops = layer.loops();
        long taps = (long) loops.fy() * loops.fx();
        boolean isDepthwise = layer instanceof Convolution convolution && convolution.isDepthwise();
        return new Shape(
                (long) loops.oy() * loops.ox(),
                loops.oy(),
                taps * loops.c(),
                isDepthwise ? (long) loops.g() * loops.k() : loops.k());
    }

    /// A topology of the file: its layers, its matrices, or its widths in words.
    private static Optional<List<Shape>> shapes(TruthNode topology) {
        if (topology.has("layers")) {
            return Optional.of(
                    topology.rows("layers").stream().map(FinnFoldings::shape).toList());
        }
        if (topology.has("layers_mw_mh")) {
            return Optional.of(topology.rows("layers_mw_mh").stream()
                    .map(TruthNode::items)
                    .map(sides -> new Shape(1, 1, (long) sides.getFirst().number(), (long)
                            sides.getLast().number()))
                    .toList());
        }
        Matcher widths = DIMENSIONS.matcher(topology.text("source"));
        if (!widths.find()) {
            return Optional.empty();
        }
        String[] sides = widths.group().split("-", -1);
        List<Shape> shapes = new ArrayList<>();
        for (int i = 1; i < sides.length; i++) {
            shapes.add(new Shape(1, 1, Long.parseLong(sides[i - 1]), Long.parseLong(sides[i])));
        }
        return Optional.of(shapes);
    }

    private static Shape shape(TruthNode layer) {
        if (layer.has("mw")) {
            return new Shape(1, 1, layer.count("mw"), layer.count("mh"));
        }
        int side = layer.count("ofm");
        int filter = Integer.parseInt(layer.text("l").replaceAll(".*x", ""));
        return new Shape((long) side * side, side, (long) filter * filter * layer.count("cin"), layer.count("cout"));
    }
}
