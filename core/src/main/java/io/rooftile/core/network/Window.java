package io.rooftile.core.network;

/// The sliding window of a convolution or a pool.
///
/// @param fy filter rows
/// @param fx filter columns
/// @param sy row stride
/// @param sx column stride
/// @param dy row dilation
/// @param dx column dilation
public record Window(int fy, int fx, int sy, int sx, int dy, int dx, Padding padding) {
    public Window {
        if (fy < 1 || fx < 1 || sy < 1 || sx < 1 || dy < 1 || dx < 1) {
            throw new IllegalArgumentException("filter, stride and dilation must be at least 1, but were " + fy + "x"
                    + fx + ", " + sy + "x" + sx + ", " + dy + "x" + dx);
        }
    }

    /// A 1x1 window.
    public static Window pointwise() {
        return of(1, 1, 1, 1, Padding.NONE);
    }

    /// A window without dilation.
    public static Window of(int fy, int fx, int sy, int sx, Padding padding) {
        return new Window(fy, fx, sy, sx, 1, 1, padding);
    }

    /// TensorFlow's `VALID` padding: none.
    public static Window valid(int fy, int fx, int sy, int sx) {
        return of(fy, fx, sy, sx, Padding.NONE);
    }

    /// TensorFlow's `SAME` padding: `ceil(in / stride)` outputs, the odd row or column at the bottom or right.
    /// Source: TensorFlow API, `tf.nn.convolution`, notes on padding.
    public static Window same(Shape input, int fy, int fx, int sy, int sx) {
        return same(input, fy, fx, sy, sx, 1, 1);
    }

    /// TensorFlow's `SAME` padding with dilation.
    public static Window same(Shape input, int fy, int fx, int sy, int sx, int dy, int dx) {
        int rows = sameTotal(input.height(), fy, sy, dy);
        int columns = sameTotal(input.width(), fx, sx, dx);
        Padding padding = new Padding(rows / 2, rows - rows / 2, columns / 2, columns - columns / 2);
        return new Window(fy, fx, sy, sx, dy, dx, padding);
    }

    private static int sameTotal(int input, int filter, int stride, int dilation) {
        int outputs = Math.ceilDiv(input, stride);
        return Math.max(0, (outputs - 1) * stride + (filter - 1) * dilation + 1 - input);
    }

    /// Rows from the first to the last filter row, both included.
    public int reachRows() {
        return (fy - 1) * dy + 1;
    }

    /// Columns from the first to the last filter column, both included.
    public int reachColumns() {
        return (fx - 1) * dx + 1;
    }

    /// Output rows for so many input rows; 0 or less when the window does not fit.
    public int outputRows(int inputRows) {
        return Math.floorDiv(inputRows + padding.top() + padding.bottom() - reachRows(), sy) + 1;
    }

    /// Output columns for so many input columns; 0 or less when the window does not fit.
    public int outputColumns(int inputColumns) {
        return Math.floorDiv(inputColumns + padding.left() + padding.right() - reachColumns(), sx) + 1;
    }

    public boolean isPointwise() {
        return fy == 1 && fx == 1;
    }

    public Window withPadding(Padding newPadding) {
        return new Window(fy, fx, sy, sx, dy, dx, newPadding);
    }
}
