package io.rooftile.quantization.integer;

import io.rooftile.core.network.Layer;
import java.util.List;

/// A layer as integers only: all that computing it needs, and all that building it needs.
///
/// Three kinds compute in float32, because TensorFlow Lite does: [StoreLayer] and [RealLayer] at the borders of a
/// network, where real numbers flow as the bits of float32, and [FloatBilinearLayer].
public sealed interface IntegerLayer
        permits MatrixLayer,
                PoolLayer,
                MeanLayer,
                SumLayer,
                ProductLayer,
                ExtremeLayer,
                MoveLayer,
                RescaledConcat,
                UnaryLayer,
                StoreLayer,
                RealLayer,
                SoftmaxLayer,
                WideSoftmaxLayer,
                BilinearLayer,
                FloatBilinearLayer,
                ArgMaxLayer {
    /// What it computes.
    Layer layer();

    /// Computes all lanes of the output from those of the inputs, in the order of [Layer#inputs].
    void run(List<int[][]> inputs, int[][] output, int lanes);
}
