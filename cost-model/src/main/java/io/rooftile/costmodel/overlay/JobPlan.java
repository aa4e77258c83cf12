package io.rooftile.costmodel.overlay;

import java.util.Arrays;

/// The jobs of all tiles in the order and with the waits that the instruction compiler gives them: loads run ahead of
/// the array as far as the buffers have room, and what the next task alone reads, and whole, stays in the feature
/// banks where there is room for it. Mutable and reused.
final class JobPlan {
    /// Tiles ahead of the one that is computed whose features may be loaded.
    static final int MOST_AHEAD = 4;
    /// Beats that a part of the weights has at least, unless all are fewer.
    private static final int LEAST_BEATS = 64;

    private final JobList jobs = new JobList();
    private final MemoryMap memory;
    private final JobRegisters registers = new JobRegisters();
    private final ArrayRegisters arrayRegisters = new ArrayRegisters();
    private final PartRing features = new PartRing();
    private final PartRing weights = new PartRing();
    private final PartRing parameters = new PartRing();
    private final PartRing outputs = new PartRing();
    private Engine engine;
    private TileTable tiles;

    /// By tile, where its features are.
    private int[] featurePart = new int[64];
    /// By tile, its stores to memory and into the feature banks, and the last of them.
    private int[] memoryStore = new int[64];
    private int[] bankStore = new int[64];
    private int[] lastStore = new int[64];
    /// The first tile of the run that comes next, and one behind its last.
    private int run;
    private int runEnd;
    private int outputPart;
    private int weightPart;
    private int parameterPart;
    private int nextWeightPart;
    private int nextParameterPart;
    private long weightsLeft;
    private boolean areParametersLeft;
    /// Of the task of the next run by part of its channels, and of what tiles read by its number, where they are.
    private int[] weightsOf = new int[16];
    private int[] parametersOf = new int[16];
    private int[] featuresOf = new int[64];
    /// Where the map of the present task stays in the feature banks.
    private int residentPart;

    /// By task, the bytes that it moves, and whether its map stays in the feature banks.
    long[] taskBytes = new long[16];
    boolean[] isResident = new boolean[16];

    JobPlan(Engine engine, MapAreas areas) {
        this.engine = engine;
        this.memory = new MemoryMap(engine, areas);
        this.tiles = new TileTable(engine);
    }

    /// Lists the jobs of tiles.
    ///
    /// @param parameterHalf words of one half of the parameter buffer
    JobList of(Engine newEngine, TileTable newTiles, int parameterHalf) {
        engine = newEngine;
        tiles = newTiles;
        memory.place(engine, tiles);
        clear(parameterHalf);
        int loaded = 0;
        for (int i = 0; i < tiles.count; i++) {
            loadConstantsFor(i);
            while (loaded < tiles.count
                    && loaded <= i + MOST_AHEAD
                    && Math.max(tiles.makerA[loaded], tiles.makerB[loaded]) < i
                    && loadFeatures(loaded, i)) {
                loaded++;
            }
            loadConstantsAhead(i);
            compute(i);
            if (i == tiles.firstTile[tiles.task[i]]) {
                keepResident(tiles.task[i]);
            }
            store(i);
        }
        for (int task = 0; task < tiles.tasks; task++) {
            TileTable.TaskCut cut = tiles.cuts[task];
            long all = (long) cut.outer * cut.inner;
            int listed = endOf(task) - tiles.firstTile[task];
            taskBytes[task] = all == listed ? taskBytes[task] : Math.multiplyExact(taskBytes[task], all) / listed;
        }
        return jobs;
    }

    private void clear(int parameterHalf) {
        jobs.clear();
        registers.clear();
        arrayRegisters.clear();
        features.clear(engine.featureDepthWords);
        weights.clear(engine.weightDepthWords);
        parameters.clear(parameterHalf);
        outputs.clear(engine.outputDepthWords);
        // A map that stays in the banks is a part of its own.
        featuresOf = cleared(featuresOf, tiles.storedParts.count + tiles.tasks);
        if (featurePart.length < tiles.count) {
            featurePart = new int[2 * tiles.count];
            memoryStore = new int[2 * tiles.count];
            bankStore = new int[2 * tiles.count];
            lastStore = new int[2 * tiles.count];
        }
        if (taskBytes.length < tiles.tasks) {
            taskBytes = new long[2 * tiles.tasks];
            isResident = new boolean[2 * tiles.tasks];
        }
        Arrays.fill(taskBytes, 0, tiles.tasks, 0);
        Arrays.fill(isResident, 0, tiles.tasks, false);
        runEnd = 0;
        beginRun();
    }

    private void addBytes(int tile, int instructions, int beats) {
        taskBytes[tiles.task[tile]] += (long) instructions * Engine.INSTRUCTION_BYTES + (long) beats * engine.beatBytes;
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
        int after = JobList.NONE;
        if (nextWeightPart == PartRing.NONE) {
            nextWeightPart = weights.take(Math.toIntExact(all), runEnd - 1, done);
            if (nextWeightPart == PartRing.NONE) {
                return;
            }
            weightsOf[tiles.part[run]] = nextWeightPart;
            after = weights.freedBy(nextWeightPart);
        }
        int wordBytes = engine.weightWordBytes;
        int ofBeat = Math.max(1, engine.beatBytes / wordBytes);
        long least = Math.max(ofBeat, LEAST_BEATS * engine.beatBytes / wordBytes);
        long words = Math.min(weightsLeft, Math.ceilDiv(Math.max(most, least), (long) ofBeat) * ofBeat);
        int target = weights.first(nextWeightPart) + Math.toIntExact(all - weightsLeft);
        weights.setFilled(nextWeightPart, load(true, all - weightsLeft, target, after, words, wordBytes));
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
        int after = parameters.freedBy(nextParameterPart);
        parameters.setFilled(
                nextParameterPart,
                load(false, 0, parameters.first(nextParameterPart), after, words, engine.parameterWordBytes));
        areParametersLeft = false;
    }

    /// @param loaded words that are loaded already
    private int load(boolean areWeights, long loaded, int target, int after, long words, int wordBytes) {
        int beats = Math.toIntExact(engine.beats(words, wordBytes));
        int task = tiles.task[run];
        int part = tiles.part[run];
        int address = areWeights
                ? memory.weights(tiles, task, part) + Math.toIntExact(loaded * wordBytes / engine.beatBytes)
                : memory.parameters(tiles, task, part);
        int instructions = 1 + registers.constants(address, areWeights, beats, Math.toIntExact(words), target);
        addBytes(run, instructions, beats);
        return jobs.addLoad(
                instructions,
                registers,
                areWeights ? JobList.WEIGHTS : JobList.PARAMETERS,
                Math.toIntExact(words),
                1,
                0,
                1,
                1,
                after,
                JobList.NONE);
    }

    /// Loads what a tile reads before another one is computed, if there is room.
    private boolean loadFeatures(int tile, int done) {
        TileTable.TaskCut cut = tiles.cuts[tiles.task[tile]];
        int known = partOf(tile);
        if (known != PartRing.NONE) {
            features.keep(known, tile);
            featurePart[tile] = known;
            return true;
        }
        int part = features.take(tiles.featureWords[tile], tile, done);
        if (part == PartRing.NONE) {
            return false;
        }
        featuresOf[tiles.storedPart[tile]] = part;
        featurePart[tile] = part;
        int target = features.first(part);
        int after = features.freedBy(part);
        features.setFilled(part, loadOperand(tile, cut.reads[0], target, after, tiles.makerA[tile]));
        if (cut.shape.mode().operands() > 1) {
            target += tiles.featureWords[tile] / 2;
            features.setFilled(part, loadOperand(tile, cut.reads[1], target, after, tiles.makerB[tile]));
        }
        return true;
    }

    /// Makes room in the feature banks for the map of a task whose first tile was computed. All that the task reads
    /// must be there by then, or have been asked for: later loads have to find room behind it. The reader then has
    /// all of the map in the banks, and each of its tiles waits for the stores of what it reads itself.
    private void keepResident(int task) {
        residentPart = PartRing.NONE;
        if (!isPassedOn(task)) {
            return;
        }
        int first = tiles.firstTile[task];
        int end = tiles.firstTile[task + 1];
        for (int i = first; i < end; i++) {
            if (partOf(i) == PartRing.NONE) {
                return;
            }
        }
        for (int i = first; i < end; i++) {
            features.keep(partOf(i), i);
        }
        // A store waits for its tile's results, and so for all that was read until then.
        residentPart = features.take(tiles.wholeWords(task + 1), endOf(task + 1) - 1, first + 1);
        if (residentPart != PartRing.NONE) {
            isResident[task] = true;
            tiles.readWhole(task + 1);
            featuresOf[tiles.storedPart[end]] = residentPart;
        }
    }

    /// Whether the next task reads a task's map and nothing else, half of the banks has room for it, and both are cut
    /// into whole rows. The store unit of a small engine has no way into the feature banks.
    private boolean isPassedOn(int task) {
        TileTable.TaskCut cut = tiles.cuts[task];
        if (engine.isSmall || !cut.isPassedOn || task + 1 == tiles.tasks) {
            return false;
        }
        TileTable.TaskCut reader = tiles.cuts[task + 1];
        return cut.strips == 1
                && reader.strips == 1
                && !reader.shape.isRepeated()
                && tiles.wholeWords(task + 1) <= engine.featureDepthWords;
    }

    /// One behind the last tile of a task.
    private int endOf(int task) {
        return task + 1 < tiles.tasks ? tiles.firstTile[task + 1] : tiles.count;
    }

    /// Where what a tile reads is, or will be, [PartRing#NONE] where it has not been asked for.
    private int partOf(int tile) {
        int part = featuresOf[tiles.storedPart[tile]];
        return part != PartRing.NONE && features.has(part) ? part : PartRing.NONE;
    }

    private int loadOperand(int tile, int map, int target, int after, int maker) {
        int address = memory.map(map) + tiles.loadOffset[tile];
        int instructions = 1 + registers.features(address, engine, tiles, tile, target);
        addBytes(tile, instructions, tiles.loadBeats[tile]);
        return jobs.addLoad(
                instructions,
                registers,
                JobList.FEATURES,
                tiles.inputColumns[tile],
                tiles.loadLines[tile],
                tiles.skipped[tile],
                tiles.cuts[tiles.task[tile]].shape.column().stride(),
                tiles.cuts[tiles.task[tile]].shape.column().times(),
                after,
                maker == Workload.NONE ? JobList.NONE : memoryStore[maker]);
    }

    private void compute(int tile) {
        TileTable.TaskCut cut = tiles.cuts[tiles.task[tile]];
        int load = Math.max(features.filled(featurePart[tile]), parameters.filled(parameterPart));
        int weight = 0;
        if (cut.groupWeightWords > 0) {
            load = Math.max(load, weights.filled(weightPart));
            weight = weights.first(weightPart);
        }
        outputPart = outputs.take(tiles.outputWords[tile], tile, tile);
        int instructions = 1
                + arrayRegisters.sets(
                        engine,
                        tiles,
                        tile,
                        features.first(featurePart[tile]),
                        weight,
                        parameters.first(parameterPart),
                        outputs.first(outputPart));
        addBytes(tile, instructions, 0);
        int taps = Math.toIntExact(cut.taps);
        int freed = outputs.freedBy(outputPart);
        jobs.addCompute(
                instructions,
                tiles.groups[tile],
                taps,
                cut.isShared ? taps : 0,
                load,
                freed == PartRing.NONE ? JobList.NONE : lastStore[freed],
                features.isStored(featurePart[tile]) ? bankStore[tiles.makerA[tile]] : JobList.NONE);
    }

    private void store(int tile) {
        if (residentPart != PartRing.NONE) {
            keep(tile, tiles.firstTile[tiles.task[tile] + 1]);
        }
        if (residentPart == PartRing.NONE || tiles.cuts[tiles.task[tile]].isReadAgain) {
            int address = memory.map(tiles.cuts[tiles.task[tile]].makes) + tiles.storeOffset[tile];
            int instructions = 1 + registers.store(address, engine, tiles, tile, outputs.first(outputPart));
            addBytes(tile, instructions, tiles.storeBeats[tile]);
            memoryStore[tile] = jobs.addStore(tile, instructions, registers);
            lastStore[tile] = memoryStore[tile];
        }
    }

    /// Stores a tile where its reader finds it.
    private void keep(int tile, int reader) {
        TileTable.TaskCut cut = tiles.cuts[tiles.task[tile]];
        int instructions = 1
                + registers.keep(engine, tiles, tile, reader, features.first(residentPart), outputs.first(outputPart));
        addBytes(tile, instructions, 0);
        bankStore[tile] = jobs.addKeep(
                tile,
                instructions,
                tiles.columns[tile],
                tiles.rows[tile] * cut.words(tiles.part[tile]),
                tiles.cuts[tiles.task[reader]].shape.column().stride());
        lastStore[tile] = bankStore[tile];
        features.setStored(residentPart);
    }
}
