package io.rooftile.costmodel.overlay;

import io.rooftile.core.design.LoopOrder;
import org.jspecify.annotations.Nullable;

/// The best tiling of one layer, found exactly: every useful tiling is enumerated, those that a bound from below rules
/// out are skipped. Best is fewest cycles, then fewest bytes, then the first in the order of enumeration.
final class TilingSearch {
    private final TileCost cost = new TileCost();
    private long bestCycles;
    private long bestBytes;
    private @Nullable PixelTile bestTile;
    private int bestK;
    private int bestKCount;
    private int bestC;
    private int bestCCount;
    private LoopOrder bestOrder = LoopOrder.WEIGHTS_OUTER;

    /// Finds the best tiling of a layer and leaves its cost in `out`; `out.isFound` is false when no tiling fits.
    void search(Engine engine, ShapeTables tables, OptionIndex at, long halfWords, int residence, LayerCost out) {
        cost.prepare(engine, tables, at, halfWords, residence);
        bestCycles = Long.MAX_VALUE;
        bestBytes = Long.MAX_VALUE;
        bestTile = null;
        Splits kSplits = tables.outputSplits[at.ocp];
        PixelTile[] tiles = tables.pixels[at.pp].tiles;
        for (PixelTile tile : tiles) {
            if (cost.leastCycles(tile) <= bestCycles) {
                if (tables.isArray) {
                    searchArray(tile, kSplits, tables.inputSplits[at.icp], tables.shape, engine);
                } else {
                    searchLanes(tile, kSplits, tables.shape, engine);
                }
            }
        }
        PixelTile tile = bestTile;
        out.isFound = tile != null;
        if (tile != null) {
            cost.evaluate(tile, bestK, bestKCount, bestC, bestCCount, bestOrder);
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
        out.isFound = cost.fits(given.tile(), given.kGroups(), given.cGroups());
        cost.evaluate(given.tile(), given.kGroups(), kCount, given.cGroups(), cCount, given.order());
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
                new GivenTile(
                        tiles[tiles.length - 1], 1, leastInputGroups(engine, tables, at), LoopOrder.WEIGHTS_OUTER),
                out);
        out.isFound = false;
    }

    /// Words of each feature bank that a task needs at least.
    long leastFeatureWords(Engine engine, ShapeTables tables, OptionIndex at) {
        cost.prepare(engine, tables, at, 0, 0);
        PixelTile[] tiles = tables.pixels[at.pp].tiles;
        return cost.featureWords(tiles[tiles.length - 1], 1, leastInputGroups(engine, tables, at));
    }

    /// Words of each weight bank that a task needs at least.
    long leastWeightWords(Engine engine, ShapeTables tables, OptionIndex at) {
        cost.prepare(engine, tables, at, 0, 0);
        return cost.weightWords(1, leastInputGroups(engine, tables, at));
    }

    private static int leastInputGroups(Engine engine, ShapeTables tables, OptionIndex at) {
        boolean isCut = tables.isArray && tables.shape.channels().input() > engine.icp;
        return isCut ? 1 : tables.inputGroups[at.icp];
    }

    private void searchLanes(PixelTile tile, Splits kSplits, LayerShape shape, Engine engine) {
        int outputChannels = shape.channels().output();
        for (int k = 0; k < kSplits.sizes.length; k++) {
            int kGroups = kSplits.sizes[k];
            boolean isNamed = k == 0 || (long) kGroups * engine.ocp < outputChannels;
            if (isNamed && cost.fits(tile, kGroups, 1)) {
                consider(tile, kGroups, kSplits.counts[k], 1, 1, LoopOrder.WEIGHTS_OUTER);
            }
        }
    }

    private void searchArray(PixelTile tile, Splits kSplits, Splits cSplits, LayerShape shape, Engine engine) {
        int inputChannels = shape.channels().input();
        for (int k = 0; k < kSplits.sizes.length; k++) {
            int kGroups = kSplits.sizes[k];
            int kCount = kSplits.counts[k];
            for (int c = 0; c < cSplits.sizes.length; c++) {
                int cGroups = cSplits.sizes[c];
                int cCount = cSplits.counts[c];
                if (c > 0 && (long) cGroups * engine.icp >= inputChannels) {
                    // A cut between the padded parts of a concatenation, which a number of channels cannot name.
                    continue;
                }
                if (!cost.fitsAccumulators(tile, kGroups, cGroups)) {
                    break;
                }
                if (!cost.fits(tile, kGroups, cGroups)) {
                    continue;
                }
                consider(tile, kGroups, kCount, cGroups, cCount, LoopOrder.WEIGHTS_OUTER);
                if (cCount == 1 && kCount > 1 && tile.count > 1) {
                    consider(tile, kGroups, kCount, cGroups, cCount, LoopOrder.FEATURES_OUTER);
                } else if (cCount > 1 && cost.leastOfFinerCuts() > bestCycles) {
                    break;
                }
            }
        }
    }

    private void consider(PixelTile tile, int kGroups, int kCount, int cGroups, int cCount, LoopOrder order) {
        cost.evaluate(tile, kGroups, kCount, cGroups, cCount, order);
        if (cost.cycles < bestCycles || (cost.cycles == bestCycles && cost.bytes < bestBytes)) {
            bestCycles = cost.cycles;
            bestBytes = cost.bytes;
            bestTile = tile;
            bestK = kGroups;
            bestKCount = kCount;
            bestC = cGroups;
            bestCCount = cCount;
            bestOrder = order;
        }
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
