package io.rooftile.quantization.integer;

import io.rooftile.core.network.Concat;
import java.util.List;

/// Inputs of different scales one behind the other, each taken to the output's scale by a function of its own.
///
/// @param operand by output element the number of the input that it comes from
/// @param index by output element the element of that input
/// @param functions by input
public record RescaledConcat(Concat layer, int[] operand, int[] index, List<UnaryLayer.Function> functions)
        implements IntegerLayer {
    public RescaledConcat {
        functions = List.copyOf(functions);
    }

    @Override
    public void run(List<int[][]> inputs, int[][] output, int lanes) {
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
