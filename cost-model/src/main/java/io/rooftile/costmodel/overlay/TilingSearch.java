package io.rooftile.costmodel.overlay;

import io.rooftile.core.design.LoopOrder;
import org.jspecify.annotations.Nullable;

/// The best tiling of one layer, found exactly: every useful tiling is enumerated, those that a bound from
/// below rules out are skipped. Best is fewest cycles, then fewest bytes, then the first in the order of
/// enumeration.
final class TilingSearch {
    private final TileCost cost = new TileCost();
    private final TilingBounds pixelBounds = new TilingBounds(cost);
    private long bestCycles;
    private long bestBytes;
    private @Nullable PixelTile bestTile;
    private int bestK;
    private int bestKCount;
    private int bestC;
    private int bestCCount;
    /// Grows to the most cuts of pixels that were ever asked for.
    private long[] bounds = new long[64];
    private long[] leastBytes = new long[64];
    private LoopOrder bestOrder = LoopOrder.WEIGHTS_OUTER;

    /// Finds the best tiling of a layer and leaves its cost in `out`; `out.isFound` is false when no tiling fits.
    void search(Engine engine, ShapeTables tables, OptionIndex at, long halfWords, int residence, LayerCost out) {
        cost.prepare(engine, tables, at, halfWords, residence);
        bestCycles = Long.MAX_VALUE;
        bestBytes = Long.MAX_VALUE;
        bestTile = null;
        PixelTile[] tiles = tables.pixels[at.pp].tiles;
        // A good tiling early rules out many others: the most promising pixels first.
        int promising = boundAll(tiles);
        searchChannels(tiles[promising], tables, at);
        for (int i = 0; i < tiles.length; i++) {
            if (i != promising && bounds[i] <= (leastBytes[i] < bestBytes ? bestCycles : bestCycles - 1)) {
                searchChannels(tiles[i], tables, at);
            }
        }
        PixelTile tile = bestTile;
        out.isFound = tile != null;
        if (tile != null) {
            cost.cutPixels(tile);
            cost.cutOutputs(bestK, bestKCount);
            cost.cutInputs(bestC, bestCCount, bestOrder);
            fill(out, tile, bestK, bestC, bestOrder);
        }
    }

    /// Costs one given tiling, which need not be one that the search would try.
    void costOf(
            Engine engine,
            ShapeTables tables,
            OptionIndex at,
            long halfWords,
            int residence,
            GivenTile given,
            LayerCost out) {
        cost.prepare(engine, tables, at, halfWords, residence);
        int kCount = Math.ceilDiv(cost.outputGroups, given.kGroups());
        int cCount = tables.isArray ? Math.ceilDiv(cost.inputGroups, given.cGroups()) : 1;
        cost.cutPixels(given.tile());
        cost.cutOutputs(given.kGroups(), kCount);
        out.isFound = cost.fits(given.cGroups());
        cost.cutInputs(given.cGroups(), cCount, given.order());
        fill(out, given.tile(), given.kGroups(), given.cGroups(), given.order());
    }

    /// Costs the tiling that needs least of the buffers, for a design in which none fits.
    void costOfSmallest(
            Engine engine, ShapeTables tables, OptionIndex at, long halfWords, int residence, LayerCost out) {
        PixelTile[] tiles = tables.pixels[at.pp].tiles;
        costOf(
                engine,
                tables,
                at,
                halfWords,
                residence,
                new GivenTile(tiles[tiles.length - 1], 1, leastInputGroups(tables, at), LoopOrder.WEIGHTS_OUTER),
                out);
        out.isFound = false;
    }

    /// Words of each feature bank that a task needs at least.
    long leastFeatureWords(Engine engine, ShapeTables tables, OptionIndex at) {
        cost.prepare(engine, tables, at, 0, 0);
        PixelTile[] tiles = tables.pixels[at.pp].tiles;
        cost.cutPixels(tiles[tiles.length - 1]);
        cost.cutOutputs(1, cost.outputGroups);
        return cost.featureWords(leastInputGroups(tables, at));
    }

    /// Words of each weight bank that a task needs at least.
    long leastWeightWords(Engine engine, ShapeTables tables, OptionIndex at) {
        cost.prepare(engine, tables, at, 0, 0);
        return cost.weightWords(1, leastInputGroups(tables, at));
    }

    private static int leastInputGroups(ShapeTables tables, OptionIndex at) {
        boolean isCut = tables.isArray && tables.inputSplits[at.icp].sizes.length > 1;
        return isCut ? 1 : tables.inputGroups[at.icp];
    }

    /// Bounds what each cut of pixels takes at least; the index of the least.
    private int boundAll(PixelTile[] tiles) {
        if (bounds.length < tiles.length) {
            bounds = new long[tiles.length];
            leastBytes = new long[tiles.length];
        }
        int least = 0;
        for (int i = 0; i < tiles.length; i++) {
            cost.cutPixels(tiles[i]);
            bounds[i] = pixelBounds.leastOfPixels();
            leastBytes[i] = pixelBounds.leastBytes;
            least = bounds[i] < bounds[least] ? i : least;
        }
        return least;
    }

    private void searchChannels(PixelTile tile, ShapeTables tables, OptionIndex at) {
        cost.cutPixels(tile);
        pixelBounds.bound();
        int whole = pixelBounds.wholeTiles;
        int cut = pixelBounds.cutTiles;
        boolean mayBeWhole = whole <= cost.outputGroups && !pixelBounds.wholeExceed(whole, bestCycles, bestBytes);
        boolean mayBeCut =
                cut <= cost.outputGroups && !pixelBounds.cutsExceed(cut, pixelBounds.leastCuts, bestCycles, bestBytes);
        Splits outputs = tables.outputSplits[at.ocp];
        Splits inputs = tables.inputSplits[at.icp];
        int coarsest = 1;
        while (mayBeCut && coarsest < inputs.sizes.length && inputs.counts[coarsest] < pixelBounds.leastCuts) {
            coarsest++;
        }
        int firstCut = coarsest;
        for (int k = 0; k < outputs.sizes.length && (mayBeWhole || mayBeCut); k++) {
            int count = outputs.counts[k];
            if ((mayBeWhole && count >= whole) || (mayBeCut && count >= cut)) {
                cost.cutOutputs(outputs.sizes[k], count);
            }
            if (mayBeWhole && count >= whole) {
                mayBeWhole = !pixelBounds.wholeExceed(count, bestCycles, bestBytes);
                if (mayBeWhole) {
                    considerWhole(tile);
                }
            }
            if (mayBeCut && count >= cut) {
                mayBeCut = !pixelBounds.cutsExceed(count, pixelBounds.leastCuts, bestCycles, bestBytes);
                if (mayBeCut) {
                    while (firstCut < inputs.sizes.length && !cost.fits(inputs.sizes[firstCut])) {
                        firstCut++;
                    }
                    // The fewer outputs a tile has, the more inputs fit.
                    while (firstCut > coarsest && cost.fits(inputs.sizes[firstCut - 1])) {
                        firstCut--;
                    }
                    considerCuts(tile, inputs, firstCut);
                }
            }
        }
    }

    /// Tries both loop orders with all input channels.
    private void considerWhole(PixelTile tile) {
        if (cost.fits(cost.inputGroups)) {
            consider(tile, cost.inputGroups, 1, LoopOrder.WEIGHTS_OUTER);
            if (cost.isArray && cost.kCount > 1 && tile.count > 1) {
                consider(tile, cost.inputGroups, 1, LoopOrder.FEATURES_OUTER);
            }
        }
    }

    /// Tries the tilings of the input channels from the first that fits on. Both loop orders fetch the same.
    private void considerCuts(PixelTile tile, Splits inputs, int first) {
        for (int c = first; c < inputs.sizes.length; c++) {
            if (pixelBounds.cutsExceed(cost.kCount, inputs.counts[c], bestCycles, bestBytes)) {
                return;
            }
            consider(tile, inputs.sizes[c], inputs.counts[c], LoopOrder.WEIGHTS_OUTER);
        }
    }

    private void consider(PixelTile tile, int cGroups, int cCount, LoopOrder order) {
        if (!cost.cutInputs(cGroups, cCount, order, bestCycles, bestBytes)) {
            return;
        }
        bestCycles = cost.cycles;
        bestBytes = cost.bytes;
        bestTile = tile;
        bestK = cost.kGroups;
        bestKCount = cost.kCount;
        bestC = cGroups;
        bestCCount = cCount;
        bestOrder = order;
    }

    private void fill(LayerCost out, PixelTile tile, int kGroups, int cGroups, LoopOrder order) {
        out.cycles = cost.cycles;
        out.bytes = cost.bytes;
        out.activeCycles = cost.activeCycles;
        out.tile = tile;
        out.kGroups = kGroups;
        out.cGroups = cGroups;
        out.order = order;
        out.computeCycles = cost.computeCycles;
        out.controlCycles = cost.controlCycles;
        out.inputBytes = cost.inputBytes;
        out.weightBytes = cost.weightBytes;
        out.outputBytes = cost.bytes - cost.inputBytes - cost.weightBytes;
        out.loadCycles = cost.loadCycles;
        out.storeCycles = cost.storeCycles;
    }
}
