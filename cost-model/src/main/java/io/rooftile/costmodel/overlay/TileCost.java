package io.rooftile.costmodel.overlay;

import io.rooftile.core.design.LoopOrder;

/// The closed form: time and traffic of one layer for one tiling after the other. A tiling is taken in by
/// [#prepare] (layer and engine), [#cutPixels], [#cutOutputs] and [#order], each of which does what the
/// ones behind it need only once. Mutable and reused; formulas and sources are in `docs/model/overlay.md`.
final class TileCost {
    private final EngineTask task;
    private Engine engine;

    // The cut of pixels.
    PixelTile tile;
    private long inputBytesOnce;
    private long inputCyclesOnce;
    long outputBytes;

    // The cut of output channels: of all tiles but the last, which has the rest.
    int units;
    int kCount;
    private int groupsFull;
    private int groupsLast;
    private long wordsFull;
    private long wordsLast;
    private long constantBytesOnce;
    private long constantsFull;
    private long constantsLast;

    // The tiling's result.
    long cycles;
    long bytes;
    long computeCycles;
    long activeCycles;
    long waitCycles;
    long inputBytes;
    long weightBytes;
    private long programBytes;
    long loadCycles;
    long storeCycles;

    TileCost(Engine engine) {
        this.task = new EngineTask(engine);
        this.engine = engine;
        this.tile = PixelTile.of(TaskShapes.PIXEL, 1, 1, 1, 1);
    }

    /// Takes in a layer.
    ///
    /// @throws ArithmeticException when the layer's traffic is beyond any count
    void prepare(Engine newEngine, TaskKind kind, OptionIndex at) {
        engine = newEngine;
        task.take(newEngine, kind, at);
    }

    /// Takes in the pixels of a tile.
    void cutPixels(PixelTile newTile) {
        tile = newTile;
        task.cut(newTile.columns);
        inputBytesOnce = newTile.inputChunks * task.inputWords * task.operands * task.chunkBytes;
        inputCyclesOnce = newTile.inputSteps * task.inputWords * task.operands * engine.beatsPerChunk;
        outputBytes = newTile.outputChunks * task.outputWords * task.chunkBytes;
    }

    /// Takes in the output channels of a tile.
    ///
    /// @param newUnits smallest parts in a tile
    /// @param count tiles
    void cutOutputs(int newUnits, int count) {
        units = newUnits;
        kCount = count;
        int full = (int) Math.min(task.shape.outputChannels(), (long) newUnits * task.unit);
        groupsFull = task.shape.outputGroups(full, engine.icp, engine.ocp);
        groupsLast = task.outputGroups - (count - 1) * groupsFull;
        wordsFull = Math.ceilDiv(full, engine.icp);
        wordsLast = task.outputWords - (count - 1) * wordsFull;
        constantBytesOnce = (count - 1) * task.constantBytes(groupsFull) + task.constantBytes(groupsLast);
        constantsFull = task.constantLoadCycles(groupsFull);
        constantsLast = task.constantLoadCycles(groupsLast);
    }

    /// Words of each feature bank that a tile takes.
    long featureWords() {
        return tile.words * task.operands * (task.isLanes ? wordsFull : task.inputWords);
    }

    /// Words of the weight buffer that a tile takes.
    long weightWords() {
        return groupsFull * task.groupWeightWords;
    }

    /// Words of the parameter buffer that a tile takes.
    int parameterWords() {
        return groupsFull * engine.drainSteps;
    }

    /// Words of each output bank that a tile takes.
    long bankWords() {
        return tile.fullGroups * wordsFull;
    }

    /// Whether the tile fits one half of each buffer, and its pixels their register.
    boolean fits() {
        return tile.pixels <= Engine.MOST_PIXELS
                && featureWords() <= engine.featureDepthWords
                && weightWords() <= engine.weightDepthWords
                && bankWords() <= engine.outputDepthWords;
    }

    /// Bytes of all constants and the program of the layer in memory, each area rounded up; after [#order].
    long storedBytes() {
        return constantBytesOnce + 2L * kCount * engine.aligned(1) + programBytes;
    }

    /// Costs the tiling with its tiles in an order, whether it fits or not.
    void order(LoopOrder order) {
        order(order, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /// Likewise, but gives up as soon as it is clear that the tiling takes neither fewer than `mostCycles` nor as
    /// many and fewer than `mostBytes`; then it returns false and the results mean nothing.
    boolean order(LoopOrder order, long mostCycles, long mostBytes) {
        long tiles = tile.count * kCount;
        boolean isPixelsInner = order == LoopOrder.WEIGHTS_OUTER || tile.count == 1 || kCount == 1;
        boolean areFeaturesKept = tile.count <= kept(engine.featureDepthWords, featureWords());
        long featureTimes = isPixelsInner && !task.isLanes && !areFeaturesKept ? kCount : 1;
        boolean areWeightsKept = kCount <= kept(engine.weightDepthWords, weightWords());
        long weightTimes = isPixelsInner || areWeightsKept ? 1 : tile.count;
        long loads = (task.isLanes ? tiles : tile.count * featureTimes) * task.operands
                + kCount * weightTimes * task.constantLoads;
        long instructions = task.instructions(tiles, loads);
        programBytes = instructions * Engine.INSTRUCTION_BYTES;
        inputBytes = inputBytesOnce * featureTimes;
        weightBytes = constantBytesOnce * weightTimes;
        long load = inputBytes + weightBytes + programBytes;
        bytes = load + outputBytes;
        computeCycles = computeCycles();
        long most = bytes < mostBytes ? mostCycles : mostCycles - 1;
        long memoryCycles = Engine.cycles(bytes, engine.memoryCyclesPerByte);
        if (Math.max(memoryCycles, computeCycles) > most) {
            return false;
        }
        long steps = isPixelsInner
                ? weightsOuterCycles(featureTimes > 1 || task.isLanes)
                : featuresOuterCycles(weightTimes > 1);
        long busy = Math.max(steps, computeCycles);
        // The first constants come while the layer before is computed, and while it is waited for, which is taken to be
        // as long as for this one.
        long exposed = Math.max(0, constantsFull - task.idleCycles);
        long waiting = turnCycles(busy / tiles, isPixelsInner) - busy;
        waitCycles = Math.max(0, task.isFirst ? waiting : waiting - exposed);
        cycles = Math.max(busy + waitCycles + exposed, memoryCycles);
        loadCycles = Math.max(
                inputCyclesOnce * featureTimes
                        + task.constantCycles(task.outputGroups) * weightTimes
                        + loads
                        + engine.wordCycles(instructions, Engine.INSTRUCTION_BYTES),
                engine.portCycles(load));
        storeCycles = engine.portCycles(outputBytes);
        activeCycles = groupsOfPixels() * task.outputGroups * task.busyPerGroup + tiles * task.cyclesAhead;
        return cycles <= most;
    }

    /// Parts that a buffer of two such halves keeps: one in each, or as many as it has room for; none lies across the
    /// middle.
    private static long kept(long halfWords, long words) {
        return words == 0 ? Long.MAX_VALUE : Math.max(2, halfWords / words * 2);
    }

    private long groupsOfPixels() {
        return tile.rounds * ((tile.perRound - 1) * tile.fullGroups + tile.lastGroups);
    }

    private long computeCycles() {
        return tile.rounds * ((tile.perRound - 1) * computeCycles(tile.fullGroups) + computeCycles(tile.lastGroups));
    }

    /// Cycles of the array for all channels of a tile of pixels.
    private long computeCycles(long pixelGroups) {
        return (kCount - 1) * task.jobCycles(pixelGroups, groupsFull) + task.jobCycles(pixelGroups, groupsLast);
    }

    /// Pixels inner: rounds of tiles for each part of the channels.
    ///
    /// @param isReloaded whether features are loaded for each part
    private long weightsOuterCycles(boolean isReloaded) {
        if (kCount == 1) {
            return roundCycles(groupsLast, wordsLast, 0, true);
        }
        return roundCycles(groupsFull, wordsFull, 0, true)
                + (kCount - 2) * roundCycles(groupsFull, wordsFull, constantsFull, isReloaded)
                + roundCycles(groupsLast, wordsLast, constantsLast, isReloaded);
    }

    /// The steps of all pixels with one part of the channels. The last tile of a round goes with the load of the next
    /// round's first one, so that rounds can be added up.
    ///
    /// @param constants cycles for loading them, 0 where they come ahead of the layer
    private long roundCycles(int groups, long words, long constants, boolean isLoaded) {
        long moved = task.isLanes ? words : task.inputWords;
        long fullLoad = isLoaded ? task.featureLoadCycles(tile.fullSteps, tile.fullChunks, moved) : 0;
        long lastLoad = isLoaded ? task.featureLoadCycles(tile.lastSteps, tile.lastChunks, moved) : 0;
        long fullCompute = task.jobCycles(tile.fullGroups, groups);
        long lastCompute = task.jobCycles(tile.lastGroups, groups);
        long store = task.storeCycles(tile.fullOutputChunks, words);
        long inner = 0;
        long firstLoad = lastLoad;
        if (tile.perRound > 1) {
            inner = (tile.perRound - 2) * task.stepCycles(fullCompute, fullLoad, store)
                    + task.stepCycles(fullCompute, lastLoad, store);
            firstLoad = fullLoad;
        }
        return tile.rounds * inner
                + (tile.rounds - 1) * task.stepCycles(lastCompute, firstLoad, store)
                + task.stepCycles(lastCompute, withConstants(firstLoad, constants), store);
    }

    /// Features are asked for when the weights before them are there: they wait for the memory once more.
    private long withConstants(long features, long constants) {
        boolean waitsTwice = features > 0 && constants > 0 && task.constantLoads > 1;
        return features + constants + (waitsTwice ? engine.loadTurnCycles : 0);
    }

    /// Channels inner: all parts of them for each tile of pixels.
    ///
    /// @param isReloaded whether constants are loaded for each tile
    private long featuresOuterCycles(boolean isReloaded) {
        long full = partsCycles(tile.fullGroups, tile.fullOutputChunks, isReloaded);
        long last = partsCycles(tile.lastGroups, tile.lastOutputChunks, isReloaded);
        long sum = tile.rounds * ((tile.perRound - 1) * full + last);
        if (isReloaded) {
            return sum;
        }
        return tile.perRound > 1
                ? sum - full + partsCycles(tile.fullGroups, tile.fullOutputChunks, true)
                : sum - last + partsCycles(tile.lastGroups, tile.lastOutputChunks, true);
    }

    private long partsCycles(long pixelGroups, long outputChunks, boolean isLoading) {
        long store = task.storeCycles(outputChunks, wordsFull);
        long features =
                task.featureLoadCycles(tile.fullSteps, tile.fullChunks, task.isLanes ? wordsFull : task.inputWords);
        long constants = isLoading ? constantsFull : 0;
        long ofPart = withConstants(task.isLanes ? features : 0, constants);
        return (kCount - 1) * task.stepCycles(task.jobCycles(pixelGroups, groupsFull), ofPart, store)
                + task.stepCycles(task.jobCycles(pixelGroups, groupsLast), withConstants(features, constants), store);
    }

    /// Cycles from the load of the first tile to the one in which the layer behind can load what it needs first: tiles
    /// follow each other, the last one that it needs is computed and stored.
    private long turnCycles(long stepCycles, boolean isPixelsInner) {
        long awaited = task.behind.awaitedBands(task.shape, tile.rows) * (tile.count / tile.bands);
        if (awaited == 0) {
            return 0;
        }
        long before = (isPixelsInner ? (kCount - 1) * tile.count + awaited : awaited * kCount) - 1;
        return task.featureLoadCycles(tile.fullSteps, tile.fullChunks, task.isLanes ? wordsFull : task.inputWords)
                + before * stepCycles
                + task.jobCycles(tile.fullGroups, groupsFull)
                + task.storeCycles(tile.fullOutputChunks, wordsFull)
                + engine.turnCycles;
    }

    /// A bound from below on what any cut of the channels takes, after [#cutPixels].
    long leastCycles() {
        long compute =
                Math.max(groupsOfPixels() * task.outputGroups * task.cyclesPerGroup, tile.count * Engine.JOB_CYCLES);
        long load = inputCyclesOnce + task.constantCycles(task.outputGroups);
        long memory = Engine.cycles(leastBytes(), engine.memoryCyclesPerByte);
        return Math.max(Math.max(compute, load - task.idleCycles), Math.max(memory, engine.portCycles(outputBytes)));
    }

    /// Bytes that any cut of the channels moves at least, after [#cutPixels].
    long leastBytes() {
        return inputBytesOnce
                + task.outputGroups
                        * (task.groupWeightWords * engine.weightWordBytes
                                + (long) engine.drainSteps * engine.parameterWordBytes)
                + outputBytes;
    }
}
