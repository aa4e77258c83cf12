package io.rooftile.rtl.overlay;

import io.rooftile.rtl.overlay.RingBuffer.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Makes the jobs of tiles. Each buffer holds what several tiles need, so that loads run ahead of the array. What the
/// next task reads stays in the feature banks where there is room for it ([ResidentMap]).
///
/// A store may overwrite a map that lay in the same place and that no later task reads. It has been read by then: the
/// features of earlier tasks were loaded before they were computed, and jobs of the array keep their order.
final class ProgramEmitter {
    /// Tiles ahead of the one that is computed whose features may be loaded: as many as the queue of the load unit
    /// takes in, so that it never keeps instructions of other units waiting.
    private static final int MOST_AHEAD = 4;

    private final EngineShape shape;
    private final Areas areas;
    /// Changed where the map that they read stays in the feature banks.
    private final List<Tile> tiles;

    /// By tile, the last one before it that makes what it reads, -1 where there is none.
    private final int[] lastMakers;
    /// By tile, the job that stores it into the feature banks.
    private final int[] keepsBy;
    private final JobSequence jobs = new JobSequence();
    private final ConstantLoads constants;
    private final RingBuffer features;
    private final RingBuffer outputs;
    private final Map<FeatureMap, List<Written>> written = new HashMap<>();
    private final Map<FeatureMap, ResidentMap> residents;
    private final boolean keepsAllMaps;

    /// @param residents maps that may stay in the feature banks
    /// @param keepsAllMaps whether these go to memory as well
    ProgramEmitter(
            EngineShape shape,
            Areas areas,
            ConstantAreas constants,
            List<Tile> tiles,
            Map<FeatureMap, ResidentMap> residents,
            boolean keepsAllMaps) {
        this.shape = shape;
        this.areas = areas;
        this.tiles = new ArrayList<>(tiles);
        this.lastMakers = lastMakers(tiles);
        this.keepsBy = new int[tiles.size()];
        Arrays.fill(keepsBy, JobSequence.NONE);
        this.residents = residents;
        this.keepsAllMaps = keepsAllMaps;
        this.constants = new ConstantLoads(shape, constants, jobs, tiles);
        this.features = new RingBuffer(shape.featureHalf());
        this.outputs = new RingBuffer(shape.outputHalf());
    }

    /// A tile that a store job wrote to a map.
    private record Written(Tile tile, int store) {}

    /// All jobs of all tiles.
    List<Job> emit() {
        int loaded = 0;
        for (int i = 0; i < tiles.size(); i++) {
            constants.loadFor(i);
            while (loaded < tiles.size()
                    && loaded <= i + MOST_AHEAD
                    && lastMakers[loaded] < i
                    && loadFeatures(loaded, i)) {
                loaded++;
            }
            constants.loadAhead(i);
            Job compute = compute(i);
            if (i == 0 || !tiles.get(i - 1).task().equals(tiles.get(i).task())) {
                keepResident(i);
            }
            store(i, compute);
        }
        return jobs.jobs();
    }

    /// By tile, the last one before it that makes what it reads, -1 where there is none.
    private static int[] lastMakers(List<Tile> tiles) {
        Map<FeatureMap, List<Integer>> makers = new HashMap<>();
        int[] last = new int[tiles.size()];
        for (int i = 0; i < last.length; i++) {
            StoredPart part = StoredPart.of(tiles.get(i));
            last[i] = part.maps().stream()
                    .flatMap(map -> makers.getOrDefault(map, List.of()).stream())
                    .filter(maker -> part.isMadeBy(tiles.get(maker)))
                    .mapToInt(maker -> maker)
                    .max()
                    .orElse(-1);
            makers.computeIfAbsent(tiles.get(i).task().output(), _ -> new ArrayList<>())
                    .add(i);
        }
        return last;
    }

    /// Loads the features of a tile before another one is computed, if there is room.
    private boolean loadFeatures(int number, int done) {
        Tile tile = tiles.get(number);
        StoredPart stored = StoredPart.of(tile);
        boolean isNew = features.find(stored) == null;
        Part part = features.take(stored, tile.featureWords(), number, done);
        if (part == null || !isNew) {
            return part != null;
        }
        int target = part.first();
        for (FeatureMap map : stored.maps()) {
            Job job = jobs.add(Unit.LOAD, comment(tile, "features of " + map.name()));
            jobs.need(job, Token.C2L, part.freedBy());
            int store = written.getOrDefault(map, List.of()).stream()
                    .filter(one -> stored.isMadeBy(one.tile()))
                    .mapToInt(Written::store)
                    .max()
                    .orElse(JobSequence.NONE);
            jobs.need(job, Token.S2L, store);
            describe(job, tile, stored, map, target);
            part.setFilledBy(job.number());
            target += stored.words() * tile.planeWords();
        }
        return true;
    }

    /// Makes room in the feature banks for the map of a task whose first tile was computed. All that the task reads
    /// must be there by then, or have been asked for: later loads have to find room behind it. The reader then has
    /// all of the map in the banks, and each of its tiles waits for the stores of what it reads itself.
    private void keepResident(int first) {
        ResidentMap resident = residents.get(tiles.get(first).task().output());
        if (resident == null) {
            return;
        }
        List<StoredPart> read = tiles.subList(first, resident.first()).stream()
                .map(StoredPart::of)
                .toList();
        if (!read.stream().allMatch(part -> features.find(part) != null)) {
            return;
        }
        for (int i = 0; i < read.size(); i++) {
            features.keep(read.get(i), first + i);
        }
        // A store waits for its tile's results, and so for all that was read until then.
        if (features.take(resident.part(), resident.words(), resident.end() - 1, first + 1) != null) {
            for (int i = resident.first(); i < resident.end(); i++) {
                tiles.set(i, tiles.get(i).readingWhole());
            }
        }
    }

    private void describe(Job job, Tile tile, StoredPart part, FeatureMap map, int target) {
        part.runs(map, areas.address(map)).describe(job);
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
                .set(LoadRegister.ROTATION_ROWS, part.sy())
                .set(
                        LoadRegister.DOUBLINGS,
                        Integer.numberOfTrailingZeros(part.repetition().columns()));
    }

    private Job compute(int number) {
        Tile tile = tiles.get(number);
        Job job = jobs.add(Unit.COMPUTE, comment(tile, "compute"));
        Part source = Objects.requireNonNull(features.find(StoredPart.of(tile)));
        source.setReadBy(job.number());
        ConstantLoads.Ready ready = constants.ready(tile, job.number());
        jobs.need(job, Token.L2C, Math.max(source.filledBy(), ready.load()));
        if (source.isStored()) {
            jobs.need(job, Token.S2C_STORED, keepsBy[lastMakers[number]]);
        }
        Part target = Objects.requireNonNull(outputs.take(number, tile.outputWords(), number, number));
        jobs.need(job, Token.S2C_FREE, target.freedBy());
        new ComputeRegisters(tile, source.first(), ready.weights(), ready.parameters(), target.first()).describe(job);
        if (number == 0
                || !tiles.get(number - 1).task().layer().equals(tile.task().layer())) {
            job.renew(ComputeRegisters.NUMBERS);
        }
        return job;
    }

    private void store(int number, Job compute) {
        Tile tile = tiles.get(number);
        FeatureMap map = tile.task().output();
        ResidentMap resident = residents.get(map);
        Part target = resident == null ? null : features.find(resident.part());
        if (resident != null && target != null) {
            Job job = store(number, compute, StoreKind.BANKS);
            resident.describe(job, tile, target.first());
            keepsBy[number] = job.number();
            target.setStored();
        }
        if (resident == null || target == null || resident.isReadAgain() || keepsAllMaps) {
            Job job = store(number, compute, StoreKind.MEMORY);
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
            written.computeIfAbsent(map, _ -> new ArrayList<>()).add(new Written(tile, job.number()));
        }
    }

    /// A store of what the array has computed, but for where it goes.
    private Job store(int number, Job compute, StoreKind kind) {
        Tile tile = tiles.get(number);
        Part source = Objects.requireNonNull(outputs.find(number));
        String what = kind == StoreKind.MEMORY ? "store " : "keep ";
        Job job = jobs.add(Unit.STORE, comment(tile, what + tile.task().output().name()));
        source.setReadBy(job.number());
        jobs.need(job, Token.C2S, compute.number());
        return job.set(StoreRegister.KIND, kind.number())
                .set(StoreRegister.SOURCE, source.first())
                .set(StoreRegister.COLUMNS, tile.columns())
                .set(StoreRegister.SEGMENTS, tile.words())
                .set(StoreRegister.ROWS, tile.rows())
                .set(StoreRegister.ROW_ADVANCE, tile.columns() / shape.pp() * tile.words())
                .set(StoreRegister.ROW_REMAINDER, tile.columns() % shape.pp())
                .set(StoreRegister.WORDS, tile.words());
    }

    private static String comment(Tile tile, String what) {
        return Objects.requireNonNull(tile.task().layer()) + ", " + tile + ": " + what;
    }
}
