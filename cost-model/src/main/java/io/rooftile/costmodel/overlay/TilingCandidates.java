package io.rooftile.costmodel.overlay;

import io.rooftile.core.design.LoopOrder;

/// The tilings of one layer that are shortest in closed form, the shortest first; of equals the one that moves fewer
/// bytes, then the first in the order of enumeration. Mutable and reused.
final class TilingCandidates {
    /// Tilings that are kept.
    static final int MOST = 32;

    private final TileCost cost;
    private final PixelTile[] tile = new PixelTile[MOST];
    private final int[] units = new int[MOST];
    private final LoopOrder[] order = new LoopOrder[MOST];
    private final long[] cycles = new long[MOST];
    private final long[] bytes = new long[MOST];
    private long mostStoredBytes;
    int count;

    TilingCandidates(Engine engine) {
        this.cost = new TileCost(engine);
    }

    /// Finds those of a layer that fit the buffers.
    ///
    /// @param mostParameterWords words that one half of the parameter buffer holds
    /// @param newStoredBytes bytes of constants and program that the layer may take in memory
    void find(Engine engine, TaskKind kind, OptionIndex at, long mostParameterWords, long newStoredBytes) {
        mostStoredBytes = newStoredBytes;
        count = 0;
        cost.prepare(engine, kind, at);
        Splits outputs = kind.tables().outputs[at.icp][at.ocp];
        for (PixelTile pixels : kind.tables().pixels(at, engine).tiles) {
            cost.cutPixels(pixels);
            if (cost.leastCycles() > mostCycles()) {
                continue;
            }
            for (int k = 0; k < outputs.sizes.length; k++) {
                cost.cutOutputs(outputs.sizes[k], outputs.counts[k]);
                if (cost.fits() && cost.parameterWords() <= mostParameterWords) {
                    consider(LoopOrder.WEIGHTS_OUTER);
                    if (cost.kCount > 1 && pixels.count > 1) {
                        consider(LoopOrder.FEATURES_OUTER);
                    }
                }
            }
        }
    }

    /// One of them.
    GivenTile get(int index) {
        return new GivenTile(tile[index], units[index], order[index]);
    }

    private long mostCycles() {
        return count < MOST ? Long.MAX_VALUE : cycles[MOST - 1];
    }

    private void consider(LoopOrder newOrder) {
        long mostBytes = count < MOST ? Long.MAX_VALUE : bytes[MOST - 1];
        if (!cost.order(newOrder, mostCycles(), mostBytes) || cost.storedBytes() > mostStoredBytes) {
            return;
        }
        int last = count < MOST ? count++ : MOST - 1;
        int place = last;
        while (place > 0 && isBefore(place - 1)) {
            place--;
        }
        move(tile, place, last);
        move(order, place, last);
        System.arraycopy(units, place, units, place + 1, last - place);
        System.arraycopy(cycles, place, cycles, place + 1, last - place);
        System.arraycopy(bytes, place, bytes, place + 1, last - place);
        tile[place] = cost.tile;
        units[place] = cost.units;
        order[place] = newOrder;
        cycles[place] = cost.cycles;
        bytes[place] = cost.bytes;
    }

    private static void move(Object[] of, int from, int to) {
        System.arraycopy(of, from, of, from + 1, to - from);
    }

    /// Whether the tiling that was costed last comes before one that is kept.
    private boolean isBefore(int index) {
        return cost.cycles < cycles[index] || (cost.cycles == cycles[index] && cost.bytes < bytes[index]);
    }
}
