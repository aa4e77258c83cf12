package io.rooftile.modelimport.passes;

import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Dense;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Parameters;
import io.rooftile.core.network.Reshape;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Transpose;
import io.rooftile.modelimport.ReorderedValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Takes the transpose in front of a flattened dense layer into the order of its weights: the same products are summed.
/// Such is what is left of a feature map that was flattened with its channels first.
final class FoldFlatten implements GraphPass {
    @Override
    public Network apply(Network network) {
        Map<String, Integer> reads = Fusion.reads(network);
        Map<String, Integer> madeAt = new HashMap<>();
        List<Layer> layers = new ArrayList<>(network.layers());
        List<Layer> unread = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            madeAt.put(layers.get(i).output().name(), i);
            Integer flattenedAt = madeAt.get(layers.get(i).input().name());
            if (layers.get(i) instanceof Dense dense
                    && flattenedAt != null
                    && layers.get(flattenedAt) instanceof Reshape flatten
                    && madeAt.containsKey(flatten.input().name())
                    && layers.get(madeAt.get(flatten.input().name())) instanceof Transpose transpose
                    && reads.getOrDefault(flatten.output().name(), 0) == 1
                    && isFlattened(transpose, flatten)) {
                layers.set(flattenedAt, new Reshape(flatten.name(), transpose.input(), flatten.output()));
                layers.set(i, dense.withLearned(reordered(dense.learned(), transpose)));
                if (reads.merge(transpose.output().name(), -1, Integer::sum) == 0) {
                    unread.add(transpose);
                }
            }
        }
        layers.removeAll(unread);
        return new Network(network.name(), network.inputs(), network.outputs(), layers);
    }

    /// Whether each element of the batch becomes one row, and numbers stay as they are.
    private static boolean isFlattened(Transpose transpose, Reshape flatten) {
        Shape rows = flatten.output().shape();
        return rows.rank() == 2
                && transpose.permutation().getFirst() == 0
                && rows.dim(0) == transpose.input().shape().dim(0)
                && isSameNumbers(transpose.input(), flatten.input())
                && isSameNumbers(flatten.input(), flatten.output());
    }

    private static boolean isSameNumbers(Tensor input, Tensor output) {
        return input.format().equals(output.format()) && input.quantisation().equals(output.quantisation());
    }

    private static Parameters reordered(Parameters learned, Transpose transpose) {
        Constant weights = learned.weights();
        int columns = weights.shape().channels();
        int[] column = columnsBehind(transpose, columns);
        return new Parameters(
                new Constant(
                        weights.tensor(),
                        ReorderedValues.of(weights.values(), i -> i / columns * columns + column[i % columns])),
                learned.bias());
    }

    /// Where each element of a row in front of the transpose is behind it.
    private static int[] columnsBehind(Transpose transpose, int columns) {
        Shape in = transpose.input().shape();
        Shape out = transpose.output().shape();
        int[] strideInFront = new int[in.rank()];
        for (int axis = in.rank() - 1, stride = 1; axis > 0; stride *= in.dim(axis--)) {
            strideInFront[axis] = stride;
        }
        int[] behind = new int[columns];
        for (int column = 0; column < columns; column++) {
            int rest = column;
            int inFront = 0;
            for (int axis = out.rank() - 1; axis > 0; axis--) {
                inFront += rest
                        % out.dim(axis)
                        * strideInFront[transpose.permutation().get(axis)];
                rest /= out.dim(axis);
            }
            behind[inFront] = column;
        }
        return behind;
    }
}
