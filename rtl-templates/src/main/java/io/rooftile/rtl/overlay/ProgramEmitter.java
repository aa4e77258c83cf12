package io.rooftile.rtl.overlay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Makes the jobs of tiles: loads one tile ahead, each buffer in two halves.
///
/// A store may overwrite a map that lay in the same place and that no later task reads. It has been read by then: the
/// compute job before the store waits for its parameters, which are loaded behind all that earlier tasks load.
final class ProgramEmitter {
    private final EngineShape shape;
    private final Areas areas;
    private final ConstantAreas constants;
    private final JobSequence jobs = new JobSequence();
    private final Halves features = new Halves();
    private final Halves weights = new Halves();
    private final Halves parameters = new Halves();
    private final int[] outputReadBy = {JobSequence.NONE, JobSequence.NONE};
    private int outputHalf;
    private final Map<FeatureMap, List<Written>> written = new HashMap<>();

    ProgramEmitter(EngineShape shape, Areas areas, ConstantAreas constants) {
        this.shape = shape;
        this.areas = areas;
        this.constants = constants;
    }

    /// What a half of the feature banks holds: part of one or two maps, in the order of banks of one reader.
    private record StoredPart(
            List<FeatureMap> maps,
            int word,
            int words,
            int row,
            int rows,
            int column,
            int columns,
            int sx,
            int sy,
            int turn) {
        static StoredPart of(Tile tile) {
            return new StoredPart(
                    tile.task().inputs(),
                    tile.firstInputWord(),
                    tile.inputWords(),
                    tile.inputRow(),
                    tile.inputRows(),
                    tile.inputColumn(),
                    tile.inputColumns(),
                    tile.task().window().sx(),
                    tile.task().window().sy(),
                    tile.columns());
        }
    }

    /// A tile that a store job wrote to a map.
    private record Written(Tile tile, int store) {
        boolean isReadBy(StoredPart part) {
            return meet(tile.row(), tile.rows(), part.row(), part.rows())
                    && meet(tile.column(), tile.columns(), part.column(), part.columns())
                    && meet(tile.firstWord(), tile.words(), part.word(), part.words());
        }

        private static boolean meet(int first, int count, int otherFirst, int otherCount) {
            return first < otherFirst + otherCount && otherFirst < first + count;
        }
    }

    /// All jobs of all tiles.
    List<Job> emit(List<Tile> tiles) {
        for (int i = 0; i < tiles.size(); i++) {
            Tile tile = tiles.get(i);
            if (i == 0) {
                loadConstants(tile);
                loadFeatures(tile);
            }
            Tile next = i + 1 < tiles.size() ? tiles.get(i + 1) : null;
            boolean isAhead = next != null && !reads(next, tile);
            if (next != null) {
                loadConstants(next);
            }
            if (next != null && isAhead) {
                loadFeatures(next);
            }
            store(tile, compute(tile));
            if (next != null && !isAhead) {
                loadFeatures(next);
            }
        }
        return jobs.jobs();
    }

    /// Whether a tile reads what another one makes.
    private static boolean reads(Tile reader, Tile maker) {
        return reader.task().inputs().contains(maker.task().output())
                && new Written(maker, JobSequence.NONE).isReadBy(StoredPart.of(reader));
    }

    private void loadConstants(Tile tile) {
        if (tile.weightWords() > 0) {
            load(
                    weights,
                    LoadKind.WEIGHTS,
                    shape.weightHalf(),
                    constants.weights(tile),
                    tile.weightWords(),
                    shape.weightWordBytes(),
                    tile);
        }
        load(
                parameters,
                LoadKind.PARAMETERS,
                shape.parameterHalf(),
                constants.parameters(tile),
                tile.parameterWords(),
                shape.parameterWordBytes(),
                tile);
    }

    private void load(Halves halves, LoadKind kind, int halfWords, long address, int words, int wordBytes, Tile tile) {
        if (!halves.take(address)) {
            return;
        }
        int half = halves.newest();
        Job job = jobs.add(Unit.LOAD, comment(tile, kind == LoadKind.WEIGHTS ? "weights" : "parameters"));
        jobs.need(job, Token.C2L, halves.readBy(half));
        job.set(LoadRegister.KIND, kind.number());
        Runs.single(address, shape.beats(words, wordBytes)).describe(job);
        job.set(LoadRegister.TARGET, half * halfWords)
                .set(LoadRegister.COLUMNS, words)
                .set(LoadRegister.SKIP, 0)
                .set(LoadRegister.SEGMENTS, 1)
                .set(LoadRegister.ROWS, 1);
        halves.setFilledBy(half, job.number());
    }

    private void loadFeatures(Tile tile) {
        StoredPart part = StoredPart.of(tile);
        if (!features.take(part)) {
            return;
        }
        int half = features.newest();
        int target = half * shape.featureHalf();
        for (FeatureMap map : part.maps()) {
            Job job = jobs.add(Unit.LOAD, comment(tile, "features of " + map.name()));
            jobs.need(job, Token.C2L, features.readBy(half));
            int store = written.getOrDefault(map, List.of()).stream()
                    .filter(one -> one.isReadBy(part))
                    .mapToInt(Written::store)
                    .max()
                    .orElse(JobSequence.NONE);
            jobs.need(job, Token.S2L, store);
            describe(job, tile, part, map, target);
            features.setFilledBy(half, job.number());
            target += part.words() * tile.planeWords();
        }
    }

    private void describe(Job job, Tile tile, StoredPart part, FeatureMap map, int target) {
        Runs.of(
                        map.layout(),
                        areas.address(map),
                        part.row(),
                        part.rows(),
                        part.word(),
                        part.words(),
                        part.column(),
                        part.columns())
                .describe(job);
        job.set(LoadRegister.KIND, LoadKind.FEATURES.number())
                .set(LoadRegister.TARGET, target)
                .set(LoadRegister.COLUMNS, part.columns())
                .set(LoadRegister.SKIP, part.column() % shape.wordsPerBeat())
                .set(LoadRegister.SEGMENTS, part.words())
                .set(LoadRegister.ROWS, part.rows())
                .set(LoadRegister.SEGMENT_STEP, tile.planeWords())
                .set(LoadRegister.ROW_STEP, tile.rowWords())
                .set(LoadRegister.PHASES, part.sx())
                .set(LoadRegister.PHASE_STEP, tile.phaseWords())
                .set(LoadRegister.ROTATION, 0)
                .set(LoadRegister.ROW_ROTATION, part.turn() % shape.pp())
                .set(LoadRegister.ROTATION_ROWS, part.sy());
    }

    private Job compute(Tile tile) {
        Job job = jobs.add(Unit.COMPUTE, comment(tile, "compute"));
        int source = features.holding(StoredPart.of(tile));
        int parameter = parameters.holding(constants.parameters(tile));
        int weight = tile.weightWords() > 0 ? weights.holding(constants.weights(tile)) : 0;
        int load = Math.max(features.filledBy(source), parameters.filledBy(parameter));
        if (tile.weightWords() > 0) {
            load = Math.max(load, weights.filledBy(weight));
            weights.setReadBy(weight, job.number());
        }
        features.setReadBy(source, job.number());
        parameters.setReadBy(parameter, job.number());
        jobs.need(job, Token.L2C, load);
        outputHalf = 1 - outputHalf;
        jobs.need(job, Token.S2C_FREE, outputReadBy[outputHalf]);
        new ComputeRegisters(
                        tile,
                        source * shape.featureHalf(),
                        weight * shape.weightHalf(),
                        parameter * shape.parameterHalf(),
                        outputHalf * shape.outputHalf())
                .describe(job);
        return job;
    }

    private void store(Tile tile, Job compute) {
        FeatureMap map = tile.task().output();
        Job job = jobs.add(Unit.STORE, comment(tile, "store " + map.name()));
        jobs.need(job, Token.C2S, compute.number());
        Runs.of(
                        map.layout(),
                        areas.address(map),
                        tile.row(),
                        tile.rows(),
                        tile.firstWord(),
                        tile.words(),
                        tile.column(),
                        tile.columns())
                .describe(job);
        job.set(StoreRegister.KIND, StoreKind.MEMORY.number())
                .set(StoreRegister.SOURCE, outputHalf * shape.outputHalf())
                .set(StoreRegister.COLUMNS, tile.columns())
                .set(StoreRegister.SEGMENTS, tile.words())
                .set(StoreRegister.ROWS, tile.rows())
                .set(StoreRegister.ROW_ADVANCE, tile.columns() / shape.pp() * tile.words())
                .set(StoreRegister.ROW_REMAINDER, tile.columns() % shape.pp())
                .set(StoreRegister.WORDS, tile.words());
        outputReadBy[outputHalf] = job.number();
        written.computeIfAbsent(map, _ -> new ArrayList<>()).add(new Written(tile, job.number()));
    }

    private static String comment(Tile tile, String what) {
        return Objects.requireNonNull(tile.task().layer()) + ", " + tile + ": " + what;
    }
}
