package io.rooftile.costmodel.overlay;

import io.rooftile.core.UserInputException;
import io.rooftile.core.design.LoopOrder;
import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.design.Tiling;
import io.rooftile.costmodel.overlay.Workload.Task;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A tiling that somebody else chose.
///
/// @param units smallest parts of the output channels in a tile
record GivenTile(PixelTile tile, int units, LoopOrder order) {
    /// The tilings of a design, by task; null for tasks that it leaves to the model. Null when it has none at
    /// all.
    ///
    /// @throws UserInputException when one names no layer of the engine or does not suit the layer or the array
    static @Nullable GivenTile @Nullable [] of(OverlayDesign design, Compiled compiled) {
        if (design.tilings().isEmpty()) {
            return null;
        }
        Map<String, Integer> taskOfLayer = new HashMap<>();
        List<Task> tasks = compiled.workload.tasks();
        for (int i = 0; i < tasks.size(); i++) {
            taskOfLayer.put(compiled.layerOf(i).name(), i);
        }
        Engine engine = Engine.of(design, compiled.target);
        ChosenKinds chosen = new ChosenKinds(compiled);
        compiled.choose(engine, chosen);
        @Nullable GivenTile[] given = new @Nullable GivenTile[tasks.size()];
        for (Tiling tiling : design.tilings()) {
            Integer task = taskOfLayer.get(tiling.layer());
            if (task == null) {
                throw wrong(tiling, "is not run by the engine as a layer of its own", "remove its tiling");
            }
            given[task] = of(tiling, compiled.kinds[chosen.ofTask[task]].tables(), engine);
        }
        return given;
    }

    private static GivenTile of(Tiling tiling, ShapeTables tables, Engine engine) {
        LayerShape shape = tables.shape;
        int rows = shape.output().rows();
        int columns = shape.output().columns();
        String pixels = "has tiles of " + tiling.tileOY() + "x" + tiling.tileOX() + " pixels, but ";
        if (tiling.tileOY() > rows || tiling.tileOX() > columns) {
            throw wrong(tiling, pixels + "only " + rows + "x" + columns, "choose tiles within the layer");
        }
        if (tiling.tileOX() < columns && tiling.tileOY() > 1) {
            throw wrong(
                    tiling,
                    pixels + "a tile is whole rows of " + columns + " or part of one row",
                    "choose whole rows, or one row");
        }
        int times = shape.row().times();
        if (shape.isRepeated() && (tiling.tileOX() < columns || tiling.tileOY() % times != 0)) {
            throw wrong(
                    tiling,
                    pixels + "a tile is whole rows, " + times + " or a multiple of them",
                    "choose all " + columns + " columns and a multiple of " + times + " rows");
        }
        if (tiling.tileOX() < columns && tiling.tileOX() % engine.wordsPerChunk != 0) {
            throw wrong(
                    tiling,
                    pixels + "parts of a row begin with a beat of " + engine.wordsPerChunk + " columns",
                    "choose a multiple of " + engine.wordsPerChunk + " columns");
        }
        int all = shape.outputChannels();
        int unit = tables.channelUnits[0][0];
        if (tiling.tileK() < all && tiling.tileK() % unit != 0) {
            throw wrong(
                    tiling,
                    "has tiles of " + tiling.tileK() + " output channels, which is neither all " + all
                            + " nor a multiple of " + unit,
                    "choose a multiple of whole words and whole groups of channels");
        }
        return new GivenTile(
                PixelTile.of(shape, engine.pp, engine.wordsPerChunk, tiling.tileOY(), tiling.tileOX()),
                Math.ceilDiv(Math.min(all, tiling.tileK()), unit),
                tiling.order());
    }

    static UserInputException wrong(Tiling tiling, String what, String hint) {
        return UserInputException.of("overlay design", "tiling of layer " + tiling.layer(), what, hint);
    }
}
