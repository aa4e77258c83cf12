package io.rooftile.costmodel.overlay;

import java.util.Arrays;

/// The time of a network on an engine: the jobs of all tiles one after the other, in the order and with the waits that
/// the instruction compiler gives them. Mutable and reused.
final class Timeline {
    /// Tiles ahead of the one that is computed whose features may be loaded.
    private static final int MOST_AHEAD = 4;
    /// Beats that a part of the weights has at least, unless all are fewer.
    private static final int LEAST_BEATS = 64;
    /// Tiles over which the time of those that are left out is taken.
    private static final int MEAN_OF = 8;

    private final JobRegisters registers = new JobRegisters();
    private final ArrayRegisters arrayRegisters = new ArrayRegisters();
    private final EngineClock clock = new EngineClock();
    private final PartRing features = new PartRing();
    private final PartRing weights = new PartRing();
    private final PartRing parameters = new PartRing();
    private final PartRing outputs = new PartRing();
    private Engine engine;
    private TileTable tiles;

    /// By tile: the first cycles in which others know that its features are there, that the array has read and made
    /// all, that its results have been read and written; and the cycle of its last result.
    private long[] read = new long[64];
    private long[] made = new long[64];
    private long[] freed = new long[64];
    private long[] stored = new long[64];
    private long[] storeHead = new long[64];
    private int[] featurePart = new int[64];
    private int stores;

    private int run;
    private int runEnd;
    private int outputPart;
    private int weightPart;
    private int parameterPart;
    private int nextWeightPart;
    private int nextParameterPart;
    private long weightsLeft;
    private boolean areParametersLeft;
    /// Of the task of the next run by part of its channels, and of the task whose features were loaded last by tile of
    /// pixels, where they are.
    private int[] weightsOf = new int[16];
    private int[] parametersOf = new int[16];
    private int[] featuresOf = new int[64];
    private int featuresOfTask;

    /// By task, the cycle of its last result, of the last one that of all; and the bytes that it moves.
    long[] taskEnd = new long[16];
    long[] taskBytes = new long[16];

    Timeline(Engine engine) {
        this.engine = engine;
        this.tiles = new TileTable(engine);
    }

    /// Cycles from start to end.
    ///
    /// @param parameterHalf words of one half of the parameter buffer
    long run(Engine newEngine, TileTable newTiles, int parameterHalf) {
        engine = newEngine;
        tiles = newTiles;
        clear(parameterHalf);
        long leftOut = 0;
        int roundStart = 0;
        long roundLeftOut = 0;
        int loaded = 0;
        for (int i = 0; i < tiles.count; i++) {
            int instructions = clock.instructions();
            loadConstantsFor(i);
            while (loaded < tiles.count
                    && loaded <= i + MOST_AHEAD
                    && Math.max(tiles.makerA[loaded], tiles.makerB[loaded]) < i
                    && loadFeatures(loaded, i)) {
                loaded++;
            }
            loadConstantsAhead(i);
            compute(i);
            storeHead[i] = clock.storeHead(registers.store(engine, tiles, i, outputs.first(outputPart)));
            if (tiles.leftOut[i] > 0) {
                leftOut += tiles.leftOut[i] * ((made[i - 1] - made[i - 1 - MEAN_OF]) / MEAN_OF);
            }
            boolean isRoundStart = i == 0 || tiles.task[i] != tiles.task[i - 1] || isNewRound(i);
            if (isRoundStart) {
                if (tiles.roundsLeftOut[i] > 0) {
                    long ofRound = made[i - 1] - made[roundStart - 1] + leftOut - roundLeftOut;
                    leftOut += tiles.roundsLeftOut[i] * ofRound;
                }
                roundStart = i;
                roundLeftOut = leftOut;
            }
            int task = tiles.task[i];
            taskEnd[task] = clock.isResult() + leftOut;
            taskBytes[task] += (clock.instructions() - instructions) * (long) Engine.INSTRUCTION_BYTES
                    + (long) tiles.storeBeats[i] * engine.beatBytes;
        }
        for (int task = 0; task < tiles.tasks; task++) {
            TileTable.TaskCut cut = tiles.cuts[task];
            long all = (long) cut.outer * cut.inner;
            int listed = (task + 1 < tiles.tasks ? tiles.firstTile[task + 1] : tiles.count) - tiles.firstTile[task];
            taskBytes[task] = all == listed ? taskBytes[task] : Math.multiplyExact(taskBytes[task], all) / listed;
        }
        storeUpTo(tiles.count - 1);
        long end = clock.end() + leftOut;
        taskEnd[tiles.tasks - 1] = end;
        return end;
    }

    private boolean isNewRound(int tile) {
        TileTable.TaskCut cut = tiles.cuts[tiles.task[tile]];
        return cut.isPixelsInner
                ? tiles.part[tile] != tiles.part[tile - 1]
                : tiles.pixels[tile] != tiles.pixels[tile - 1];
    }

    private void clear(int parameterHalf) {
        clock.clear(engine);
        registers.clear();
        arrayRegisters.clear();
        features.clear(engine.featureDepthWords);
        weights.clear(engine.weightDepthWords);
        parameters.clear(parameterHalf);
        outputs.clear(engine.outputDepthWords);
        stores = 0;
        featuresOfTask = Workload.NONE;
        if (read.length < tiles.count) {
            int size = 2 * tiles.count;
            read = new long[size];
            made = new long[size];
            freed = new long[size];
            stored = new long[size];
            storeHead = new long[size];
            featurePart = new int[size];
        }
        if (taskEnd.length < tiles.tasks) {
            taskEnd = new long[2 * tiles.tasks];
            taskBytes = new long[2 * tiles.tasks];
        }
        Arrays.fill(taskBytes, 0, tiles.tasks, 0);
        runEnd = 0;
        beginRun();
    }

    /// Takes in the next run of tiles that share their weights and parameters, some of which may still be there.
    private void beginRun() {
        run = runEnd;
        nextWeightPart = PartRing.NONE;
        nextParameterPart = PartRing.NONE;
        if (run == tiles.count) {
            return;
        }
        int task = tiles.task[run];
        int part = tiles.part[run];
        while (runEnd < tiles.count && tiles.task[runEnd] == task && tiles.part[runEnd] == part) {
            runEnd++;
        }
        if (run == 0 || tiles.task[run - 1] != task) {
            int parts = tiles.cuts[task].parts;
            weightsOf = cleared(weightsOf, parts);
            parametersOf = cleared(parametersOf, parts);
        }
        weightsLeft = weightWords(run);
        areParametersLeft = true;
        if (weightsOf[part] != PartRing.NONE && weights.has(weightsOf[part])) {
            nextWeightPart = weightsOf[part];
            weights.keep(nextWeightPart, runEnd - 1);
            weightsLeft = 0;
        }
        if (parametersOf[part] != PartRing.NONE && parameters.has(parametersOf[part])) {
            nextParameterPart = parametersOf[part];
            parameters.keep(nextParameterPart, runEnd - 1);
            areParametersLeft = false;
        }
    }

    private static int[] cleared(int[] parts, int count) {
        int[] large = parts.length < count ? new int[2 * count] : parts;
        Arrays.fill(large, 0, count, PartRing.NONE);
        return large;
    }

    private long weightWords(int tile) {
        TileTable.TaskCut cut = tiles.cuts[tiles.task[tile]];
        return cut.groups(tiles.part[tile]) * cut.groupWeightWords;
    }

    private void loadConstantsFor(int tile) {
        if (tile < run || run == tiles.count) {
            return;
        }
        loadWeights(tile, weightsLeft);
        loadParameters(tile);
        weightPart = nextWeightPart;
        parameterPart = nextParameterPart;
        beginRun();
    }

    /// What comes of the next run's constants while a tile is computed.
    private void loadConstantsAhead(int tile) {
        if (run < tiles.count) {
            loadWeights(tile, Math.ceilDiv(weightsLeft, (long) run - tile));
            loadParameters(tile);
        }
    }

    private void loadWeights(int done, long most) {
        if (weightsLeft == 0) {
            return;
        }
        long all = weightWords(run);
        long tokens = 0;
        if (nextWeightPart == PartRing.NONE) {
            nextWeightPart = weights.take(Math.toIntExact(all), runEnd - 1, done);
            if (nextWeightPart == PartRing.NONE) {
                return;
            }
            weightsOf[tiles.part[run]] = nextWeightPart;
            tokens = readBy(weights.freedBy(nextWeightPart));
        }
        int wordBytes = engine.weightWordBytes;
        int ofBeat = Math.max(1, engine.beatBytes / wordBytes);
        long least = Math.max(ofBeat, LEAST_BEATS * engine.beatBytes / wordBytes);
        long words = Math.min(weightsLeft, Math.ceilDiv(Math.max(most, least), (long) ofBeat) * ofBeat);
        int target = weights.first(nextWeightPart) + Math.toIntExact(all - weightsLeft);
        weights.setFilled(nextWeightPart, load(true, target, tokens, words, wordBytes));
        weightsLeft -= words;
    }

    private void loadParameters(int done) {
        if (!areParametersLeft) {
            return;
        }
        int words = tiles.cuts[tiles.task[run]].groups(tiles.part[run]) * engine.drainSteps;
        nextParameterPart = parameters.take(words, runEnd - 1, done);
        if (nextParameterPart == PartRing.NONE) {
            return;
        }
        parametersOf[tiles.part[run]] = nextParameterPart;
        long tokens = readBy(parameters.freedBy(nextParameterPart));
        parameters.setFilled(
                nextParameterPart,
                load(false, parameters.first(nextParameterPart), tokens, words, engine.parameterWordBytes));
        areParametersLeft = false;
    }

    private long load(boolean areWeights, int target, long tokens, long words, int wordBytes) {
        long beats = engine.beats(words, wordBytes);
        taskBytes[tiles.task[run]] += beats * engine.beatBytes;
        int sets = registers.constants(areWeights, Math.toIntExact(beats), Math.toIntExact(words), target);
        return clock.load(
                sets,
                tokens,
                beats,
                engine.bursts(beats),
                engine.wordCycles(words, wordBytes));
    }

    private long readBy(int tile) {
        return tile == PartRing.NONE ? 0 : read[tile];
    }

    /// Loads what a tile reads before another one is computed, if there is room.
    private boolean loadFeatures(int tile, int done) {
        TileTable.TaskCut cut = tiles.cuts[tiles.task[tile]];
        int pixels = tiles.pixels[tile];
        if (tile == tiles.firstTile[tiles.task[tile]] && featuresOfTask != tiles.task[tile]) {
            featuresOf = cleared(featuresOf, cut.pixelTiles);
            featuresOfTask = tiles.task[tile];
        }
        int known = featuresOf[pixels];
        if (!cut.isLanes && known != PartRing.NONE && features.has(known)) {
            features.keep(known, tile);
            featurePart[tile] = known;
            return true;
        }
        int part = features.take(tiles.featureWords[tile], tile, done);
        if (part == PartRing.NONE) {
            return false;
        }
        featuresOf[pixels] = part;
        featurePart[tile] = part;
        long tokens = readBy(features.freedBy(part));
        int target = features.first(part);
        features.setFilled(part, loadOperand(tile, target, Math.max(tokens, writtenBy(tiles.makerA[tile]))));
        if (cut.shape.mode().operands() > 1) {
            target += tiles.featureWords[tile] / 2;
            features.setFilled(part, loadOperand(tile, target, writtenBy(tiles.makerB[tile])));
        }
        return true;
    }

    private long loadOperand(int tile, int target, long tokens) {
        int sets = registers.features(engine, tiles, tile, target);
        taskBytes[tiles.task[tile]] += (long) tiles.loadBeats[tile] * engine.beatBytes;
        return clock.load(sets, tokens, tiles.loadBeats[tile], tiles.loadBursts[tile], tiles.loadSteps[tile]);
    }

    private long writtenBy(int tile) {
        if (tile == Workload.NONE) {
            return 0;
        }
        storeUpTo(tile);
        return stored[tile];
    }

    private void compute(int tile) {
        int task = tiles.task[tile];
        TileTable.TaskCut cut = tiles.cuts[task];
        long tokens = Math.max(features.filled(featurePart[tile]), parameters.filled(parameterPart));
        if (cut.groupWeightWords > 0) {
            tokens = Math.max(tokens, weights.filled(weightPart));
        }
        outputPart = outputs.take(tiles.outputWords[tile], tile, tile);
        int before = outputs.freedBy(outputPart);
        if (before != PartRing.NONE) {
            storeUpTo(before);
            tokens = Math.max(tokens, freed[before]);
        }
        int weight = cut.groupWeightWords > 0 ? weights.first(weightPart) : 0;
        int sets = arrayRegisters.sets(
                engine,
                tiles,
                tile,
                features.first(featurePart[tile]),
                weight,
                parameters.first(parameterPart),
                outputs.first(outputPart));
        clock.compute(sets, tokens, tiles.groups[tile], cut.taps);
        read[tile] = clock.isRead();
        made[tile] = clock.isResult() + 1;
    }

    /// Does the stores of all tiles up to one, which then knows of all loads that it shares the memory with.
    private void storeUpTo(int tile) {
        while (stores <= tile) {
            clock.store(Math.max(storeHead[stores], made[stores]), tiles.storeBeats[stores]);
            freed[stores] = clock.isStoreRead();
            stored[stores] = clock.isStored();
            stores++;
        }
    }
}
