package io.rooftile.quantization.integer;

import io.rooftile.core.network.Elementwise;
import io.rooftile.quantization.numerics.OutputRange;
import io.rooftile.quantization.numerics.Requantiser;
import java.util.List;

/// The sum or difference of two operands, each first taken to a common scale:
/// `out = clamp(zy + requantise(r1((x1 - z1) << headroom) + r2((x2 - z2) << headroom)))`, with `-` for a difference.
///
/// Source: TensorFlow Lite, `tensorflow/lite/kernels/internal/reference/integer_ops/add.h`.
///
/// @param headroomBits places by which operands are shifted to the left before they are scaled
/// @param scalers of the left and the right operand
/// @param isDifference whether the right operand is taken off
public record SumLayer(
        Elementwise layer,
        List<Operand> operands,
        int headroomBits,
        List<Requantiser> scalers,
        boolean isDifference,
        Requantiser requantiser,
        OutputRange range)
        implements IntegerLayer {
    public SumLayer {
        operands = List.copyOf(operands);
        scalers = List.copyOf(scalers);
    }

    @Override
    public void run(List<int[][]> inputs, int[][] output, int lanes) {
        Operand left = operands.get(0);
        Operand right = operands.get(1);
        int[] constant = new int[lanes];
        int[] sums = new int[lanes];
        for (int element = 0; element < output.length; element++) {
            // At most one operand is a constant.
            int[] x1 = left.lanes(element, inputs.getFirst(), constant);
            int[] x2 = right.lanes(element, inputs.getLast(), constant);
            for (int lane = 0; lane < lanes; lane++) {
                int first = scalers.get(0).narrow((x1[lane] - left.zeroPoint()) << headroomBits);
                int second = scalers.get(1).narrow((x2[lane] - right.zeroPoint()) << headroomBits);
                sums[lane] = isDifference ? first - second : first + second;
            }
            requantiser.narrow(sums, range, output[element], lanes);
        }
    }
}
