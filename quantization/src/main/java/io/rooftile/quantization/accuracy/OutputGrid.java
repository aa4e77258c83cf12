package io.rooftile.quantization.accuracy;

import io.rooftile.core.network.Network;
import io.rooftile.core.network.Tensor;
import io.rooftile.quantization.numerics.OutputRange;
import java.util.List;

/// The numbers that an output of a quantised network can be: `scale (stored - zeroPoint)`, stored from `least`
/// to `most`.
///
/// @param elements of one row
record OutputGrid(int elements, double scale, int zeroPoint, int least, int most) {
    /// Of all outputs of a network, in its order.
    static List<OutputGrid> of(Network quantised) {
        return quantised.outputs().stream().map(OutputGrid::of).toList();
    }

    private static OutputGrid of(Tensor output) {
        OutputRange range = OutputRange.of(output);
        return new OutputGrid(
                Math.toIntExact(output.shape().elements()),
                output.quantisation().scale(0),
                range.zeroPoint(),
                range.min(),
                range.max());
    }

    /// Takes each output to the nearest number that it can be.
    ///
    /// @param outputs row after row, each row's outputs in the order of the grids; overwritten
    static void round(List<OutputGrid> grids, float[] outputs) {
        for (int at = 0; at < outputs.length; ) {
            for (OutputGrid grid : grids) {
                for (int end = at + grid.elements; at < end; at++) {
                    outputs[at] = grid.nearest(outputs[at]);
                }
            }
        }
    }

    private float nearest(float value) {
        double stored = Math.clamp(Math.rint(value / scale) + zeroPoint, least, most);
        return (float) (scale * (stored - zeroPoint));
    }
}
