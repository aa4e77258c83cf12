package io.rooftile.quantization.real;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One operand of an element-wise layer: which of its elements meets which element of the output, and what each lane
/// of it holds.
///
/// @param index by output element the element of the operand
/// @param stored the numbers of a constant operand, null where the operand flows in
@SuppressWarnings("ArrayRecordComponent") // Read in inner loops, never compared.
record Operand(int[] index, float @Nullable [] stored) {
    /// The operand's element for an output element in all lanes.
    ///
    /// @param flowing the operand's elements where it flows in
    /// @param constant filled and returned where it does not
    float[] lanes(int element, float[][] flowing, float[] constant) {
        if (stored == null) {
            return flowing[index[element]];
        }
        Arrays.fill(constant, stored[index[element]]);
        return constant;
    }
}
