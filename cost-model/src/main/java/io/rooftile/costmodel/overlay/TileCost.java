package io.rooftile.costmodel.overlay;

import io.rooftile.core.design.LoopOrder;

/// The closed form: time and traffic of one layer for one tiling after the other. [#prepare] takes in the layer and the
/// engine, [#evaluate] one tiling. Mutable and reused; formulas and sources are in `docs/model/overlay.md`.
final class TileCost {
    // The layer on the engine.
    boolean isArray;
    int outputGroups;
    int inputGroups;
    private long repeat;
    private int taps;
    private int operands;
    private long weightWordsPerTap;
    private long parameterWords;
    private long fusedCycles;
    private boolean loadsInput;
    private boolean loadsSecond;
    private boolean loadsWeights;
    private boolean stores;
    private long secondBytes;
    private long outputBytesOnce;
    private long groupStoreCycles;
    private int outputWordsPerPixel;
    private int weightTaps;

    // The engine.
    private int icp;
    private int ocp;
    private long featureWordBytes;
    private long weightWordBytes;
    private long portCyclesPerByte;
    private long memoryCyclesPerByte;
    private long tileCycles;
    private long layerCycles;
    private long burstCycles;
    private long latencyCycles;
    private long accumulatorDepthWords;

    // Limits.
    private long halfWords;
    private long weightLimitWords;

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
    private long leastCompute;

    /// Takes in a layer.
    ///
    /// @param halfFeatureWords depth of each bank that a working tile may take
    /// @param residence bits of [Residence]
    void prepare(Engine engine, ShapeTables tables, OptionIndex at, long halfFeatureWords, int residence) {
        prepareEngine(engine);
        LayerShape shape = tables.shape;
        LayerShape.Work work = shape.work();
        isArray = tables.isArray;
        repeat = shape.repeat();
        taps = work.taps();
        weightTaps = work.weightTaps();
        operands = work.operands();
        outputGroups = tables.outputGroups[at.ocp];
        inputGroups = tables.inputGroups[at.icp];
        outputWordsPerPixel = tables.outputWords[at.icp];
        parameterWords = work.hasParameters() ? engine.parameterWords : 0;
        weightWordsPerTap =
                isArray ? (long) inputGroups * work.weightTaps() : Math.ceilDiv(work.weightTaps(), engine.icp);
        fusedCycles = work.isFused() ? 1 : 0;
        boolean hasSecond = work.isFused() || operands > 1;
        loadsInput = (residence & Residence.INPUT) == 0;
        loadsSecond = hasSecond && (residence & Residence.SECOND) == 0;
        stores = (residence & Residence.OUTPUT) == 0;
        loadsWeights = (residence & Residence.WEIGHTS) == 0 && (work.weightTaps() > 0 || work.hasParameters());
        long outputBytes = shape.output().pixels() * outputWordsPerPixel * engine.featureWordBytes;
        outputBytesOnce = stores ? outputBytes : 0;
        secondBytes = loadsSecond && work.isFused() ? outputBytes : 0;
        groupStoreCycles = stores
                ? engine.portCycles((long) engine.pp * Math.ceilDiv(engine.ocp, engine.icp) * engine.featureWordBytes)
                : 0;
        halfWords = halfFeatureWords;
        weightLimitWords = loadsWeights ? engine.weightDepthWords : Long.MAX_VALUE;
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

    /// Words of each feature bank that the working tile takes.
    long featureWords(PixelTile tile, int kGroups, int cGroups) {
        if (isArray) {
            long input = loadsInput ? tile.words * cGroups : 0;
            return secondBytes > 0 ? input + tile.outputWords * outputWordsOf(kGroups) : input;
        }
        return tile.words * inputWordsOf(kGroups) * loadedOperands();
    }

    private int loadedOperands() {
        return (loadsInput ? 1 : 0) + (operands > 1 && loadsSecond ? 1 : 0);
    }

    /// Words of each weight bank that the working tile takes.
    long weightWords(int kGroups, int cGroups) {
        long perGroup = isArray ? (long) cGroups * weightTaps : weightWordsPerTap;
        return loadsWeights ? kGroups * (perGroup + parameterWords) : 0;
    }

    boolean fits(PixelTile tile, int kGroups, int cGroups) {
        return fitsFeatures(tile, kGroups, cGroups)
                && fitsWeights(kGroups, cGroups)
                && fitsAccumulators(tile, kGroups, cGroups);
    }

    boolean fitsFeatures(PixelTile tile, int kGroups, int cGroups) {
        return featureWords(tile, kGroups, cGroups) <= halfWords;
    }

    boolean fitsWeights(int kGroups, int cGroups) {
        return weightWords(kGroups, cGroups) <= weightLimitWords;
    }

    /// Partial sums of a whole tile wait between the tiles of input channels.
    boolean fitsAccumulators(PixelTile tile, int kGroups, int cGroups) {
        return !isArray || cGroups >= inputGroups || tile.groupsFirst * kGroups <= accumulatorDepthWords;
    }

    private int outputWordsOf(int kGroups) {
        return Math.min(outputWordsPerPixel, Math.ceilDiv(kGroups * ocp, icp));
    }

    /// Input words of one pixel that a tile of output channels reads, on the lanes.
    private int inputWordsOf(int kGroups) {
        return kGroups == outputGroups ? inputGroups : Math.min(inputGroups, Math.ceilDiv(kGroups * ocp, icp));
    }

    /// Costs one tiling, whether it fits or not.
    ///
    /// @param kCount tiles of output channels
    /// @param cCount tiles of input channels; 1 on the lanes
    void evaluate(PixelTile tile, int kGroups, int kCount, int cGroups, int cCount, LoopOrder order) {
        if (isArray) {
            evaluateArray(tile, kGroups, kCount, cGroups, cCount, order);
        } else {
            evaluateLanes(tile, kGroups, kCount);
        }
    }

    private void evaluateArray(PixelTile tile, int kGroups, int kCount, int cGroups, int cCount, LoopOrder order) {
        boolean isWhole = cCount == 1;
        long featureTimes;
        long weightTimes;
        if (isWhole && order == LoopOrder.FEATURES_OUTER) {
            featureTimes = 1;
            weightTimes = kCount == 1 ? 1 : tile.count;
        } else if (isWhole) {
            featureTimes = tile.count == 1 ? 1 : kCount;
            weightTimes = 1;
        } else {
            featureTimes = kCount;
            weightTimes = tile.count;
        }
        int cLast = inputGroups - (cCount - 1) * cGroups;
        long earlier = (long) (inputGroups - cLast) * taps;
        long last = Math.max((long) cLast * taps + fusedCycles, Engine.DRAIN_CYCLES);
        long steps = tile.count * kCount * cCount;
        long busy = tile.groups * outputGroups;
        activeCycles = repeat * busy * inputGroups * taps;
        long compute = busy * (earlier + last) + steps * tileCycles;
        leastCompute = repeat
                * (busy * Math.max((long) inputGroups * taps + fusedCycles, Engine.DRAIN_CYCLES) + steps * tileCycles);

        long input = loadsInput ? tile.inputs * inputGroups * featureWordBytes * featureTimes : 0;
        long weight =
                loadsWeights ? outputGroups * (weightWordsPerTap + parameterWords) * weightWordBytes * weightTimes : 0;
        long outputRuns = kCount == 1 ? tile.outputWholeRuns : tile.outputPartRuns * kCount;
        long runs = (loadsInput ? (isWhole ? tile.wholeRuns : tile.partRuns * cCount) * featureTimes : 0)
                + (loadsWeights ? (long) kCount * cCount * weightTimes : 0)
                + (secondBytes > 0 ? outputRuns : 0);

        long firstBytes = (loadsInput ? tile.inputsFirst * cGroups * featureWordBytes : 0)
                + weightWords(kGroups, cGroups) * weightWordBytes
                + (secondBytes > 0 && isWhole ? tile.outputsFirst * outputWordsOf(kGroups) * featureWordBytes : 0);
        long firstRuns =
                (loadsInput ? (isWhole ? tile.wholeRunsFirst : tile.partRunsFirst) : 0) + (loadsWeights ? 1 : 0);

        int kLast = outputGroups - (kCount - 1) * kGroups;
        long lastCompute = tile.groupsLast * kLast * last + tileCycles;
        long firstGroup =
                isWhole ? last + tileCycles : tile.groupsFirst * kGroups * earlier + last + cCount * tileCycles;
        finish(compute, steps, input, weight, runs, outputRuns, firstBytes, firstRuns, lastCompute, firstGroup);
    }

    private void evaluateLanes(PixelTile tile, int kGroups, int kCount) {
        long perGroup = Math.max(taps, Engine.DRAIN_CYCLES);
        long steps = tile.count * kCount;
        long busy = tile.groups * outputGroups;
        activeCycles = repeat * busy * taps;
        long compute = busy * perGroup + steps * tileCycles;

        int loaded = loadedOperands();
        long input = tile.inputs * inputGroups * loaded * featureWordBytes;
        long weight = loadsWeights ? outputGroups * (weightWordsPerTap + parameterWords) * weightWordBytes : 0;
        long inputRuns = kCount == 1 ? tile.wholeRuns : tile.partRuns * kCount;
        long outputRuns = kCount == 1 ? tile.outputWholeRuns : tile.outputPartRuns * kCount;
        long runs = inputRuns * loaded + (loadsWeights ? kCount : 0);
        long firstBytes = tile.inputsFirst * inputWordsOf(kGroups) * loaded * featureWordBytes
                + weightWords(kGroups, 1) * weightWordBytes;
        long firstRuns = (kCount == 1 ? tile.wholeRunsFirst : tile.partRunsFirst) * loaded + (loadsWeights ? 1 : 0);
        int kLast = outputGroups - (kCount - 1) * kGroups;
        long lastCompute = tile.groupsLast * kLast * perGroup + tileCycles;
        finish(
                compute,
                steps,
                input,
                weight,
                runs,
                outputRuns,
                firstBytes,
                firstRuns,
                lastCompute,
                perGroup + tileCycles);
    }

    private void finish(
            long compute,
            long steps,
            long input,
            long weight,
            long runs,
            long outputRuns,
            long firstBytes,
            long firstRuns,
            long lastCompute,
            long firstGroup) {
        long load = repeat * (input + weight + secondBytes);
        long store = repeat * outputBytesOnce;
        inputBytes = repeat * (input + secondBytes);
        weightBytes = repeat * weight;
        bytes = load + store;
        computeCycles = repeat * compute;
        controlCycles = repeat * steps * tileCycles + layerCycles;
        loadCycles = load == 0 ? 0 : portCycles(load) + (repeat * runs + (load >>> 12)) * burstCycles;
        storeCycles = store == 0 ? 0 : portCycles(store) + (repeat * outputRuns + (store >>> 12)) * burstCycles;
        long firstLoad = firstBytes == 0 ? 0 : portCycles(firstBytes) + (firstRuns + (firstBytes >>> 12)) * burstCycles;
        long longest = Math.max(firstLoad + computeCycles, loadCycles + lastCompute) + groupStoreCycles;
        longest = Math.max(longest, firstLoad + firstGroup + storeCycles);
        longest = Math.max(longest, memoryCycles(bytes));
        cycles = longest + layerCycles + (load == 0 ? 0 : latencyCycles);
    }

    /// A bound from below on what any cut of channels of these pixels takes.
    long leastCycles(PixelTile tile) {
        long perGroup = isArray
                ? Math.max((long) inputGroups * taps + fusedCycles, Engine.DRAIN_CYCLES)
                : Math.max(taps, Engine.DRAIN_CYCLES);
        long compute = tile.groups * outputGroups * perGroup + tile.count * tileCycles;
        int loaded = isArray ? (loadsInput ? 1 : 0) : loadedOperands();
        long load = tile.inputs * inputGroups * loaded * featureWordBytes
                + secondBytes
                + (loadsWeights ? outputGroups * (weightWordsPerTap + parameterWords) * weightWordBytes : 0);
        long memory = memoryCycles(repeat * (load + outputBytesOnce));
        return Math.max(Math.max(repeat * compute, portCycles(repeat * load)) + groupStoreCycles, memory)
                + fixedCycles(load);
    }

    /// A bound from below on what this and any finer cut of the input channels takes, after [#evaluate] of this one.
    long leastOfFinerCuts() {
        return Math.max(leastCompute, loadCycles) + fixedCycles(inputBytes + weightBytes);
    }

    private long fixedCycles(long load) {
        return layerCycles + (load == 0 ? 0 : latencyCycles);
    }

    private long portCycles(long bytes) {
        return Engine.cycles(bytes, portCyclesPerByte);
    }

    private long memoryCycles(long bytes) {
        return Engine.cycles(bytes, memoryCyclesPerByte);
    }
}
