package io.rooftile.rtl.overlay;

import io.rooftile.core.design.LoopOrder;
import io.rooftile.core.design.Tiling;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Cuts a task so that its tiles fit the halves of the buffers.
record TilePlanner(Task task) {
    /// Bands into which a map is cut where that costs little: while one is computed the next one is loaded and
    /// the one before is stored, and the next task begins with the first ones.
    private static final int WANTED_BANDS = 4;

    /// Share of the groups of pixels by which bands may have more of them than the whole map, as a divisor.
    private static final int MOST_LOSS = 16;

    /// Pixels that the array's register for them counts.
    private static final int MOST_PIXELS = (1 << 16) - 1;

    /// Cycles that a band is computed at least: twice the least time between two jobs.
    private static final int LEAST_CYCLES = 80;

    /// The sizes of a given tiling, taken down to what the engine can do. Where there is none or it does not fit:
    /// bands with all channels, several of them where their pixels fill the lanes about as well as the whole map's;
    /// where they do not fit the largest tiles that do, first as many pixels as possible, then channels.
    ///
    /// @throws UnmappableException when the smallest tile does not fit
    TileSizes sizes(@Nullable Tiling given) {
        if (given != null) {
            TileSizes sizes = adjusted(given);
            if (fits(sizes)) {
                return sizes;
            }
        }
        int rows = rowsOfBands();
        if (rows > 0) {
            return new TileSizes(rows, task.output().layout().width(), task.channels(), LoopOrder.WEIGHTS_OUTER);
        }
        for (int[] pixels : pixelSizes()) {
            for (int channels : channelSizes()) {
                TileSizes sizes = new TileSizes(pixels[0], pixels[1], channels, LoopOrder.WEIGHTS_OUTER);
                if (fits(sizes)) {
                    return ordered(sizes);
                }
            }
        }
        int[] least = pixelSizes().getLast();
        throw new UnmappableException("its smallest tile does not fit the buffers: "
                + demand(new TileSizes(least[0], least[1], channelSizes().getLast(), LoopOrder.WEIGHTS_OUTER)));
    }

    private TileSizes adjusted(Tiling given) {
        MapLayout out = task.output().layout();
        int columns = given.tileOX() >= out.width() || isRepeated()
                ? out.width()
                : multiple(given.tileOX(), task.shape().wordsPerBeat());
        int channels = given.tileK() >= out.channels() ? out.channels() : multiple(given.tileK(), task.channelUnit());
        int rows = columns < out.width() ? 1 : bands(Math.min(given.tileOY(), out.height()));
        return new TileSizes(rows, Math.min(columns, out.width()), Math.min(channels, out.channels()), given.order());
    }

    /// Whether rows or columns of the input are read several times: then tiles are bands.
    private boolean isRepeated() {
        return !task.repetition().equals(Task.Repetition.NONE);
    }

    /// Rows down to whole ones of the input.
    private int bands(int rows) {
        return multiple(rows, task.repetition().rows());
    }

    private static int multiple(int number, int unit) {
        return Math.max(1, number / unit) * unit;
    }

    /// Rows of several bands that fit with all channels, 0 where there are none: of as many bands as wanted, else of
    /// fewer, else of more.
    private int rowsOfBands() {
        MapLayout out = task.output().layout();
        long whole = groups(out.height());
        int wanted = Math.ceilDiv(out.height(), WANTED_BANDS);
        long groupCycles = task.groupCycles(task.sharesColumns() ? Mode.NEIGHBOURS : task.mode());
        List<Integer> candidates = new ArrayList<>();
        for (int rows = wanted; rows <= Math.ceilDiv(out.height(), 2); rows++) {
            candidates.add(rows);
        }
        for (int rows = wanted - 1; rows > 0; rows--) {
            candidates.add(rows);
        }
        for (int rows : candidates) {
            int bands = out.height() / rows;
            long all = bands * groups(rows) + groups(out.height() % rows);
            boolean isLong = groups(rows) * task.outputGroups(task.channels()) * groupCycles >= LEAST_CYCLES;
            TileSizes sizes = new TileSizes(rows, out.width(), task.channels(), LoopOrder.WEIGHTS_OUTER);
            if (bands(rows) == rows && isLong && all <= whole + whole / MOST_LOSS && fits(sizes)) {
                return rows;
            }
        }
        return 0;
    }

    /// Groups of `PP` pixels of so many rows.
    private long groups(int rows) {
        return Math.ceilDiv((long) rows * task.output().layout().width(), (long)
                task.shape().pp());
    }

    /// Rows and columns, most pixels first: the whole map, bands of rows, parts of one row.
    private List<int[]> pixelSizes() {
        MapLayout out = task.output().layout();
        List<int[]> sizes = new ArrayList<>();
        int last = 0;
        for (int count = 1; count <= out.height(); count++) {
            int rows = bands(Math.ceilDiv(out.height(), count));
            if (rows != last) {
                sizes.add(new int[] {rows, out.width()});
            }
            last = rows;
        }
        if (isRepeated()) {
            return sizes;
        }
        int unit = task.shape().wordsPerBeat();
        last = out.width();
        for (int count = 2; last > unit; count++) {
            int columns = multiple(Math.ceilDiv(out.width(), count) + unit - 1, unit);
            if (columns < last) {
                sizes.add(new int[] {1, columns});
                last = columns;
            }
            if (columns == unit) {
                break;
            }
        }
        return sizes;
    }

    /// Channels, most first: all, then whole units.
    private List<Integer> channelSizes() {
        int channels = task.channels();
        int units = Math.ceilDiv(channels, task.channelUnit());
        List<Integer> sizes = new ArrayList<>(List.of(channels));
        for (int count = 2; count <= units; count++) {
            int size = Math.ceilDiv(units, count) * task.channelUnit();
            if (size < sizes.getLast()) {
                sizes.add(size);
            }
        }
        return sizes;
    }

    private boolean fits(TileSizes sizes) {
        EngineShape shape = task.shape();
        return Tile.of(task, sizes).stream()
                .allMatch(tile -> tile.pixels() <= MOST_PIXELS
                        && tile.featureWords() <= shape.featureHalf()
                        && tile.weightWords() <= shape.weightHalf()
                        && tile.outputWords() <= shape.outputHalf());
    }

    private String demand(TileSizes sizes) {
        EngineShape shape = task.shape();
        List<Tile> tiles = Tile.of(task, sizes);
        return "%d of %d feature words, %d of %d weight words, %d of %d output words"
                .formatted(
                        tiles.stream().mapToInt(Tile::featureWords).max().orElse(0), shape.featureHalf(),
                        tiles.stream().mapToInt(Tile::weightWords).max().orElse(0), shape.weightHalf(),
                        tiles.stream().mapToInt(Tile::outputWords).max().orElse(0), shape.outputHalf());
    }

    /// The order that moves fewer bytes, where both are cut.
    private TileSizes ordered(TileSizes sizes) {
        EngineShape shape = task.shape();
        List<Tile> tiles = Tile.of(task, sizes);
        long weightsOuter = 0;
        long featuresOuter = 0;
        for (Tile tile : tiles) {
            long features = (long) tile.inputRows() * tile.inputColumns() * tile.inputWords() * shape.wordBytes();
            long weights = (long) tile.weightWords() * shape.weightWordBytes();
            boolean isFirstPixels = tile.row() == 0 && tile.column() == 0;
            weightsOuter += features + (isFirstPixels ? weights : 0);
            featuresOuter += weights + (tile.channel() == 0 ? features : 0);
        }
        LoopOrder order = weightsOuter <= featuresOuter ? LoopOrder.WEIGHTS_OUTER : LoopOrder.FEATURES_OUTER;
        return new TileSizes(sizes.rows(), sizes.columns(), sizes.channels(), order);
    }
}
