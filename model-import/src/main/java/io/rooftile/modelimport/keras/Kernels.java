package io.rooftile.modelimport.keras;

import io.rooftile.core.network.Shape;
import java.util.Optional;

/// Weights brought from the order in which Keras stores them to ours.
final class Kernels {
    private Kernels() {}

    /// Elements with their dimensions in another order: dimension `i` of the result is dimension `order[i]` of
    /// the input.
    static Optional<float[]> permuted(LayerWeights.Taken kernel, int... order) {
        return kernel.values().map(values -> permuted(values, kernel.shape(), order));
    }

    private static float[] permuted(float[] values, Shape shape, int... order) {
        int rank = order.length;
        int[] sizes = new int[rank];
        int[] strides = new int[rank];
        for (int i = 0; i < rank; i++) {
            sizes[i] = shape.dim(order[i]);
            strides[i] = 1;
            for (int inner = order[i] + 1; inner < rank; inner++) {
                strides[i] *= shape.dim(inner);
            }
        }
        float[] result = new float[values.length];
        int[] index = new int[rank];
        int source = 0;
        for (int target = 0; target < result.length; target++) {
            result[target] = values[source];
            for (int axis = rank - 1; axis >= 0; axis--) {
                source += strides[axis];
                if (++index[axis] < sizes[axis]) {
                    break;
                }
                source -= strides[axis] * sizes[axis];
                index[axis] = 0;
            }
        }
        return result;
    }
}
