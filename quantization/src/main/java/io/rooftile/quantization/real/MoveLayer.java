package io.rooftile.quantization.real;

import io.rooftile.core.network.Layer;
import io.rooftile.quantization.layout.Movement;
import java.util.Arrays;
import java.util.List;

/// Elements in another place and nothing computed: reshape, transpose, pad, concatenation, repetition.
record MoveLayer(Layer layer, Movement movement) implements RealLayer {
    @Override
    public void run(List<float[][]> inputs, float[][] output, int lanes) {
        int[] operand = movement.operand();
        int[] index = movement.index();
        for (int element = 0; element < output.length; element++) {
            if (index[element] == Movement.FILLER) {
                Arrays.fill(output[element], 0);
            } else {
                System.arraycopy(inputs.get(operand[element])[index[element]], 0, output[element], 0, lanes);
            }
        }
    }
}
