package io.rooftile.quantization.integer;

import io.rooftile.core.network.Elementwise;
import java.util.List;

/// The greater or the lesser of two operands' stored numbers; operands and output have one scale and zero point.
///
/// @param isMaximum whether the greater is taken
public record ExtremeLayer(Elementwise layer, List<Operand> operands, boolean isMaximum) implements IntegerLayer {
    public ExtremeLayer {
        operands = List.copyOf(operands);
    }

    @Override
    public void run(List<int[][]> inputs, int[][] output, int lanes) {
        int[] constant = new int[lanes];
        for (int element = 0; element < output.length; element++) {
            int[] x1 = operands.get(0).lanes(element, inputs.getFirst(), constant);
            int[] x2 = operands.get(1).lanes(element, inputs.getLast(), constant);
            int[] out = output[element];
            for (int lane = 0; lane < lanes; lane++) {
                out[lane] = isMaximum ? Math.max(x1[lane], x2[lane]) : Math.min(x1[lane], x2[lane]);
            }
        }
    }
}
