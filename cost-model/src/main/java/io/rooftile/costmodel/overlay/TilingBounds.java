package io.rooftile.costmodel.overlay;

/// Bounds from below on what tilings take that share a cut of pixels, so that the search need not cost them all. Works
/// on the layer and the pixels that a [TileCost] has taken in. Mutable and reused.
final class TilingBounds {
    private final TileCost cost;
    /// Bytes that any tiling of these pixels moves at least; set by [#leastOfPixels].
    long leastBytes;
    /// Fewest tiles of output channels that fit with the input channels whole, and with them cut; then also fewest
    /// tiles of input channels. The largest int where none fits. Set by [#bound].
    int wholeTiles;
    int cutTiles;
    int leastCuts;
    /// Cycles that any tiling computes and waits at least, without first load and control; of the first load those
    /// of the inputs of the array, and those of the weights or of all that the lanes load; control of one tile of
    /// channels.
    private long leastOtherCycles;
    private long firstInputCycles;
    private long firstPartCycles;
    private long stepCycles;

    TilingBounds(TileCost cost) {
        this.cost = cost;
    }

    /// A bound from below on what any cut of channels takes that fits, after [TileCost#cutPixels]; the largest long
    /// when none fits.
    ///
    /// With `m` tiles of channels the first load is at least the `m`-th part of all that one tile of pixels
    /// needs, and the control grows with `m`; the sum of `a / m` and `b * m` is at least `2 * sqrt(a * b)`.
    long leastOfPixels() {
        long load = Long.MAX_VALUE;
        if (!cost.isArray) {
            load = cost.inputBytesOnce + cost.weightBytesOnce;
        } else if (cost.tile.words * cost.inputGroups * cost.loadedOperands <= cost.halfWords
                && cost.leastWholeTiles <= cost.outputGroups) {
            load = wholeLoad(cost.leastWholeTiles);
        }
        if (cost.isArray
                && cost.leastCutTiles <= cost.outputGroups
                && cost.tile.groupsFirst <= cost.accumulatorDepthWords) {
            load = Math.min(load, cost.inputBytesOnce * cost.leastCutTiles + cost.weightBytesOnce * cost.tile.count);
        }
        if (load == Long.MAX_VALUE) {
            leastBytes = load;
            return load;
        }
        long first = leastFirstCycles();
        long all = cost.repeat * (load + cost.secondBytes);
        leastBytes = all + cost.repeat * cost.outputBytes;
        long port = cost.loadCycles(all, cost.tile.wholeRuns * cost.loadedOperands)
                + cost.tile.groupsLast * cost.leastLast
                + cost.tileCycles;
        long busy = cost.leastBusyCycles + leastSum(first, cost.repeat * cost.tile.count * cost.tileCycles);
        return Math.max(cost.memoryCycles(leastBytes), Math.max(busy, port) + cost.groupStoreCycles) + cost.fixedCycles;
    }

    /// What loading all channels of the first tile of pixels takes, without parameters.
    private long leastFirstCycles() {
        long parameters = cost.loadsWeights ? cost.outputGroups * cost.parameterWords * cost.weightWordBytes : 0;
        return cost.portCycles(cost.firstInputBytesPerWord * cost.leastInputWords + cost.weightBytesOnce - parameters);
    }

    /// Prepares the bounds below for these pixels; after [TileCost#cutPixels].
    void bound() {
        long bursts = cost.tile.wholeRunsFirst * cost.loadedOperands + (cost.loadsWeights ? 1 : 0);
        leastOtherCycles = cost.leastBusyCycles + cost.groupStoreCycles + cost.fixedCycles + bursts * cost.burstCycles;
        stepCycles = cost.repeat * cost.tile.count * cost.tileCycles;
        long inputs =
                (cost.firstInputBytesPerWord * cost.leastInputWords * cost.portCyclesPerByte) >>> Engine.FRACTION_BITS;
        firstInputCycles = cost.isArray ? inputs : 0;
        firstPartCycles = leastFirstCycles() - firstInputCycles;
        long words = cost.tile.words * cost.loadedOperands;
        wholeTiles =
                !cost.isArray || words * cost.inputGroups <= cost.halfWords ? cost.leastWholeTiles : Integer.MAX_VALUE;
        cutTiles = Integer.MAX_VALUE;
        if (cost.isArray && words <= cost.halfWords && cost.tile.groupsFirst <= cost.accumulatorDepthWords) {
            long sums = Math.ceilDiv(cost.tile.groupsFirst * cost.outputGroups, cost.accumulatorDepthWords);
            cutTiles = (int) Math.max(cost.leastCutTiles, sums);
            leastCuts = words * cost.inputGroups <= cost.halfWords
                    ? 2
                    : (int) Math.ceilDiv(words * cost.inputGroups, cost.halfWords);
        }
    }

    /// Whether all tilings of these pixels with whole inputs and `outputTiles` or more tiles of outputs take more
    /// than `mostCycles`, or as many and not fewer than `mostBytes`; after [#bound].
    boolean wholeExceed(int outputTiles, long mostCycles, long mostBytes) {
        long load = wholeLoad(outputTiles);
        long limit = limit(load, mostCycles, mostBytes);
        return computingExceeds(firstInputCycles, firstPartCycles, outputTiles, limit)
                || loadExceeds(load, cost.tile.wholeRuns * cost.loadedOperands, outputTiles, cost.leastPerGroup, limit);
    }

    /// Likewise with cut inputs, in `inputTiles` or more.
    boolean cutsExceed(int outputTiles, int inputTiles, long mostCycles, long mostBytes) {
        long load = cost.inputBytesOnce * outputTiles + cost.weightBytesOnce * cost.tile.count;
        long limit = limit(load, mostCycles, mostBytes);
        long steps = Math.max((long) outputTiles * inputTiles, cost.leastTiles);
        return computingExceeds(0, firstInputCycles + firstPartCycles, steps, limit)
                || loadExceeds(
                        load,
                        cost.tile.partRuns * cost.loadedOperands * steps,
                        cost.tile.count * steps,
                        cost.leastLast,
                        limit);
    }

    /// Most cycles that a tiling may take to be better than the best so far when it loads so much or more.
    private long limit(long load, long mostCycles, long mostBytes) {
        return cost.repeat * (load + cost.secondBytes + cost.outputBytes) < mostBytes ? mostCycles : mostCycles - 1;
    }

    /// Whether with `least` or more tiles of channels the computing with the load before it takes more than `limit`
    /// cycles. For `m` tiles it takes `whole + part / m + control * m` or more, which falls to `2 * sqrt(part *
    /// control)` and rises from there.
    private boolean computingExceeds(long whole, long part, long least, long limit) {
        double left = (double) (limit - leastOtherCycles - whole);
        double control = (double) stepCycles * least;
        return left < control
                || (control * least >= part
                        ? (left - control) * least < part * (1 - 1e-9)
                        : left * left < 4 * (1 - 1e-9) * part * stepCycles);
    }

    /// Whether loading so much takes more than `limit` cycles with what cannot be done at the same time.
    private boolean loadExceeds(long loadOnce, long inputRuns, long weightRuns, long lastGroup, long limit) {
        long load = cost.repeat * (loadOnce + cost.secondBytes);
        return cost.loadCycles(load, inputRuns + (cost.loadsWeights ? weightRuns : 0))
                                + cost.tile.groupsLast * lastGroup
                                + cost.tileCycles
                                + cost.groupStoreCycles
                                + cost.fixedCycles
                        > limit
                || cost.memoryCycles(load + cost.repeat * cost.outputBytes) + cost.fixedCycles > limit;
    }

    /// Bytes that the better loop order loads with the input channels whole and so many tiles of output channels.
    private long wholeLoad(int outputTiles) {
        if (!cost.isArray || outputTiles == 1 || cost.tile.count == 1) {
            return cost.inputBytesOnce + cost.weightBytesOnce;
        }
        return Math.min(
                cost.inputBytesOnce * outputTiles + cost.weightBytesOnce,
                cost.inputBytesOnce + cost.weightBytesOnce * cost.tile.count);
    }

    /// The least of `parts / m + each * m` over all `m` of at least 1.
    private static long leastSum(long parts, long each) {
        return parts <= each ? parts + each : (long) (2 * Math.sqrt((double) parts * each) * (1 - 1e-9));
    }
}
