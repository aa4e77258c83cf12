package io.rooftile.quantization.layout;

import io.rooftile.core.network.Shape;

/// Which element of an operand meets which element of the output.
public final class Broadcast {
    private Broadcast() {}

    /// Whether an operand goes with an output: each of its sizes is the output's or 1, and it has no more of them.
    public static boolean isPossible(Shape operand, Shape output) {
        int lacking = output.rank() - operand.rank();
        if (lacking < 0) {
            return false;
        }
        for (int axis = 0; axis < operand.rank(); axis++) {
            if (operand.dim(axis) != 1 && operand.dim(axis) != output.dim(axis + lacking)) {
                return false;
            }
        }
        return true;
    }

    /// By output element the element of an operand that is repeated along dimensions of size 1 or that it lacks in
    /// front. Source: NumPy's broadcasting rules, which TensorFlow shares.
    ///
    /// @throws IllegalArgumentException when the shapes do not go together
    public static int[] index(Shape operand, Shape output) {
        if (!isPossible(operand, output)) {
            throw new IllegalArgumentException("an operand of " + operand + " does not go with " + output);
        }
        int rank = output.rank();
        int lacking = rank - operand.rank();
        int[] strides = new int[rank];
        int stride = 1;
        for (int axis = rank - 1; axis >= lacking; axis--) {
            int size = operand.dim(axis - lacking);
            strides[axis] = size == 1 ? 0 : stride;
            stride *= size;
        }
        int[] index = new int[Math.toIntExact(output.elements())];
        for (int element = 0; element < index.length; element++) {
            int rest = element;
            for (int axis = rank - 1; axis >= 0; axis--) {
                index[element] += rest % output.dim(axis) * strides[axis];
                rest /= output.dim(axis);
            }
        }
        return index;
    }
}
