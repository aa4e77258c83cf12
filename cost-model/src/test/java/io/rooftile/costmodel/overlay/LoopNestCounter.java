package io.rooftile.costmodel.overlay;

import io.rooftile.core.design.LoopOrder;
import io.rooftile.costmodel.overlay.LayerShape.Axis;
import io.rooftile.costmodel.overlay.LayerShape.Mode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// An oracle for [TileCost]: walks all tiles of a layer, keeps what the halves of the buffers hold, and counts rows,
/// columns and beats one by one. Shares no formula with the closed form but the rules that join the units' times. The
/// layer is the first one, and all of it is awaited.
final class LoopNestCounter {
    /// Output pixels and channels of a tile.
    private record Tile(int row, int rows, int column, int columns, int channel, int channels) {}

    private final LayerShape shape;
    private final Engine engine;
    private final int rows;
    private final int columns;
    private final int tileChannels;

    private final List<Tile> pixels = new ArrayList<>();
    private final List<Tile> heldFeatures = new ArrayList<>();
    private final List<Integer> heldConstants = new ArrayList<>();
    private final Map<Integer, List<Integer>> rowsRead = new HashMap<>();
    private final Map<Integer, List<Integer>> columnsRead = new HashMap<>();
    private final Map<String, Long> mostFeatureCycles = new HashMap<>();
    private long beats;
    private long loads;
    long compute;
    long bytes;
    long cycles;

    LoopNestCounter(LayerShape shape, Engine engine, int rows, int columns, int tileChannels) {
        this.shape = shape;
        this.engine = engine;
        this.rows = rows;
        this.columns = columns;
        this.tileChannels = tileChannels;
        for (int row = 0; row < shape.output().rows(); row += rows) {
            for (int column = 0; column < shape.output().columns(); column += columns) {
                pixels.add(at(row, column, 0, 0));
            }
        }
    }

    private Tile at(int row, int column, int channel, int channels) {
        return new Tile(
                row,
                Math.min(rows, shape.output().rows() - row),
                column,
                Math.min(columns, shape.output().columns() - column),
                channel,
                channels);
    }

    private boolean isArray() {
        return shape.mode() == Mode.ARRAY;
    }

    private int operands() {
        return shape.mode() == Mode.ADD ? 2 : 1;
    }

    void count(LoopOrder order) {
        boolean isPixelsInner = order == LoopOrder.WEIGHTS_OUTER || pixels.size() == 1 || parts() == 1;
        long steps = 0;
        for (int i = 0; i < (isPixelsInner ? parts() : pixels.size()); i++) {
            for (int j = 0; j < (isPixelsInner ? pixels.size() : parts()); j++) {
                int part = isPixelsInner ? i : j;
                Tile of = pixels.get(isPixelsInner ? j : i);
                Tile tile = at(of.row, of.column, part * tileChannels, channels(part));
                load(tile);
                beats += storeBeats(tile);
                compute += computing(tile);
                steps += isPixelsInner ? stepOfPixels(tile) : stepOfParts(tile);
            }
        }
        join(steps);
    }

    private int parts() {
        return (shape.outputChannels() + tileChannels - 1) / tileChannels;
    }

    private int channels(int part) {
        return Math.min(tileChannels, shape.outputChannels() - part * tileChannels);
    }

    /// Counts what a tile needs that its buffer does not hold.
    private void load(Tile tile) {
        Tile features = isArray() ? at(tile.row, tile.column, 0, 0) : tile;
        if (isNew(heldFeatures, features, mostFeatures())) {
            beats += (long) operands() * inputWords(tile) * inputBeats(tile);
            loads += operands();
        }
        if (isNew(heldConstants, tile.channel, mostConstants())) {
            beats += constantBeats(tile);
            loads += constantLoads();
        }
    }

    private static <T> boolean isNew(List<T> held, T wanted, long most) {
        if (held.contains(wanted)) {
            return false;
        }
        held.add(wanted);
        if (held.size() > most) {
            held.removeFirst();
        }
        return true;
    }

    /// Tiles of pixels as large as the largest one that the feature banks hold, two or more.
    private long mostFeatures() {
        long most = 1;
        for (Tile tile : pixels) {
            int stride = shape.column().stride();
            int columnsOfPhase = (columnsRead(tile).size() + stride - 1) / stride;
            long rowWords = (long) stride * ((columnsOfPhase + engine.pp - 1) / engine.pp);
            most = Math.max(most, rowsRead(tile).size() * rowWords);
        }
        int words = isArray() ? words(shape.inputChannels()) : words(channels(0));
        return Math.max(2, engine.featureDepthWords / (most * words * operands()) * 2);
    }

    private long mostConstants() {
        long words = weightWords(at(0, 0, 0, channels(0)));
        return words == 0 ? Long.MAX_VALUE : Math.max(2, engine.weightDepthWords / words * 2);
    }

    /// Pixels inner: a tile goes with the load of the next one, the last one of a round with that of the round's first.
    private long stepOfPixels(Tile tile) {
        boolean isFirstPart = tile.channel == 0;
        boolean isReloaded = isFirstPart || !isArray() || pixels.size() > mostFeatures();
        boolean isMapEnd =
                isRoundEnd(tile) && tile.row + tile.rows == shape.output().rows();
        Tile next = isRoundEnd(tile) ? roundStart(tile) : next(tile);
        long load = isReloaded ? mostFeatureCycles(next) : 0;
        long constants = isMapEnd && !isFirstPart ? constantCycles(tile) : 0;
        return step(tile, load, constants, at(0, 0, tile.channel, tile.channels));
    }

    /// Parts of the channels inner: the last part goes with the load of the next pixels. Parts are taken to be as large
    /// as the first.
    private long stepOfParts(Tile tile) {
        boolean isLastPart = tile.channel + tile.channels == shape.outputChannels();
        boolean isReloaded = parts() > mostConstants() || (tile.row == 0 && tile.column == 0);
        Tile first = at(0, 0, 0, channels(0));
        long load = isLastPart || !isArray() ? mostFeatureCycles(first) : 0;
        long constants = isReloaded ? constantCycles(first) : 0;
        return step(tile, load, constants, at(tile.row, tile.column, 0, channels(0)));
    }

    private long step(Tile tile, long features, long constants, Tile stored) {
        boolean waitsTwice = features > 0 && constants > 0 && constantLoads() > 1;
        long load = features + constants + (waitsTwice ? engine.loadTurnCycles : 0);
        return steps(computing(tile), load, portCycles(storeBeats(stored)));
    }

    private long steps(long computing, long load, long store) {
        long moved = load == 0 ? 0 : load + instructionCycles(8);
        long way = Math.max(moved == 0 ? 0 : moved + engine.loadTurnCycles, store + engine.storeTurnCycles);
        long own = Math.max(Math.max(computing, moved), Math.max(store, (computing + way) / 2));
        return Math.max(own, engine.sharedCycles(moved + store));
    }

    private long instructionCycles(int count) {
        return engine.beatBytes < 8 ? count * (8L / engine.beatBytes) : count;
    }

    private boolean isInRows() {
        return columns < shape.output().columns();
    }

    private boolean isRoundEnd(Tile tile) {
        return isInRows()
                ? tile.column + tile.columns == shape.output().columns()
                : tile.row + tile.rows == shape.output().rows();
    }

    private Tile roundStart(Tile tile) {
        return at(isInRows() ? tile.row : 0, 0, tile.channel, tile.channels);
    }

    private Tile next(Tile tile) {
        return isInRows()
                ? at(tile.row, tile.column + columns, tile.channel, tile.channels)
                : at(tile.row + rows, 0, tile.channel, tile.channels);
    }

    /// The longest load of pixels like these: of those at the end of a round, or of any.
    private long mostFeatureCycles(Tile like) {
        boolean isEnd = isRoundEnd(like) && pixels.size() > 1;
        return mostFeatureCycles.computeIfAbsent(isEnd + "/" + like.channels, _ -> {
            long most = 0;
            for (Tile tile : pixels) {
                if (!isEnd || isRoundEnd(tile)) {
                    most = Math.max(most, featureCycles(at(tile.row, tile.column, like.channel, like.channels)));
                }
            }
            return most;
        });
    }

    /// Inputs between the first and the last one that outputs read, from a multiple of the stride on.
    private static List<Integer> touched(Axis axis, int first, int count, int size) {
        Set<Integer> read = new HashSet<>();
        for (int o = first; o < first + count; o++) {
            for (int f = 0; f <= (axis.filter() - 1) * axis.dilation(); f++) {
                int at = o * axis.stride() - axis.before() + f;
                read.add(Math.min(size - 1, Math.max(0, at)));
            }
        }
        int least = read.stream().min(Integer::compare).orElseThrow();
        int most = read.stream().max(Integer::compare).orElseThrow();
        List<Integer> all = new ArrayList<>();
        for (int at = least - least % axis.stride(); at <= most; at++) {
            all.add(at);
        }
        return all;
    }

    private List<Integer> rowsRead(Tile tile) {
        return rowsRead.computeIfAbsent(
                tile.row,
                _ -> touched(shape.row(), tile.row, tile.rows, shape.input().rows()));
    }

    private List<Integer> columnsRead(Tile tile) {
        int size = shape.input().columns();
        if (tile.columns == shape.output().columns()) {
            List<Integer> all = new ArrayList<>();
            for (int at = 0; at < size; at++) {
                all.add(at);
            }
            return all;
        }
        return columnsRead.computeIfAbsent(tile.column, _ -> touched(shape.column(), tile.column, tile.columns, size));
    }

    private int inputWords(Tile tile) {
        return isArray() ? words(shape.inputChannels()) : words(tile.channels);
    }

    private int words(int channels) {
        return (channels + engine.icp - 1) / engine.icp;
    }

    /// Beats of one word of each pixel, from a row's first column that is read to its last.
    private long inputBeats(Tile tile) {
        long ofRow = 0;
        int before = -1;
        for (int column : columnsRead(tile)) {
            int beat = column / engine.wordsPerChunk;
            ofRow += beat == before ? 0 : engine.beatsPerChunk;
            before = beat;
        }
        return rowsRead(tile).size() * ofRow;
    }

    /// Cycles in which the words of a tile go into the banks: those of a stride beyond 2 one by one.
    private long featureCycles(Tile tile) {
        List<Integer> read = columnsRead(tile);
        int first = read.getFirst();
        long ofRow = 0;
        for (int column = first - first % engine.wordsPerChunk; column <= read.getLast(); column++) {
            boolean isChunkEnd = column % engine.wordsPerChunk == engine.wordsPerChunk - 1 || column == read.getLast();
            ofRow += shape.column().stride() > 2 || isChunkEnd ? engine.beatsPerChunk : 0;
        }
        long steps = rowsRead(tile).size() * ofRow;
        long port = portCycles(inputBeats(tile));
        return operands() * (inputWords(tile) * Math.max(steps, port) + 1 + instructionCycles(6));
    }

    private int groups(Tile tile) {
        if (isArray()) {
            return (tile.channels + engine.ocp - 1) / engine.ocp;
        }
        int groups = 0;
        for (int left = tile.channels; left > 0; left -= engine.icp) {
            groups += (Math.min(left, engine.icp) + engine.ocp - 1) / engine.ocp;
        }
        return groups;
    }

    private long weightWords(Tile tile) {
        int taps = shape.row().filter() * shape.column().filter();
        return switch (shape.mode()) {
            case ARRAY -> (long) groups(tile) * words(shape.inputChannels()) * taps;
            case DEPTHWISE ->
                (long) groups(tile)
                        * (isShared(shape, engine, columns)
                                ? shape.row().filter() * shape.column().stride()
                                : (taps + engine.icp - 1) / engine.icp);
            case MAXIMUM, SUM, ADD -> 0;
        };
    }

    /// Whether a lane finds all columns that an output of a depthwise layer needs in what it and the lanes
    /// beside it read:
    /// looked at output by output. Lanes go through all columns of the map, at most 16 reads are kept.
    static boolean isShared(LayerShape shape, Engine engine, int columns) {
        Axis axis = shape.column();
        int all = shape.output().columns();
        int reads = shape.row().filter() * axis.stride();
        if (shape.mode() != Mode.DEPTHWISE || engine.icp < 3 || columns != all || reads < 2 || reads > 16) {
            return false;
        }
        for (int output = 0; output < all; output++) {
            for (int f = 0; f < axis.filter(); f++) {
                int read = output * axis.stride() - axis.before() + f * axis.dilation();
                if (Math.abs(Math.floorDiv(read, axis.stride()) - output) > 1) {
                    return false;
                }
            }
            for (int read = output * axis.stride(); read < (output + 1) * axis.stride(); read++) {
                boolean hasRight = read + axis.stride() < shape.input().columns();
                if (hasRight && output + 1 == all) {
                    return false;
                }
            }
        }
        // Weights of neighbouring columns only, and fewer reads than products.
        return axis.dilation() == 1 && axis.filter() > axis.stride();
    }

    private int constantLoads() {
        return weightWords(new Tile(0, 1, 0, 1, 0, 1)) > 0 ? 2 : 1;
    }

    private static long beatsOf(long words, int bytesOfWord, int beatBytes) {
        return (words * bytesOfWord + beatBytes - 1) / beatBytes;
    }

    private long constantBeats(Tile tile) {
        long parameters = (long) groups(tile) * engine.drainSteps;
        return beatsOf(weightWords(tile), engine.weightWordBytes, engine.beatBytes)
                + beatsOf(parameters, engine.parameterWordBytes, engine.beatBytes);
    }

    private long constantCycles(Tile tile) {
        long weights = weightWords(tile) * Math.max(1, engine.weightWordBytes / engine.beatBytes);
        long parameters =
                (long) groups(tile) * engine.drainSteps * Math.max(1, engine.parameterWordBytes / engine.beatBytes);
        return Math.max(weights + parameters, portCycles(constantBeats(tile)))
                + constantLoads() * (1 + instructionCycles(6));
    }

    private long storeBeats(Tile tile) {
        long ofRow = 0;
        for (int column = 0; column < tile.columns; column += engine.wordsPerChunk) {
            ofRow += engine.beatsPerChunk;
        }
        return (long) tile.rows * words(tile.channels) * ofRow;
    }

    private long computing(Tile tile) {
        boolean isShared = isShared(shape, engine, columns);
        int taps = shape.row().filter() * shape.column().filter();
        long ofGroup =
                switch (shape.mode()) {
                    case ARRAY -> (long) words(shape.inputChannels()) * taps;
                    case DEPTHWISE ->
                        isShared ? (long) shape.row().filter() * shape.column().stride() : taps;
                    case MAXIMUM, SUM -> taps;
                    case ADD -> 2;
                };
        int pixelGroups = (tile.rows * tile.columns + engine.pp - 1) / engine.pp;
        long ahead = isShared ? ofGroup : 0;
        return Math.max(40, ahead + (long) pixelGroups * groups(tile) * Math.max(ofGroup, engine.drainSteps));
    }

    private long portCycles(long ofBeats) {
        return engine.portCycles(ofBeats * engine.beatBytes);
    }

    private void join(long steps) {
        long tiles = (long) pixels.size() * parts();
        long instructions = 53 + (tiles - 1) * 8 + (loads - operands() - constantLoads()) * 6;
        bytes = beats * engine.beatBytes + instructions * 8;
        long busy = Math.max(steps, compute);
        Tile first = at(0, 0, 0, channels(0));
        long most = 0;
        for (Tile tile : pixels) {
            most = Math.max(most, featureCycles(at(tile.row, tile.column, 0, channels(0))));
        }
        long turn = most
                + (tiles - 1) * (busy / tiles)
                + computing(first)
                + portCycles(storeBeats(first))
                + engine.turnCycles;
        long waited = Math.max(busy, turn) + constantCycles(first);
        cycles = Math.max(waited, Engine.cycles(bytes, engine.memoryCyclesPerByte));
    }
}
