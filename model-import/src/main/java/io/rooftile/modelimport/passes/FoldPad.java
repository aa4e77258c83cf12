package io.rooftile.modelimport.passes;

import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Pad;
import io.rooftile.core.network.Padding;
import io.rooftile.core.network.Tensor;
import java.util.Optional;

/// Makes rows and columns of zeros in front of a convolution its own padding. Not for pools: their padding
/// takes no part in the maximum or average, but zeros do.
final class FoldPad implements GraphPass {
    @Override
    public Network apply(Network network) {
        return Fusion.intoReader(
                network,
                (producer, layer) -> producer instanceof Pad pad && layer instanceof Convolution convolution
                        ? fuse(pad, convolution)
                        : Optional.empty());
    }

    private static Optional<Layer> fuse(Pad pad, Convolution convolution) {
        Tensor input = pad.input();
        boolean sameNumbers = input.format().equals(pad.output().format())
                && input.quantisation().equals(pad.output().quantisation());
        int rank = input.shape().rank();
        // The dimensions in front of rows and columns, and the channels behind them.
        for (int axis = 0; axis < rank; axis++) {
            boolean isPadded = pad.before().get(axis) > 0 || pad.after().get(axis) > 0;
            boolean isRowOrColumn = axis >= 1 && (axis == rank - 3 || axis == rank - 2);
            if (isPadded && !isRowOrColumn) {
                return Optional.empty();
            }
        }
        if (!sameNumbers || rank < 3) {
            return Optional.empty();
        }
        int rows = rank - 3;
        int columns = rank - 2;
        Padding padding = new Padding(
                rows >= 1 ? pad.before().get(rows) : 0,
                rows >= 1 ? pad.after().get(rows) : 0,
                pad.before().get(columns),
                pad.after().get(columns));
        return Optional.of(new Convolution(
                convolution.name(),
                input,
                convolution.output(),
                convolution.window().withPadding(convolution.window().padding().plus(padding)),
                convolution.groups(),
                convolution.learned(),
                convolution.activation()));
    }
}
