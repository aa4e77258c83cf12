package io.rooftile.quantization.integer;

import io.rooftile.core.network.Elementwise;
import io.rooftile.quantization.numerics.OutputRange;
import io.rooftile.quantization.numerics.Requantiser;
import java.util.List;

/// The product of two operands: `out = clamp(zy + requantise((x1 - z1) * (x2 - z2)))`.
///
/// Source: TensorFlow Lite, `tensorflow/lite/kernels/internal/reference/integer_ops/mul.h`.
public record ProductLayer(Elementwise layer, List<Operand> operands, Requantiser requantiser, OutputRange range)
        implements IntegerLayer {
    public ProductLayer {
        operands = List.copyOf(operands);
    }

    @Override
    public void run(List<int[][]> inputs, int[][] output, int lanes) {
        Operand left = operands.get(0);
        Operand right = operands.get(1);
        int[] constant = new int[lanes];
        int[] products = new int[lanes];
        for (int element = 0; element < output.length; element++) {
            int[] x1 = left.lanes(element, inputs.getFirst(), constant);
            int[] x2 = right.lanes(element, inputs.getLast(), constant);
            for (int lane = 0; lane < lanes; lane++) {
                products[lane] = (x1[lane] - left.zeroPoint()) * (x2[lane] - right.zeroPoint());
            }
            requantiser.narrow(products, range, output[element], lanes);
        }
    }
}
