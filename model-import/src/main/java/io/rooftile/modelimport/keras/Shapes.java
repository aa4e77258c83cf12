package io.rooftile.modelimport.keras;

import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Window;
import java.util.ArrayList;
import java.util.List;

/// Shapes that follow from others.
final class Shapes {
    /// More elements of one tensor than any file or accelerator has.
    private static final double MOST_ELEMENTS = Integer.MAX_VALUE;

    private Shapes() {}

    /// Whether a shape is beyond what can be computed with; its number of elements may not fit a long.
    static boolean isTooLarge(Shape shape) {
        return shape.dims().stream().mapToDouble(Integer::doubleValue).reduce(1, (a, b) -> a * b) > MOST_ELEMENTS;
    }

    static Shape withChannels(Shape shape, int channels) {
        return withDim(shape, shape.rank() - 1, channels);
    }

    static Shape withDim(Shape shape, int axis, int size) {
        List<Integer> dims = new ArrayList<>(shape.dims());
        dims.set(axis, size);
        return new Shape(dims);
    }

    /// What a window makes of `[N, H, W, C]` or `[N, W, C]`.
    ///
    /// @throws io.rooftile.core.UserInputException when the window is larger than its input
    static Shape windowed(LayerCall call, Shape input, Window window, int channels) {
        int rows = window.outputRows(input.height());
        int columns = window.outputColumns(input.width());
        if (rows < 1 || columns < 1) {
            throw call.config()
                    .wrong("a window of " + window.reachRows() + "x" + window.reachColumns() + " does not fit on "
                            + input);
        }
        int batch = input.dim(0);
        return input.rank() == 3 ? Shape.of(batch, columns, channels) : Shape.of(batch, rows, columns, channels);
    }
}
