package io.rooftile.quantization.oracle;

import java.util.random.RandomGenerator;

/// How a window slides over a feature map.
///
/// @param same padded so that the result has `ceil(size / stride)` rows and columns, else not padded
record Sliding(
        int rows, int columns, int strideRows, int strideColumns, int dilationRows, int dilationColumns, boolean same) {
    /// A window of 1 to 4 rows and columns whose strides differ; where it is dilated both strides are 1.
    static Sliding random(RandomGenerator random, boolean mayDilate) {
        int rows = random.nextInt(1, 5);
        int columns = random.nextInt(1, 5);
        boolean same = random.nextBoolean();
        if (mayDilate && random.nextInt(4) == 0) {
            return new Sliding(rows, columns, 1, 1, random.nextInt(1, 3), random.nextInt(1, 4), same);
        }
        int stride = random.nextInt(1, 4);
        return new Sliding(rows, columns, stride, stride % 3 + 1, 1, 1, same);
    }

    int outputRows(int height) {
        return output(height, rows, strideRows, dilationRows);
    }

    int outputColumns(int width) {
        return output(width, columns, strideColumns, dilationColumns);
    }

    private int output(int size, int window, int stride, int dilation) {
        int reach = (window - 1) * dilation + 1;
        return Math.ceilDiv(same ? size : size - reach + 1, stride);
    }
}
