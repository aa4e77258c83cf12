package io.rooftile.quantization.integer;

import io.rooftile.core.network.Layer;
import java.util.List;

/// A layer as integers only: all that computing it needs, and all that building it needs.
public sealed interface IntegerLayer
        permits MatrixLayer,
                PoolLayer,
                SumLayer,
                ProductLayer,
                ExtremeLayer,
                MoveLayer,
                RescaledConcat,
                UnaryLayer,
                SoftmaxLayer,
                BilinearLayer,
                ArgMaxLayer {
    /// What it computes.
    Layer layer();

    /// Computes all lanes of the output from those of the inputs, in the order of [Layer#inputs].
    void run(List<int[][]> inputs, int[][] output, int lanes);
}
