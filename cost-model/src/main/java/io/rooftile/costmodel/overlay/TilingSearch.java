package io.rooftile.costmodel.overlay;

import io.rooftile.core.design.LoopOrder;

/// The best tiling of one layer, found exactly: every useful tiling is enumerated, those that a bound from
/// below rules out are skipped. Best is fewest cycles, then fewest bytes, then the first in the order of
/// enumeration.
final class TilingSearch {
    private static final int NONE = -1;

    private final TileCost cost;
    private long bestCycles;
    private long bestBytes;
    private int bestTile;
    private int bestUnits;
    private int bestCount;
    private LoopOrder bestOrder = LoopOrder.WEIGHTS_OUTER;
    /// Grow to the most cuts of pixels that were ever asked for.
    private long[] bounds = new long[64];
    private long[] leastBytes = new long[64];

    TilingSearch(Engine engine) {
        this.cost = new TileCost(engine);
    }

    /// Finds the best tiling of a layer and leaves its cost in `out`; `out.isFound` is false when no tiling fits.
    void search(Engine engine, TaskKind kind, OptionIndex at, LayerCost out) {
        cost.prepare(engine, kind, at);
        bestCycles = Long.MAX_VALUE;
        bestBytes = Long.MAX_VALUE;
        bestTile = NONE;
        PixelTile[] tiles = kind.tables().pixels(at, engine).tiles;
        Splits outputs = kind.tables().outputs[at.icp][at.ocp];
        // A good tiling early rules out many others: the most promising pixels first.
        int promising = boundAll(tiles);
        searchChannels(tiles, promising, outputs);
        for (int i = 0; i < tiles.length; i++) {
            if (i != promising && bounds[i] <= (leastBytes[i] < bestBytes ? bestCycles : bestCycles - 1)) {
                searchChannels(tiles, i, outputs);
            }
        }
        out.isFound = bestTile != NONE;
        if (bestTile != NONE) {
            cost.cutPixels(tiles[bestTile]);
            cost.cutOutputs(bestUnits, bestCount);
            cost.order(bestOrder);
            fill(out, bestOrder);
            out.tileIndex = bestTile;
        }
    }

    /// Costs one given tiling, which need not be one that the search would try.
    void costOf(Engine engine, TaskKind kind, OptionIndex at, GivenTile given, LayerCost out) {
        cost.prepare(engine, kind, at);
        int all = Math.ceilDiv(kind.shape().outputChannels(), kind.tables().channelUnits[at.icp][at.ocp]);
        cost.cutPixels(given.tile());
        cost.cutOutputs(given.units(), Math.ceilDiv(all, given.units()));
        out.isFound = cost.fits();
        cost.order(given.order());
        fill(out, given.order());
    }

    /// Costs the tiling that needs least of the buffers, for a design in which none fits.
    void costOfSmallest(Engine engine, TaskKind kind, OptionIndex at, LayerCost out) {
        takeSmallest(engine, kind, at);
        cost.order(LoopOrder.WEIGHTS_OUTER);
        fill(out, LoopOrder.WEIGHTS_OUTER);
        out.isFound = false;
        out.tileIndex = kind.tables().pixels(at, engine).tiles.length - 1;
    }

    /// Words that a task needs at least of each feature bank, of the weight buffer, of each output bank.
    long leastFeatureWords(Engine engine, TaskKind kind, OptionIndex at) {
        takeSmallest(engine, kind, at);
        return cost.featureWords();
    }

    long leastWeightWords(Engine engine, TaskKind kind, OptionIndex at) {
        takeSmallest(engine, kind, at);
        return cost.weightWords();
    }

    long leastBankWords(Engine engine, TaskKind kind, OptionIndex at) {
        takeSmallest(engine, kind, at);
        return cost.bankWords();
    }

    private void takeSmallest(Engine engine, TaskKind kind, OptionIndex at) {
        cost.prepare(engine, kind, at);
        PixelTile[] tiles = kind.tables().pixels(at, engine).tiles;
        Splits outputs = kind.tables().outputs[at.icp][at.ocp];
        cost.cutPixels(tiles[tiles.length - 1]);
        cost.cutOutputs(1, outputs.counts[outputs.counts.length - 1]);
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
            bounds[i] = cost.leastCycles();
            leastBytes[i] = cost.leastBytes();
            least = bounds[i] < bounds[least] ? i : least;
        }
        return least;
    }

    private void searchChannels(PixelTile[] tiles, int index, Splits outputs) {
        PixelTile tile = tiles[index];
        cost.cutPixels(tile);
        for (int k = 0; k < outputs.sizes.length; k++) {
            int count = outputs.counts[k];
            // Jobs of the array take a least time, however little they do.
            if (tile.count * count * Engine.JOB_CYCLES > bestCycles) {
                return;
            }
            cost.cutOutputs(outputs.sizes[k], count);
            if (cost.fits()) {
                consider(index, LoopOrder.WEIGHTS_OUTER);
                if (count > 1 && tile.count > 1) {
                    consider(index, LoopOrder.FEATURES_OUTER);
                }
            }
        }
    }

    private void consider(int index, LoopOrder order) {
        if (!cost.order(order, bestCycles, bestBytes)) {
            return;
        }
        bestCycles = cost.cycles;
        bestBytes = cost.bytes;
        bestTile = index;
        bestUnits = cost.units;
        bestCount = cost.kCount;
        bestOrder = order;
    }

    private void fill(LayerCost out, LoopOrder order) {
        out.cycles = cost.cycles;
        out.bytes = cost.bytes;
        out.activeCycles = cost.activeCycles;
        out.parameterWords = cost.parameterWords();
        out.storedBytes = cost.storedBytes();
        out.tiles = cost.tile.count * cost.kCount;
        out.tile = cost.tile;
        out.units = cost.units;
        out.order = order;
        out.computeCycles = cost.computeCycles;
        out.waitCycles = cost.waitCycles;
        out.inputBytes = cost.inputBytes;
        out.weightBytes = cost.weightBytes;
        out.outputBytes = cost.outputBytes;
        out.loadCycles = cost.loadCycles;
        out.storeCycles = cost.storeCycles;
    }
}
