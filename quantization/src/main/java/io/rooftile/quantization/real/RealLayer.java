package io.rooftile.quantization.real;

import io.rooftile.core.network.Layer;
import java.util.List;

/// A layer in float32: all that computing it needs.
sealed interface RealLayer
        permits MatrixLayer,
                PoolLayer,
                ElementwiseLayer,
                ScaleShiftLayer,
                MoveLayer,
                ActivationLayer,
                RoundedLayer,
                SoftmaxLayer,
                BilinearLayer,
                ArgMaxLayer {
    /// What it computes.
    Layer layer();

    /// Computes all lanes of the output from those of the inputs, in the order of [Layer#inputs]. A lane's numbers do
    /// not depend on how many lanes there are. The output's elements are none of the inputs'.
    void run(List<float[][]> inputs, float[][] output, int lanes);
}
