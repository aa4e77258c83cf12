package io.rooftile.quantization.integer;

import io.rooftile.core.network.Layer;
import io.rooftile.quantization.layout.Movement;
import java.util.Arrays;
import java.util.List;

/// Elements in another place and nothing computed: reshape, transpose, pad, concatenation of equal scales, repetition.
///
/// @param filler stored number of the real value 0
public record MoveLayer(Layer layer, Movement movement, int filler) implements IntegerLayer {
    @Override
    public void run(List<int[][]> inputs, int[][] output, int lanes) {
        int[] operand = movement.operand();
        int[] index = movement.index();
        for (int element = 0; element < output.length; element++) {
            if (index[element] == Movement.FILLER) {
                Arrays.fill(output[element], filler);
            } else {
                System.arraycopy(inputs.get(operand[element])[index[element]], 0, output[element], 0, lanes);
            }
        }
    }
}
