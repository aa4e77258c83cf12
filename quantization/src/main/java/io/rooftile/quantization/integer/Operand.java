package io.rooftile.quantization.integer;

import io.rooftile.core.network.Shape;
import org.jspecify.annotations.Nullable;

/// One operand of an element-wise layer: which of its elements meets which element of the output, and what each lane
/// of it holds.
///
/// @param index by output element the element of the operand
/// @param stored the numbers of a constant operand, null where the operand flows in
/// @param zeroPoint stored number of the real value 0
public record Operand(int[] index, int @Nullable [] stored, int zeroPoint) {
    /// The operand's element for an output element in all lanes.
    ///
    /// @param flowing the operand's elements where it flows in
    /// @param constant filled and returned where it does not
    int[] lanes(int element, int[][] flowing, int[] constant) {
        if (stored == null) {
            return flowing[index[element]];
        }
        java.util.Arrays.fill(constant, stored[index[element]]);
        return constant;
    }

    /// By output element the element of an operand that is repeated along dimensions of size 1 or that it lacks in
    /// front. Source: NumPy's broadcasting rules, which TensorFlow shares.
    ///
    /// @throws NotIntegerException when the shapes do not agree
    static int[] broadcast(Shape operand, Shape output) {
        int rank = output.rank();
        int lacking = rank - operand.rank();
        int[] strides = new int[rank];
        int stride = 1;
        for (int axis = rank - 1; axis >= 0; axis--) {
            int size = axis < lacking ? 1 : operand.dim(axis - lacking);
            if (size != 1 && size != output.dim(axis)) {
                throw new NotIntegerException("an operand of " + operand + " does not go with " + output);
            }
            strides[axis] = size == 1 ? 0 : stride;
            stride *= size;
        }
        if (lacking < 0) {
            throw new NotIntegerException("an operand of " + operand + " does not go with " + output);
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
