package io.rooftile.quantization.integer;

import io.rooftile.core.network.Concat;
import io.rooftile.quantization.layout.Movement;
import java.util.List;

/// Inputs of different scales one behind the other, each taken to the output's scale by a function of its own.
///
/// @param functions by input
public record RescaledConcat(Concat layer, Movement movement, List<UnaryLayer.Function> functions)
        implements IntegerLayer {
    public RescaledConcat {
        functions = List.copyOf(functions);
    }

    @Override
    public void run(List<int[][]> inputs, int[][] output, int lanes) {
        int[] operand = movement.operand();
        int[] index = movement.index();
        for (int element = 0; element < output.length; element++) {
            int[] in = inputs.get(operand[element])[index[element]];
            int[] out = output[element];
            UnaryLayer.Function function = functions.get(operand[element]);
            for (int lane = 0; lane < lanes; lane++) {
                out[lane] = function.of(in[lane]);
            }
        }
    }
}
