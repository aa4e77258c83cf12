package io.rooftile.rtl.overlay;

import io.rooftile.core.design.LoopOrder;
import io.rooftile.core.network.Padding;
import io.rooftile.core.network.Window;
import java.util.ArrayList;
import java.util.List;

/// A part of a task's output, and the part of the input that it reads.
///
/// @param row first output row
/// @param rows output rows
/// @param column first output column
/// @param columns output columns
/// @param channel first output channel, at the beginning of a word
/// @param channels output channels
/// @param readsWhole whether it reads its part of a map that is in the banks as a whole
record Tile(Task task, int row, int rows, int column, int columns, int channel, int channels, boolean readsWhole) {
    /// All tiles of a task in the order of its loops.
    static List<Tile> of(Task task, TileSizes sizes) {
        MapLayout out = task.output().layout();
        List<Tile> pixels = new ArrayList<>();
        for (int row = 0; row < out.height(); row += sizes.rows()) {
            int rows = Math.min(sizes.rows(), out.height() - row);
            for (int column = 0; column < out.width(); column += sizes.columns()) {
                int columns = Math.min(sizes.columns(), out.width() - column);
                pixels.add(new Tile(task, row, rows, column, columns, 0, out.channels(), false));
            }
        }
        List<Tile> tiles = new ArrayList<>();
        if (sizes.order() == LoopOrder.WEIGHTS_OUTER) {
            for (int k = 0; k < out.channels(); k += sizes.channels()) {
                for (Tile tile : pixels) {
                    tiles.add(tile.withChannels(k, sizes.channels()));
                }
            }
        } else {
            for (Tile tile : pixels) {
                for (int k = 0; k < out.channels(); k += sizes.channels()) {
                    tiles.add(tile.withChannels(k, sizes.channels()));
                }
            }
        }
        return tiles;
    }

    private Tile withChannels(int first, int most) {
        return new Tile(task, row, rows, column, columns, first, Math.min(most, task.channels() - first), false);
    }

    /// The same of a map that is in the banks as a whole.
    Tile readingWhole() {
        return new Tile(task, row, rows, column, columns, channel, channels, true);
    }

    private EngineShape shape() {
        return task.shape();
    }

    private MapLayout in() {
        return task.read();
    }

    private Window window() {
        return task.window();
    }

    private Padding padding() {
        return window().padding();
    }

    /// What the array does with it.
    Mode mode() {
        return isWide() && task.sharesColumns() ? Mode.NEIGHBOURS : task.mode();
    }

    int pixels() {
        return rows * columns;
    }

    /// Output words of a pixel.
    int words() {
        return Math.ceilDiv(channels, shape().icp());
    }

    /// The first output word of a pixel.
    int firstWord() {
        return channel / shape().icp();
    }

    /// The first output group.
    int firstGroup() {
        return task.outputGroups(channel);
    }

    /// Output groups.
    int groups() {
        return task.outputGroups(channels);
    }

    /// The first word of an input pixel that the tile reads.
    int firstInputWord() {
        return readsPart() ? firstWord() : 0;
    }

    /// Words of an input pixel that the tile reads.
    int inputWords() {
        return readsPart() ? words() : in().groups();
    }

    /// Whether it reads its own channels alone.
    private boolean readsPart() {
        return task.mode().isLanes() && !readsWhole;
    }

    /// Feature bank words before those of the channels that it reads.
    int wordsBefore() {
        return task.mode().isLanes() && readsWhole ? firstWord() * planeWords() : 0;
    }

    /// First input row that is stored: what the tile reads first, down to a multiple of the stride.
    int inputRow() {
        return readsWhole ? 0 : first(row, window().sy(), padding().top(), in().height());
    }

    /// Input rows that are stored.
    int inputRows() {
        return readsWhole
                ? in().height()
                : last(
                                row + rows,
                                window().sy(),
                                window().reachRows(),
                                padding().top(),
                                in().height())
                        - inputRow();
    }

    /// First input column that is stored, a multiple of the stride.
    int inputColumn() {
        return isWide() ? 0 : first(column, window().sx(), padding().left(), in().width());
    }

    /// Input columns that are stored: of whole rows all, so that they are one run in memory.
    int inputColumns() {
        return isWide()
                ? in().width()
                : last(
                                column + columns,
                                window().sx(),
                                window().reachColumns(),
                                padding().left(),
                                in().width())
                        - inputColumn();
    }

    private boolean isWide() {
        return columns == task.output().layout().width();
    }

    private static int first(int output, int stride, int before, int size) {
        int real = Math.clamp(output * stride - before, 0, size - 1);
        return real / stride * stride;
    }

    /// One behind the last that outputs before `end` read; at least one is stored, even if it is not read.
    private static int last(int end, int stride, int reach, int before, int size) {
        int real = Math.clamp((end - 1) * stride - before + reach - 1, 0, size - 1);
        return real + 1;
    }

    /// Stored row that filter row 0 reads for the tile's first row.
    int rowStart() {
        return row * window().sy() - padding().top() - inputRow();
    }

    /// Stored column that filter column 0 reads for the tile's first column.
    int columnStart() {
        return column * window().sx() - padding().left() - inputColumn();
    }

    /// Feature bank words of one column phase of a row.
    int phaseWords() {
        return Math.ceilDiv(Math.ceilDiv(inputColumns(), window().sx()), shape().pp());
    }

    /// Feature bank words of a row of one channel group.
    int rowWords() {
        return window().sx() * phaseWords();
    }

    /// Feature bank words of one channel group.
    int planeWords() {
        return inputRows() * rowWords();
    }

    /// Feature bank words of all that the tile reads.
    int featureWords() {
        return task.inputs().size() * inputWords() * planeWords();
    }

    int weightWords() {
        return groups() * groupWeightWords();
    }

    /// Weight words of one output group.
    int groupWeightWords() {
        return task.groupWeightWords(mode());
    }

    int parameterWords() {
        return groups() * shape().drainSteps();
    }

    /// Output bank words.
    int outputWords() {
        return Math.ceilDiv(pixels(), shape().pp()) * words();
    }

    @Override
    public String toString() {
        String pixels = isWide()
                ? "rows %d to %d".formatted(row, row + rows - 1)
                : "row %d, columns %d to %d".formatted(row, column, column + columns - 1);
        return channels == task.channels()
                ? pixels
                : pixels + ", channels %d to %d".formatted(channel, channel + channels - 1);
    }
}
