package io.rooftile.costmodel.overlay;

import java.util.Arrays;

/// The registers of the load and the store unit as the instruction compiler sets them: how many change from one job to
/// the next. Mutable and reused.
final class JobRegisters {
    private static final int UNKNOWN = Integer.MIN_VALUE;

    private static final int KIND = 0;
    private static final int RUN_BEATS = 1;
    private static final int RUN_COUNT = 2;
    private static final int RUN_PITCH = 3;
    private static final int OUTER_COUNT = 4;
    private static final int OUTER_PITCH = 5;
    private static final int BUFFER = 6;
    private static final int COLUMNS = 7;
    private static final int SKIP = 8;
    private static final int SEGMENTS = 9;
    private static final int ROWS = 10;
    private static final int SEGMENT_STEP = 11;
    private static final int ROW_STEP = 12;
    private static final int PHASES = 13;
    private static final int PHASE_STEP = 14;
    private static final int ROTATION = 15;
    private static final int ROW_ROTATION = 16;
    private static final int ROTATION_ROWS = 17;
    private static final int ADDRESS = 18;
    /// Of a store into the feature banks.
    private static final int TARGET = 19;

    private static final int BANK_SEGMENT_STEP = 20;
    private static final int BANK_ROW_STEP = 21;
    private static final int BANK_PHASES = 22;
    private static final int ROW_PHASE = 23;
    /// Of a load of features.
    private static final int DOUBLINGS = 24;

    private static final int ALL = 25;

    private static final int WEIGHTS = 1;
    private static final int PARAMETERS = 2;
    private static final int BANKS = 1;

    private final int[] load = new int[ALL];
    private final int[] store = new int[ALL];
    private int changed;

    /// Of the last job, the contiguous runs of memory, in beats: the first begins `address` behind the program.
    int address;
    int runBeats;
    int runCount;
    int runPitch;
    int outerCount;
    int outerPitch;

    void clear() {
        Arrays.fill(load, UNKNOWN);
        Arrays.fill(store, UNKNOWN);
    }

    private void set(int[] registers, int register, int value) {
        if (registers[register] != value) {
            registers[register] = value;
            changed++;
        }
    }

    private void begin(int[] registers, int newAddress) {
        changed = 0;
        address = newAddress;
        set(registers, ADDRESS, newAddress);
    }

    /// Registers that change for a load of weights or parameters.
    ///
    /// @param firstBeat where it begins, in beats from the end of the program
    /// @param target first word in the buffer
    int constants(int firstBeat, boolean areWeights, int beats, int words, int target) {
        begin(load, firstBeat);
        set(load, KIND, areWeights ? WEIGHTS : PARAMETERS);
        run(load, beats, 1, 0, 1, 0);
        set(load, BUFFER, target);
        set(load, COLUMNS, words);
        set(load, SKIP, 0);
        set(load, SEGMENTS, 1);
        set(load, ROWS, 1);
        return changed;
    }

    /// Registers that change for a load of one operand of a tile.
    ///
    /// @param firstBeat where it begins, in beats from the end of the program
    /// @param target first word in the feature banks
    int features(int firstBeat, Engine engine, TileTable tiles, int tile, int target) {
        TileTable.TaskCut cut = tiles.cuts[tiles.task[tile]];
        int stride = cut.shape.column().stride();
        int words = cut.isLanes ? cut.words(tiles.part[tile]) : cut.inputWords;
        int columns = tiles.inputColumns[tile];
        int phaseWords = Math.ceilDiv(Math.ceilDiv(columns, stride), engine.pp);
        begin(load, firstBeat);
        set(load, KIND, 0);
        int times = cut.shape.row().times();
        int mapColumns = cut.shape.mapColumns();
        if (times > 1) {
            int segmentBeats = engine.segmentBeats(mapColumns);
            int rows = tiles.inputRows[tile] / times;
            run(load, words * segmentBeats, times, 0, rows, cut.inputWords * segmentBeats);
        } else {
            int readColumns = tiles.skipped[tile] + columns / cut.shape.column().times();
            runs(load, engine, tiles.inputRows[tile], words, cut.inputWords, readColumns, mapColumns);
        }
        set(load, BUFFER, target);
        set(load, COLUMNS, columns);
        set(load, SKIP, tiles.skipped[tile]);
        set(load, SEGMENTS, words);
        set(load, ROWS, tiles.inputRows[tile]);
        set(load, SEGMENT_STEP, tiles.inputRows[tile] * stride * phaseWords);
        set(load, ROW_STEP, stride * phaseWords);
        set(load, PHASES, stride);
        set(load, PHASE_STEP, phaseWords);
        set(load, ROTATION, 0);
        set(load, ROW_ROTATION, tiles.columns[tile] % engine.pp);
        set(load, ROTATION_ROWS, cut.shape.row().stride());
        set(load, DOUBLINGS, Integer.numberOfTrailingZeros(cut.shape.column().times()));
        return changed;
    }

    /// Registers that change for a store of a tile to memory.
    ///
    /// @param firstBeat where it begins, in beats from the end of the program
    /// @param source first word in the output banks
    int store(int firstBeat, Engine engine, TileTable tiles, int tile, int source) {
        TileTable.TaskCut cut = tiles.cuts[tiles.task[tile]];
        int words = cut.words(tiles.part[tile]);
        int columns = tiles.columns[tile];
        begin(store, firstBeat);
        int allWords = Math.ceilDiv(cut.shape.outputChannels(), engine.icp);
        runs(
                store,
                engine,
                tiles.rows[tile],
                words,
                allWords,
                columns,
                cut.shape.output().columns());
        set(store, KIND, 0);
        setSource(engine, tiles, tile, source);
        return changed;
    }

    /// Registers that change for a store of a tile into the feature banks.
    ///
    /// @param reader a tile that reads all of the map
    /// @param target first word of the map in the feature banks
    /// @param source first word in the output banks
    int keep(Engine engine, TileTable tiles, int tile, int reader, int target, int source) {
        TileTable.TaskCut cut = tiles.cuts[tiles.task[tile]];
        LayerShape shape = tiles.cuts[tiles.task[reader]].shape;
        int stride = shape.column().stride();
        int rowStride = shape.row().stride();
        int phaseWords = Math.ceilDiv(Math.ceilDiv(tiles.inputColumns[reader], stride), engine.pp);
        int plane = tiles.inputRows[reader] * stride * phaseWords;
        int row = tiles.pixels[tile] * cut.rows;
        int turn = tiles.columns[reader];
        changed = 0;
        set(store, KIND, BANKS);
        setSource(engine, tiles, tile, source);
        set(store, TARGET, target + row * stride * phaseWords + tiles.part[tile] * cut.wordsOfPart * plane);
        set(store, BANK_SEGMENT_STEP, plane);
        set(store, BANK_ROW_STEP, stride * phaseWords);
        set(store, BANK_PHASES, stride);
        set(store, PHASE_STEP, phaseWords);
        set(store, ROTATION, row / rowStride * turn % engine.pp);
        set(store, ROW_ROTATION, turn % engine.pp);
        set(store, ROTATION_ROWS, rowStride);
        set(store, ROW_PHASE, row % rowStride);
        return changed;
    }

    /// Where a store finds a tile in the output banks.
    private void setSource(Engine engine, TileTable tiles, int tile, int source) {
        int words = tiles.cuts[tiles.task[tile]].words(tiles.part[tile]);
        int columns = tiles.columns[tile];
        set(store, BUFFER, source);
        set(store, COLUMNS, columns);
        set(store, SEGMENTS, words);
        set(store, ROWS, tiles.rows[tile]);
        set(store, SEGMENT_STEP, columns / engine.pp * words);
        set(store, ROW_STEP, columns % engine.pp);
        set(store, PHASES, words);
    }

    private void runs(int[] registers, Engine engine, int rows, int words, int allWords, int columns, int allColumns) {
        int beats = Math.ceilDiv(columns, engine.wordsPerChunk) * engine.beatsPerChunk;
        int segmentBeats = engine.segmentBeats(allColumns);
        int pitch = allWords * segmentBeats;
        if (beats < segmentBeats) {
            run(registers, beats, words, segmentBeats, rows, pitch);
        } else if (words == allWords) {
            run(registers, rows * words * beats, 1, 0, 1, 0);
        } else {
            run(registers, words * beats, rows, pitch, 1, 0);
        }
    }

    private void run(int[] registers, int beats, int count, int pitch, int outers, int pitchOfOuters) {
        runBeats = beats;
        runCount = count;
        runPitch = pitch;
        outerCount = outers;
        outerPitch = pitchOfOuters;
        set(registers, RUN_BEATS, beats);
        set(registers, RUN_COUNT, count);
        set(registers, OUTER_COUNT, outers);
        if (count > 1) {
            set(registers, RUN_PITCH, pitch);
        }
        if (outers > 1) {
            set(registers, OUTER_PITCH, pitchOfOuters);
        }
    }
}
