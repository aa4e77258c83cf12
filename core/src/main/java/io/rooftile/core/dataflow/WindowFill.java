package io.rooftile.core.dataflow;

import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Upsample;
import io.rooftile.core.network.Window;

/// How far a stage's input must be ahead of its output, in pixels of one frame counted in raster order.
///
/// Output `j` (0, 1, ...) needs the first `need(j)` pixels, and no pixel before `free(j)` is needed from then on. With
/// `rate = inputs / outputs`, an input that arrives at constant pace must lead by `lead = max(need(j) - rate * j)`, and
/// the buffer that never holds such an input up, frame after frame, has
/// `max(lead + rate * (j + 1) - free(j))` pixels. For a window of `FY x FX`, stride 1 and output as large as input this
/// is `(FY-1)` rows and `FX` columns, within two pixels.
///
/// @param leadPixels input pixels before the first output at constant pace; at least 1
/// @param bufferPixels pixels to hold
public record WindowFill(double leadPixels, long bufferPixels) {
    /// Pixels of slack for words in flight between the stream, the buffer and the window.
    private static final int SLACK_PIXELS = 2;

    /// Every output pixel is made of the input pixel at its place: the next pixel is collected while one is read.
    public static final WindowFill POINTWISE = new WindowFill(1, 2);

    /// Which source pixels an output needs.
    private interface Reach {
        /// Input pixels that must be there.
        long need(int row, int column);

        /// First input pixel that is used.
        long first(int row, int column);
    }

    public static WindowFill of(Shape input, Shape output, Window window) {
        if (window.isPointwise() && window.sy() == 1 && window.sx() == 1) {
            return POINTWISE;
        }
        int height = input.height();
        int width = input.width();
        int top = window.padding().top();
        int left = window.padding().left();
        return of(input, output, new Reach() {
            @Override
            public long need(int row, int column) {
                int lastRow = Math.clamp((long) row * window.sy() - top + window.reachRows() - 1, 0, height - 1);
                int lastColumn =
                        Math.clamp((long) column * window.sx() - left + window.reachColumns() - 1, 0, width - 1);
                return (long) lastRow * width + lastColumn + 1;
            }

            @Override
            public long first(int row, int column) {
                int firstRow = Math.clamp((long) row * window.sy() - top, 0, height - 1);
                int firstColumn = Math.clamp((long) column * window.sx() - left, 0, width - 1);
                return (long) firstRow * width + firstColumn;
            }
        });
    }

    public static WindowFill of(Shape input, Shape output, Upsample.Kind kind) {
        int height = input.height();
        int width = input.width();
        int more = kind == Upsample.Kind.BILINEAR ? 1 : 0;
        return of(input, output, new Reach() {
            @Override
            public long need(int row, int column) {
                return Math.min(source(row, height, output.height()) + more, height - 1) * width
                        + Math.min(source(column, width, output.width()) + more, width - 1)
                        + 1;
            }

            @Override
            public long first(int row, int column) {
                return Math.max(0, source(row, height, output.height()) - more) * width
                        + Math.max(0, source(column, width, output.width()) - more);
            }
        });
    }

    private static long source(int index, int inputs, int outputs) {
        return (long) index * inputs / outputs;
    }

    /// The whole frame before the first output, and the next frame collected meanwhile.
    public static WindowFill wholeFrame(long pixels) {
        return new WindowFill(pixels, 2 * pixels);
    }

    private static WindowFill of(Shape input, Shape output, Reach reach) {
        int rows = output.height();
        int columns = output.width();
        double rate = (double) ((long) input.height() * input.width()) / ((long) rows * columns);
        double lead = 1;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                long j = (long) row * columns + column;
                lead = Math.max(lead, reach.need(row, column) - rate * j);
            }
        }
        double occupied = 1;
        for (int row = 0; row < rows; row++) {
            long nextRow = row + 1 < rows ? reach.first(row + 1, 0) : Long.MAX_VALUE;
            for (int column = 0; column < columns; column++) {
                long j = (long) row * columns + column;
                long free = Math.min(reach.first(row, column), nextRow);
                occupied = Math.max(occupied, lead + rate * (j + 1) - free);
            }
        }
        return new WindowFill(lead, (long) Math.ceil(occupied) + SLACK_PIXELS);
    }
}
