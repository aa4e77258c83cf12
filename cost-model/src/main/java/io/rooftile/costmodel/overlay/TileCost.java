package io.rooftile.costmodel.overlay;

import io.rooftile.core.design.LoopOrder;

/// The closed form: time and traffic of one layer for one tiling after the other. A tiling is taken in by
/// [#prepare] (layer and engine), [#cutPixels], [#cutOutputs] and [#cutInputs], each of which does what the
/// ones behind it need only once. Mutable and reused; formulas and sources are in `docs/model/overlay.md`.
final class TileCost {
    // The layer on the engine.
    boolean isArray;
    int outputGroups;
    int inputGroups;
    long repeat;
    private int taps;
    private long fusedCycles;
    int loadedOperands;
    boolean loadsWeights;
    private int outputWordsPerPixel;
    private int weightTaps;
    private long laneWeightWords;
    long parameterWords;
    long outputBytes;
    long secondBytes;
    long weightBytesOnce;
    long groupStoreCycles;
    long fixedCycles;
    /// Cycles that a group of outputs takes with all input channels, and at least with the last tile of them.
    long leastPerGroup;
    long leastLast;
    /// Fewest tiles of output channels whose weights fit, with all input channels and with one word of them.
    int leastWholeTiles;
    int leastCutTiles;
    /// Fewest tiles of channels whose weights fit.
    long leastTiles;
    /// Input words that all tiles of channels together read at least, of one pixel: a lane tile is charged for words
    /// without padding between the parts of a concatenation.
    int leastInputWords;

    // The engine.
    private int icp;
    private int ocp;
    private long featureWordBytes;
    long weightWordBytes;
    long portCyclesPerByte;
    private long memoryCyclesPerByte;
    long tileCycles;
    private long layerCycles;
    long burstCycles;
    private long latencyCycles;
    long accumulatorDepthWords;
    long halfWords;
    private long weightLimitWords;

    // The cut of pixels.
    PixelTile tile = PixelTile.NONE;
    long inputBytesOnce;
    long firstInputBytesPerWord;
    private long busyGroups;
    long leastBusyCycles;

    // The cut of output channels.
    int kGroups;
    int kCount;
    private long outputRuns;
    private long secondTileBytes;
    private long secondTileWords;

    // The tiling's result.
    long cycles;
    long bytes;
    long computeCycles;
    long controlCycles;
    long activeCycles;
    long inputBytes;
    long weightBytes;
    long loadCycles;
    long storeCycles;

    /// Takes in a layer.
    ///
    /// @param halfFeatureWords depth of each bank that a working tile may take
    /// @param residence bits of [Residence]
    /// @throws ArithmeticException when the layer's traffic is beyond any count
    void prepare(Engine engine, ShapeTables tables, OptionIndex at, long halfFeatureWords, int residence) {
        prepareEngine(engine);
        LayerShape shape = tables.shape;
        LayerShape.Work work = shape.work();
        isArray = tables.isArray;
        repeat = shape.repeat();
        taps = work.taps();
        weightTaps = work.weightTaps();
        outputGroups = tables.outputGroups[at.ocp];
        inputGroups = tables.inputGroups[at.icp];
        outputWordsPerPixel = tables.outputWords[at.icp];
        leastInputWords =
                isArray ? inputGroups : (int) Math.min(inputGroups, (long) outputGroups * engine.ocp / engine.icp);
        fusedCycles = work.isFused() ? 1 : 0;
        leastPerGroup = isArray
                ? Math.max((long) inputGroups * taps + fusedCycles, Engine.DRAIN_CYCLES)
                : Math.max(taps, Engine.DRAIN_CYCLES);
        leastLast = Math.max(taps + fusedCycles, Engine.DRAIN_CYCLES);
        boolean loadsSecond = (residence & Residence.SECOND) == 0;
        loadedOperands = ((residence & Residence.INPUT) == 0 ? 1 : 0) + (work.operands() > 1 && loadsSecond ? 1 : 0);
        loadsWeights = (residence & Residence.WEIGHTS) == 0 && (weightTaps > 0 || work.hasParameters());
        parameterWords = work.hasParameters() ? engine.parameterWords : 0;
        laneWeightWords = Math.ceilDiv(weightTaps, icp);
        weightBytesOnce = weightWords(outputGroups, inputGroups) * weightWordBytes;
        boolean stores = (residence & Residence.OUTPUT) == 0;
        long features = shape.output().pixels() * outputWordsPerPixel * featureWordBytes;
        outputBytes = stores ? features : 0;
        secondBytes = work.isFused() && loadsSecond ? features : 0;
        groupStoreCycles = stores ? portCycles((long) engine.pp * Math.ceilDiv(ocp, icp) * featureWordBytes) : 0;
        halfWords = halfFeatureWords;
        weightLimitWords = loadsWeights ? engine.weightDepthWords : Long.MAX_VALUE;
        boolean loads = loadedOperands > 0 || loadsWeights || secondBytes > 0;
        fixedCycles = layerCycles + (loads ? latencyCycles : 0);
        leastWholeTiles = leastTiles(inputGroups);
        leastCutTiles = leastTiles(1);
        leastTiles = isArray && loadsWeights
                ? Math.ceilDiv((long) outputGroups * inputGroups * weightTaps, weightLimitWords)
                : 1;
        PixelTiles pixels = tables.pixels[at.pp];
        double most = (double) repeat
                * (2.0 * features
                        + (double) pixels.mostInputs * inputGroups * 2 * featureWordBytes * outputGroups
                        + (double) weightBytesOnce * pixels.mostTiles);
        if (most * Math.max(portCyclesPerByte, memoryCyclesPerByte) > 0x1p62) {
            throw new ArithmeticException("a layer's traffic of up to " + most + " bytes is beyond any count");
        }
    }

    /// Larger than there are groups when not even one fits.
    private int leastTiles(int cGroups) {
        long words = weightWords(1, cGroups);
        if (words > weightLimitWords) {
            return Integer.MAX_VALUE;
        }
        return words == 0 ? 1 : (int) Math.max(1, Math.ceilDiv(outputGroups, weightLimitWords / words));
    }

    private void prepareEngine(Engine engine) {
        icp = engine.icp;
        ocp = engine.ocp;
        featureWordBytes = engine.featureWordBytes;
        weightWordBytes = engine.weightWordBytes;
        portCyclesPerByte = engine.portCyclesPerByte;
        memoryCyclesPerByte = engine.memoryCyclesPerByte;
        tileCycles = engine.timing.tileCycles();
        layerCycles = engine.timing.layerCycles();
        burstCycles = engine.timing.burstCycles();
        latencyCycles = engine.timing.latencyCycles();
        accumulatorDepthWords = engine.accumulatorDepthWords;
    }

    /// Takes in the pixels of a tile.
    void cutPixels(PixelTile newTile) {
        tile = newTile;
        inputBytesOnce = newTile.inputs * inputGroups * loadedOperands * featureWordBytes;
        firstInputBytesPerWord = newTile.inputsFirst * loadedOperands * featureWordBytes;
        busyGroups = newTile.groups * outputGroups;
        leastBusyCycles = repeat * busyGroups * leastPerGroup;
    }

    /// Takes in the output channels of a tile.
    ///
    /// @param groups of `OCP` channels in a tile
    /// @param count tiles
    void cutOutputs(int groups, int count) {
        kGroups = groups;
        kCount = count;
        outputRuns = count == 1 ? tile.outputWholeRuns : tile.outputPartRuns * count;
        secondTileBytes = 0;
        secondTileWords = 0;
        if (secondBytes > 0) {
            int words = Math.min(outputWordsPerPixel, Math.ceilDiv(groups * ocp, icp));
            secondTileBytes = tile.outputsFirst * words * featureWordBytes;
            secondTileWords = tile.outputWords * words;
        }
    }

    /// Input words of one pixel that a tile reads, given that the array takes so many.
    private int inputWords(int cGroups) {
        if (isArray) {
            return cGroups;
        }
        return kCount == 1 ? inputGroups : Math.min(inputGroups, Math.ceilDiv(kGroups * ocp, icp));
    }

    /// Words of each feature bank that the working tile takes.
    long featureWords(int cGroups) {
        return tile.words * inputWords(cGroups) * loadedOperands + secondTileWords;
    }

    /// Words of each weight bank that a tile takes.
    long weightWords(int groups, int cGroups) {
        long perGroup = isArray ? (long) cGroups * weightTaps : laneWeightWords;
        return loadsWeights ? groups * (perGroup + parameterWords) : 0;
    }

    /// Whether the tile fits the buffers with so many words of input channels.
    boolean fits(int cGroups) {
        return featureWords(cGroups) <= halfWords
                && weightWords(kGroups, cGroups) <= weightLimitWords
                && (cGroups >= inputGroups || fitsAccumulators());
    }

    /// Whether the partial sums of a whole tile can wait for the next input channels.
    boolean fitsAccumulators() {
        return !isArray || tile.groupsFirst * kGroups <= accumulatorDepthWords;
    }

    /// Costs the tiling with the input channels cut like this, whether it fits or not.
    ///
    /// @param cGroups words of input channels in a tile
    /// @param cCount tiles; 1 on the lanes
    void cutInputs(int cGroups, int cCount, LoopOrder order) {
        cutInputs(cGroups, cCount, order, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /// Likewise, but gives up as soon as it is clear that the tiling takes neither fewer than `mostCycles` nor as
    /// many and fewer than `mostBytes`; then it returns false and the results mean nothing.
    boolean cutInputs(int cGroups, int cCount, LoopOrder order, long mostCycles, long mostBytes) {
        boolean isWhole = cCount == 1;
        long featureTimes = 1;
        long weightTimes = 1;
        if (isArray) {
            if (!isWhole) {
                featureTimes = kCount;
                weightTimes = tile.count;
            } else if (order == LoopOrder.WEIGHTS_OUTER) {
                featureTimes = tile.count == 1 ? 1 : kCount;
            } else {
                weightTimes = kCount == 1 ? 1 : tile.count;
            }
        }
        inputBytes = repeat * (inputBytesOnce * featureTimes + secondBytes);
        weightBytes = repeat * weightBytesOnce * weightTimes;
        long load = inputBytes + weightBytes;
        long store = repeat * outputBytes;
        bytes = load + store;
        long most = (bytes < mostBytes ? mostCycles : mostCycles - 1) - fixedCycles;
        long longest = memoryCycles(bytes);
        if (longest > most) {
            return false;
        }

        long steps = tile.count * kCount * cCount;
        long earlier = isWhole ? 0 : (cCount - 1L) * cGroups * taps;
        long last = isWhole
                ? leastPerGroup
                : Math.max((inputGroups - (cCount - 1L) * cGroups) * taps + fusedCycles, Engine.DRAIN_CYCLES);
        computeCycles = repeat * (busyGroups * (earlier + last) + steps * tileCycles);
        controlCycles = repeat * steps * tileCycles + layerCycles;
        activeCycles = repeat * busyGroups * (isArray ? (long) inputGroups * taps : taps);
        boolean readsWhole = isArray ? isWhole : kCount == 1;
        long firstBytes = firstInputBytesPerWord * inputWords(cGroups)
                + firstWeightWords(kGroups, cGroups) * weightWordBytes
                + (isWhole ? secondTileBytes : 0);
        long firstRuns = (readsWhole ? tile.wholeRunsFirst : tile.partRunsFirst) * loadedOperands
                + (loadsWeights ? 1 : 0)
                + (isWhole && secondBytes > 0 ? firstOutputRuns() : 0);
        long firstLoad = firstBytes == 0 ? 0 : portCycles(firstBytes) + bursts(firstRuns, firstBytes) * burstCycles;
        longest = Math.max(longest, firstLoad + computeCycles + groupStoreCycles);
        if (longest > most) {
            return false;
        }

        long cuts = isArray ? cCount : kCount;
        long inputRuns = readsWhole ? tile.wholeRuns : tile.partRuns * cuts;
        long runs = inputRuns * loadedOperands * featureTimes
                + (loadsWeights ? (long) kCount * cCount * weightTimes : 0)
                + (secondBytes > 0 ? outputRuns : 0);
        loadCycles = loadCycles(load, runs);
        storeCycles = store == 0 ? 0 : portCycles(store) + bursts(repeat * outputRuns, store) * burstCycles;
        long lastCompute = tile.groupsLast * lastOutputGroups() * last + tileCycles;
        long firstGroup =
                isWhole ? last + tileCycles : tile.groupsFirst * kGroups * earlier + last + cCount * tileCycles;
        longest = Math.max(longest, loadCycles + lastCompute + groupStoreCycles);
        longest = Math.max(longest, firstLoad + firstGroup + storeCycles);
        cycles = longest + fixedCycles;
        return longest <= most;
    }

    private long firstOutputRuns() {
        return kCount == 1 ? tile.outputWholeRunsFirst : tile.rows;
    }

    /// Parameters come with the last input channels.
    private long firstWeightWords(int groups, int cGroups) {
        return weightWords(groups, cGroups)
                - (isArray && loadsWeights && cGroups < inputGroups ? groups * parameterWords : 0);
    }

    /// A burst ends with a run and at each 4 KiB. Source: Arm IHI 0022, AMBA AXI protocol, burst boundaries.
    private static long bursts(long runs, long bytes) {
        return runs + (bytes >>> 12);
    }

    private int lastOutputGroups() {
        return outputGroups - (kCount - 1) * kGroups;
    }

    /// @param runs of one repetition
    long loadCycles(long load, long runs) {
        return load == 0 ? 0 : portCycles(load) + bursts(repeat * runs, load) * burstCycles;
    }

    long portCycles(long ofBytes) {
        return Engine.cycles(ofBytes, portCyclesPerByte);
    }

    long memoryCycles(long ofBytes) {
        return Engine.cycles(ofBytes, memoryCyclesPerByte);
    }
}
