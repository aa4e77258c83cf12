package io.rooftile.quantization.integer;

import io.rooftile.core.network.Layer;
import java.util.Arrays;
import java.util.List;

/// Elements in another place and nothing computed: reshape, transpose, pad, concatenation of equal scales, repetition.
///
/// @param operand by output element the number of the input that it comes from
/// @param index by output element the element of that input, or -1 where `filler` stands
/// @param filler stored number of the real value 0
public record MoveLayer(Layer layer, int[] operand, int[] index, int filler) implements IntegerLayer {
    static final int FILLER = -1;

    @Override
    public void run(List<int[][]> inputs, int[][] output, int lanes) {
        for (int element = 0; element < output.length; element++) {
            if (index[element] == FILLER) {
                Arrays.fill(output[element], filler);
            } else {
                System.arraycopy(inputs.get(operand[element])[index[element]], 0, output[element], 0, lanes);
            }
        }
    }
}
