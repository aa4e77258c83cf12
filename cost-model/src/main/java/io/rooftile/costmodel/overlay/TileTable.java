package io.rooftile.costmodel.overlay;

import io.rooftile.core.design.LoopOrder;
import java.util.Arrays;

/// The tiles of all tasks in the order in which the engine works on them, and what each asks of every unit. Of a task
/// with very many alike tiles only the first and the last ones are listed; the others take as long as those before
/// them. Mutable and reused.
final class TileTable {
    /// Tiles of an inner loop that are listed: all of up to so many, else the first and the last ones.
    static final int MOST_INNER = 200;

    private static final int LAST_INNER = 40;
    /// Tiles of a task that are listed at most, and rounds of its outer loop that are listed in any case.
    private static final int MOST_OF_TASK = 600;

    private static final int LEAST_ROUNDS = 6;
    private static final int LAST_ROUNDS = 2;

    private Engine engine;
    final StoredParts storedParts = new StoredParts();
    int count;
    int tasks;
    /// By task.
    int[] firstTile = new int[16];
    TaskCut[] cuts = new TaskCut[16];

    /// By tile: its task, its tile of pixels and its part of the channels.
    int[] task = new int[64];
    int[] pixels = new int[64];
    int[] part = new int[64];
    /// Number of what it reads among [#storedParts].
    int[] storedPart = new int[64];
    /// Groups of the tiles of its inner loop that are left out before it, and of whole rounds of the outer loop.
    long[] leftOutGroups = new long[64];
    long[] roundsLeftOutGroups = new long[64];
    /// Rows and columns that it makes, the first row, rows and columns that it has in the feature banks, and words
    /// before them in their first beat.
    int[] rows = new int[64];
    int[] columns = new int[64];
    int[] inputRow = new int[64];
    int[] inputRows = new int[64];
    int[] inputColumns = new int[64];
    int[] skipped = new int[64];
    /// Words of the buffers.
    int[] featureWords = new int[64];
    /// Of the feature banks, before the channels that it reads.
    int[] wordsBefore = new int[64];
    int[] outputWords = new int[64];
    /// What one operand's load, the array and the store move, and lines, rows of a word of channels, of the load.
    int[] loadBeats = new int[64];
    int[] loadLines = new int[64];
    int[] groups = new int[64];
    int[] storeBeats = new int[64];
    /// Where what it reads and what it makes begin in their maps, in beats.
    int[] loadOffset = new int[64];
    int[] storeOffset = new int[64];
    /// The last tile that makes what it reads of each operand, [Workload#NONE] for what the host gives.
    int[] makerA = new int[64];
    int[] makerB = new int[64];

    TileTable(Engine engine) {
        this.engine = engine;
    }

    void clear(Engine newEngine) {
        engine = newEngine;
        storedParts.clear();
        count = 0;
        tasks = 0;
    }

    /// Adds the tiles of a task.
    ///
    void add(LayerShape shape, TaskMaps maps, PixelTile tile, int unit, int units, LoopOrder order) {
        if (tasks == firstTile.length) {
            firstTile = Arrays.copyOf(firstTile, 2 * tasks);
            cuts = Arrays.copyOf(cuts, 2 * tasks);
        }
        if (cuts[tasks] == null) {
            cuts[tasks] = new TaskCut();
        }
        TaskCut cut = cuts[tasks];
        cut.take(engine, shape, tile, unit, units, order);
        cut.reads = maps.reads();
        cut.makes = maps.makes();
        cut.isPassedOn = maps.isPassedOn();
        cut.isReadAgain = maps.isReadAgain();
        firstTile[tasks] = count;
        for (int outer = 0; outer < cut.outer; outer = cut.nextRound(outer)) {
            for (int inner = 0; inner < cut.inner; inner = cut.nextInner(inner)) {
                add(cut, maps.makers(), outer, inner);
            }
        }
        tasks++;
    }

    private void add(TaskCut cut, int[] operandMakers, int outer, int inner) {
        if (count == task.length) {
            grow();
        }
        int i = count++;
        task[i] = tasks;
        pixels[i] = cut.isPixelsInner ? inner : outer;
        part[i] = cut.isPixelsInner ? outer : inner;
        leftOutGroups[i] = cut.leftOutGroups(outer, inner);
        roundsLeftOutGroups[i] = inner == 0 ? cut.roundsLeftOutGroups(outer) : 0;
        LayerShape shape = cut.shape;
        int band = pixels[i] / cut.strips;
        int strip = pixels[i] % cut.strips;
        int row = band * cut.rows;
        int ownRows = Math.min(cut.rows, shape.output().rows() - row);
        int column = strip * cut.columns;
        int ownColumns = Math.min(cut.columns, shape.output().columns() - column);
        int words = cut.words(part[i]);
        int inputRow = shape.row().first(row, shape.input().rows());
        int readRows = shape.row().end(row + ownRows, shape.input().rows()) - inputRow;
        boolean isWide = cut.strips == 1;
        int inputColumn =
                isWide ? 0 : shape.column().first(column, shape.input().columns());
        int inputEnd = isWide
                ? shape.input().columns()
                : shape.column().end(column + ownColumns, shape.input().columns());
        int inputWord = cut.isLanes ? part[i] * cut.wordsOfPart : 0;
        int inputWords = cut.isLanes ? words : cut.inputWords;
        storedPart[i] = storedParts.of(
                cut, inputWord, inputWords, inputRow, readRows, inputColumn, inputEnd - inputColumn, ownColumns);
        int stride = shape.column().stride();
        int operands = shape.mode().operands();
        featureWords[i] = operands
                * inputWords
                * readRows
                * stride
                * Math.ceilDiv(Math.ceilDiv(inputEnd - inputColumn, stride), engine.pp);
        outputWords[i] = Math.ceilDiv(ownRows * ownColumns, engine.pp) * words;
        rows[i] = ownRows;
        columns[i] = ownColumns;
        this.inputRow[i] = inputRow;
        inputRows[i] = readRows;
        wordsBefore[i] = 0;
        inputColumns[i] = inputEnd - inputColumn;
        skipped[i] = inputColumn % engine.wordsPerChunk;
        int repeatedColumns = shape.column().times();
        int readColumns = skipped[i] + inputColumns[i] / repeatedColumns;
        int chunks = Math.ceilDiv(readColumns, engine.wordsPerChunk);
        int segments = readRows * inputWords;
        loadBeats[i] = segments * chunks * engine.beatsPerChunk;
        loadLines[i] = segments;
        int mapRow = inputRow / shape.row().times();
        loadOffset[i] = offset(mapRow * cut.inputWords + inputWord, shape.mapColumns(), inputColumn / repeatedColumns);
        groups[i] = Math.toIntExact(cut.pixelGroups(pixels[i], pixels[i] + 1) * cut.groups(part[i]));
        storeBeats[i] = ownRows * words * Math.ceilDiv(ownColumns, engine.wordsPerChunk) * engine.beatsPerChunk;
        int outputWord = row * cut.outputWords + part[i] * cut.wordsOfPart;
        storeOffset[i] = offset(outputWord, shape.output().columns(), column);
        int rowEnd = (inputRow + readRows) / shape.row().times();
        int columnEnd = inputEnd / repeatedColumns;
        int wordEnd = inputWord + inputWords;
        makerA[i] = maker(operandMakers[0], rowEnd, columnEnd, wordEnd);
        makerB[i] = operands > 1 ? maker(operandMakers[1], rowEnd, columnEnd, wordEnd) : Workload.NONE;
    }

    private int offset(int segments, int columns, int column) {
        return segments * engine.segmentBeats(columns) + column / engine.wordsPerChunk * engine.beatsPerChunk;
    }

    /// Words of each feature bank that all of a task's input takes.
    int wholeWords(int ofTask) {
        TaskCut cut = cuts[ofTask];
        return cut.inputWords * cut.shape.planeWords(engine);
    }

    /// A task's tiles, which are bands of whole rows, have all of its input in the banks.
    void readWhole(int ofTask) {
        TaskCut cut = cuts[ofTask];
        int plane = cut.shape.planeWords(engine);
        int rows = cut.shape.input().rows();
        int columns = cut.shape.input().columns();
        int whole = storedParts.of(cut, 0, cut.inputWords, 0, rows, 0, columns, cut.columns);
        for (int i = firstTile[ofTask]; i < count && task[i] == ofTask; i++) {
            storedPart[i] = whole;
            inputRow[i] = 0;
            inputRows[i] = rows;
            wordsBefore[i] = cut.isLanes ? part[i] * cut.wordsOfPart * plane : 0;
        }
    }

    /// Whether a tile begins a round of its task's outer loop.
    boolean isRoundStart(int tile) {
        if (tile == firstTile[task[tile]]) {
            return true;
        }
        return cuts[task[tile]].isPixelsInner ? part[tile] != part[tile - 1] : pixels[tile] != pixels[tile - 1];
    }

    /// The last tile of a task that makes some of a part of its map; the part's rows, columns and words end before
    /// these.
    private int maker(int made, int rowEnd, int columnEnd, int wordEnd) {
        if (made == Workload.NONE) {
            return Workload.NONE;
        }
        TaskCut cut = cuts[made];
        int band = (rowEnd - 1) / cut.rows;
        int strip = (columnEnd - 1) / cut.columns;
        int lastPart = (wordEnd - 1) / cut.wordsOfPart;
        int pixel = Math.min(band * cut.strips + strip, cut.pixelTiles - 1);
        int channels = Math.min(lastPart, cut.parts - 1);
        return firstTile[made] + cut.listed(pixel, channels);
    }

    private void grow() {
        int size = 2 * count;
        task = Arrays.copyOf(task, size);
        pixels = Arrays.copyOf(pixels, size);
        part = Arrays.copyOf(part, size);
        storedPart = Arrays.copyOf(storedPart, size);
        leftOutGroups = Arrays.copyOf(leftOutGroups, size);
        roundsLeftOutGroups = Arrays.copyOf(roundsLeftOutGroups, size);
        rows = Arrays.copyOf(rows, size);
        columns = Arrays.copyOf(columns, size);
        inputRow = Arrays.copyOf(inputRow, size);
        inputRows = Arrays.copyOf(inputRows, size);
        inputColumns = Arrays.copyOf(inputColumns, size);
        skipped = Arrays.copyOf(skipped, size);
        featureWords = Arrays.copyOf(featureWords, size);
        wordsBefore = Arrays.copyOf(wordsBefore, size);
        outputWords = Arrays.copyOf(outputWords, size);
        loadBeats = Arrays.copyOf(loadBeats, size);
        loadLines = Arrays.copyOf(loadLines, size);
        groups = Arrays.copyOf(groups, size);
        storeBeats = Arrays.copyOf(storeBeats, size);
        loadOffset = Arrays.copyOf(loadOffset, size);
        storeOffset = Arrays.copyOf(storeOffset, size);
        makerA = Arrays.copyOf(makerA, size);
        makerB = Arrays.copyOf(makerB, size);
    }

    /// One task and how it is cut.
    static final class TaskCut {
        LayerShape shape = TaskShapes.PIXEL;
        int[] reads = {};
        int makes;
        /// Whether the next task reads its map and nothing else, and whether others do behind it.
        boolean isPassedOn;
        boolean isReadAgain;
        boolean isLanes;
        /// Whether lanes share what they read.
        boolean isShared;
        boolean isPixelsInner;
        int rows;
        int columns;
        int strips;
        int pixelTiles;
        int parts;
        int wordsOfPart;
        int inputWords;
        int outputWords;
        int outer;
        int inner;
        /// Output groups, output words and weight words of a part, and of the last one.
        int groupsOfPart;
        int groupsOfLast;
        int wordsOfLast;
        long groupWeightWords;
        long taps;
        /// Pixels of a group.
        private int lanes;
        private int listedInner;
        private int listedRounds;

        private void take(Engine engine, LayerShape of, PixelTile tile, int unit, int units, LoopOrder order) {
            shape = of;
            isLanes = of.mode().isLanes();
            lanes = engine.pp;
            rows = tile.rows;
            columns = tile.columns;
            strips = Math.ceilDiv(of.output().columns(), columns);
            pixelTiles = Math.toIntExact(tile.count);
            int channels = (int) Math.min(of.outputChannels(), (long) units * unit);
            parts = Math.ceilDiv(of.outputChannels(), channels);
            wordsOfPart = Math.ceilDiv(channels, engine.icp);
            outputWords = Math.ceilDiv(of.outputChannels(), engine.icp);
            wordsOfLast = outputWords - (parts - 1) * wordsOfPart;
            groupsOfPart = of.outputGroups(channels, engine.icp, engine.ocp);
            groupsOfLast = of.outputGroups(of.outputChannels(), engine.icp, engine.ocp) - (parts - 1) * groupsOfPart;
            inputWords = Math.ceilDiv(of.inputChannels(), engine.icp);
            isShared = strips == 1 && of.sharesColumns(engine);
            groupWeightWords = of.groupWeightWords(engine.icp, isShared);
            taps = of.groupCycles(engine.icp, isShared);
            isPixelsInner = order == LoopOrder.WEIGHTS_OUTER;
            outer = isPixelsInner ? parts : pixelTiles;
            inner = isPixelsInner ? pixelTiles : parts;
            listedInner = Math.min(inner, MOST_INNER);
            listedRounds = Math.min(outer, Math.max(LEAST_ROUNDS, MOST_OF_TASK / listedInner));
        }

        int words(int of) {
            return of == parts - 1 ? wordsOfLast : wordsOfPart;
        }

        int groups(int of) {
            return of == parts - 1 ? groupsOfLast : groupsOfPart;
        }

        private int nextInner(int at) {
            return at + 1 == listedInner - LAST_INNER && listedInner < inner ? inner - LAST_INNER : at + 1;
        }

        /// Groups of the tiles of an inner loop that are left out before one that is listed.
        private long leftOutGroups(int outerAt, int at) {
            if (listedInner == inner || at != inner - LAST_INNER) {
                return 0;
            }
            int from = at - (inner - listedInner);
            return isPixelsInner
                    ? pixelGroups(from, at) * groups(outerAt)
                    : pixelGroups(outerAt, outerAt + 1) * channelGroups(from, at);
        }

        private int nextRound(int at) {
            return at + 1 == listedRounds - LAST_ROUNDS && listedRounds < outer ? outer - LAST_ROUNDS : at + 1;
        }

        /// Groups of the rounds that are left out before one that is listed.
        private long roundsLeftOutGroups(int at) {
            if (listedRounds == outer || at != outer - LAST_ROUNDS) {
                return 0;
            }
            int from = at - (outer - listedRounds);
            return isPixelsInner
                    ? pixelGroups(0, pixelTiles) * channelGroups(from, at)
                    : pixelGroups(from, at) * channelGroups(0, parts);
        }

        /// Groups of `PP` pixels of the tiles of pixels from one to before another.
        private long pixelGroups(int from, int to) {
            return pixelGroupsBefore(to) - pixelGroupsBefore(from);
        }

        private long pixelGroupsBefore(int pixelTile) {
            long full = Math.ceilDiv(rows * columns, lanes);
            if (strips == 1) {
                int lastRows = shape.output().rows() - (pixelTiles - 1) * rows;
                return pixelTile < pixelTiles
                        ? pixelTile * full
                        : (pixelTiles - 1) * full + Math.ceilDiv(lastRows * columns, lanes);
            }
            int lastColumns = shape.output().columns() - (strips - 1) * columns;
            long ofRow = (strips - 1) * full + Math.ceilDiv(lastColumns, lanes);
            return pixelTile / strips * ofRow + pixelTile % strips * full;
        }

        private long channelGroups(int from, int to) {
            return (long) (to - from - 1) * groupsOfPart + groups(to - 1);
        }

        /// The place of a tile among those that are listed, or of the last one listed before it.
        private int listed(int pixel, int of) {
            int innerAt = place(isPixelsInner ? pixel : of, inner, listedInner, LAST_INNER);
            int outerAt = place(isPixelsInner ? of : pixel, outer, listedRounds, LAST_ROUNDS);
            return outerAt * listedInner + innerAt;
        }

        private static int place(int at, int all, int listed, int last) {
            if (at >= all - last && listed < all) {
                return at - all + listed;
            }
            return Math.min(at, listed < all ? listed - last - 1 : at);
        }
    }
}
