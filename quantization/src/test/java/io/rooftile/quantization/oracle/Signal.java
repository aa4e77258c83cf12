package io.rooftile.quantization.oracle;

import java.util.Arrays;

/// A tensor that flows through a model being written.
///
/// @param tensor its number in the model
/// @param spread root mean square distance from the zero point that its elements have about, in steps of the scale
public record Signal(int tensor, ElementType type, Shape shape, float scale, int zeroPoint, double spread) {
    Signal withSpread(double changed) {
        return new Signal(tensor, type, shape, scale, zeroPoint, changed);
    }

    int height() {
        return shape.dim(1);
    }

    int width() {
        return shape.dim(2);
    }

    int channels() {
        return shape.dim(shape.rank() - 1);
    }

    /// The dimensions of a tensor, the batch first.
    @SuppressWarnings("ArrayRecordComponent") // Only tests read it, and none writes.
    public record Shape(int... dims) {
        int rank() {
            return dims.length;
        }

        int dim(int axis) {
            return dims[axis];
        }

        int elements() {
            return Arrays.stream(dims).reduce(1, Math::multiplyExact);
        }
    }
}
