package io.rooftile.rtl.overlay;

import io.rooftile.rtl.overlay.RingBuffer.Part;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// The loads of weights and parameters. Tiles one behind the other that share them are a run; while a run is computed,
/// the constants of the next one come in as many parts as it has tiles, so that they do not hold up features.
final class ConstantLoads {
    /// Beats that a part has at least, unless all is less.
    private static final int LEAST_BEATS = 64;

    private final EngineShape shape;
    private final JobSequence jobs;
    private final List<Tile> tiles;
    private final Constants weights;
    private final Constants parameters;
    /// One behind the last tile of the run that is computed, and of the next one.
    private int end;
    private int nextEnd;

    ConstantLoads(EngineShape shape, ConstantAreas areas, JobSequence jobs, List<Tile> tiles) {
        this.shape = shape;
        this.jobs = jobs;
        this.tiles = tiles;
        this.weights = new Constants(LoadKind.WEIGHTS, areas, shape.weightHalf(), shape.weightWordBytes());
        this.parameters = new Constants(LoadKind.PARAMETERS, areas, shape.parameterHalf(), shape.parameterWordBytes());
        begin();
    }

    private void begin() {
        nextEnd = end;
        while (nextEnd < tiles.size() && parameters.address(tiles.get(nextEnd)) == parameters.address(tiles.get(end))) {
            nextEnd++;
        }
        if (end < tiles.size()) {
            weights.begin(tiles.get(end), nextEnd - 1);
            parameters.begin(tiles.get(end), nextEnd - 1);
        }
    }

    /// Loads all that a tile needs that is computed next.
    void loadFor(int tile) {
        if (tile == end) {
            weights.load(tile, weights.left);
            parameters.load(tile, parameters.left);
            end = nextEnd;
            begin();
        }
    }

    /// Loads a part of what the next run needs while a tile is computed, if there is room.
    void loadAhead(int tile) {
        if (end < tiles.size()) {
            weights.load(tile, Math.ceilDiv(weights.left, end - tile));
            parameters.load(tile, parameters.left);
        }
    }

    /// Where a tile's weights and parameters begin in their buffers, and the load that brings the last of them; the
    /// compute job reads them.
    Ready ready(Tile tile, int computeJob) {
        int weightsFirst = 0;
        int load = JobSequence.NONE;
        if (tile.weightWords() > 0) {
            Part part = weights.part(tile);
            part.setReadBy(computeJob);
            weightsFirst = part.first();
            load = part.filledBy();
        }
        Part part = parameters.part(tile);
        part.setReadBy(computeJob);
        return new Ready(weightsFirst, part.first(), Math.max(load, part.filledBy()));
    }

    /// Constants in their buffers.
    ///
    /// @param weights first word of them
    /// @param parameters first word of them
    /// @param load the job that brings the last of them
    record Ready(int weights, int parameters, int load) {}

    /// One of the two buffers, and what of the next run is not on its way to it.
    private final class Constants {
        private final LoadKind kind;
        private final ConstantAreas areas;
        private final RingBuffer buffer;
        private final int wordBytes;
        private Tile first;
        private int last;
        private int left;

        Constants(LoadKind kind, ConstantAreas areas, int half, int wordBytes) {
            this.kind = kind;
            this.areas = areas;
            this.buffer = new RingBuffer(half);
            this.wordBytes = wordBytes;
            this.first = tiles.getFirst();
        }

        long address(Tile tile) {
            return kind == LoadKind.WEIGHTS ? areas.weights(tile) : areas.parameters(tile);
        }

        private int words(Tile tile) {
            return kind == LoadKind.WEIGHTS ? tile.weightWords() : tile.parameterWords();
        }

        Part part(Tile tile) {
            return Objects.requireNonNull(buffer.find(address(tile)));
        }

        /// @param tile the run's first
        /// @param lastTile number of its last
        void begin(Tile tile, int lastTile) {
            first = tile;
            last = lastTile;
            left = words(tile);
            if (left > 0 && buffer.find(address(tile)) != null) {
                buffer.take(address(tile), left, last, end);
                left = 0;
            }
        }

        /// @param done tile before which all are computed
        /// @param most words that are wanted now
        void load(int done, int most) {
            int all = words(first);
            Part part = left == 0 ? null : buffer.take(address(first), all, last, done);
            if (part == null) {
                return;
            }
            int words = Math.min(left, portion(most));
            int loaded = all - left;
            int target = part.first() + loaded;
            Job job = jobs.add(
                    Unit.LOAD,
                    first.task().layer() + ", " + first + ": " + kind.name().toLowerCase(Locale.ROOT));
            if (loaded == 0) {
                jobs.need(job, Token.C2L, part.freedBy());
            }
            job.set(LoadRegister.KIND, kind.number());
            long address = address(first) + (long) loaded * wordBytes;
            Runs.single(address, shape.beats(words, wordBytes)).describe(job);
            job.set(LoadRegister.TARGET, target)
                    .set(LoadRegister.COLUMNS, words)
                    .set(LoadRegister.SKIP, 0)
                    .set(LoadRegister.SEGMENTS, 1)
                    .set(LoadRegister.ROWS, 1);
            part.setFilledBy(job.number());
            left -= words;
        }

        /// At least so many words that are whole beats and not too few.
        private int portion(int words) {
            int ofBeat = Math.max(1, shape.beatBytes() / wordBytes);
            int least = Math.max(ofBeat, LEAST_BEATS * shape.beatBytes() / wordBytes);
            return Math.ceilDiv(Math.max(words, least), ofBeat) * ofBeat;
        }
    }
}
