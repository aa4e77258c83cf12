package io.rooftile.core.network;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// The dimensions of a tensor, batch first and channels last (`NHWC`; `NWC` and `NC` where the file has fewer).
///
/// @param dims each at least 1; an empty list is a scalar
public record Shape(List<Integer> dims) {
    public Shape {
        dims = List.copyOf(dims);
        for (int dim : dims) {
            if (dim < 1) {
                throw new IllegalArgumentException("each dimension must be at least 1, but the shape was " + dims);
            }
        }
    }

    public static Shape of(int... dims) {
        return new Shape(Arrays.stream(dims).boxed().toList());
    }

    public int rank() {
        return dims.size();
    }

    public int dim(int axis) {
        return dims.get(axis);
    }

    /// Number of elements, over all dimensions.
    ///
    /// @throws ArithmeticException when it exceeds a long
    public long elements() {
        long product = 1;
        for (int dim : dims) {
            product = Math.multiplyExact(product, dim);
        }
        return product;
    }

    /// Rows of a feature map: the third dimension from the end, 1 where there is none.
    public int height() {
        return fromEnd(2);
    }

    /// Columns of a feature map: the second dimension from the end, 1 where only batch and channels are left.
    public int width() {
        return fromEnd(1);
    }

    /// The last dimension, 1 for a scalar.
    public int channels() {
        return rank() == 0 ? 1 : dims.getLast();
    }

    private int fromEnd(int offset) {
        // The first dimension is the batch, never a row or a column.
        int axis = rank() - 1 - offset;
        return axis >= 1 ? dims.get(axis) : 1;
    }

    @Override
    public String toString() {
        return dims.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
    }
}
