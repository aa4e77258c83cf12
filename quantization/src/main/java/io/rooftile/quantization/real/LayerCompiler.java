package io.rooftile.quantization.real;

import io.rooftile.core.network.Activation;
import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.ArgMax;
import io.rooftile.core.network.Concat;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Dense;
import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.HostOperation;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Pad;
import io.rooftile.core.network.Parameters;
import io.rooftile.core.network.Pool;
import io.rooftile.core.network.Requantise;
import io.rooftile.core.network.Reshape;
import io.rooftile.core.network.ScaleShift;
import io.rooftile.core.network.Softmax;
import io.rooftile.core.network.Transpose;
import io.rooftile.core.network.Upsample;
import io.rooftile.quantization.layout.Movement;
import io.rooftile.quantization.layout.Taps;
import java.util.Arrays;

/// Makes what computes one layer.
final class LayerCompiler {
    private LayerCompiler() {}

    /// @param layer one that [RealNetwork] found no obstacle in
    static RealLayer compile(Layer layer) {
        RealLayer exact = exact(layer);
        boolean isRounded =
                !(layer instanceof ArgMax) && !layer.output().format().isFloat();
        return isRounded ? RoundedLayer.of(exact) : exact;
    }

    private static RealLayer exact(Layer layer) {
        return switch (layer) {
            case Convolution l -> matrix(l, Taps.of(l), l.learned(), l.activation());
            case Dense l -> matrix(l, Taps.of(l), l.learned(), l.activation());
            case Pool l -> PoolLayer.of(l);
            case Elementwise l -> ElementwiseLayer.of(l);
            case ScaleShift l -> ScaleShiftLayer.of(l);
            case Concat l -> new MoveLayer(l, Movement.of(l));
            case Activation l -> new ActivationLayer(l, l.function());
            // The same real numbers, whatever they are stored in.
            case Requantise l -> new ActivationLayer(l, ActivationFunction.LINEAR);
            case Softmax l -> new SoftmaxLayer(l);
            case Reshape l -> new MoveLayer(l, Movement.of(l));
            case Transpose l -> new MoveLayer(l, Movement.of(l));
            case Pad l -> new MoveLayer(l, Movement.of(l));
            case Upsample l ->
                switch (l.kind()) {
                    case NEAREST -> new MoveLayer(l, Movement.of(l));
                    case BILINEAR -> BilinearLayer.of(l);
                };
            case ArgMax l -> new ArgMaxLayer(l);
            case HostOperation l -> throw new IllegalArgumentException(l.name() + " stays on the host");
        };
    }

    private static MatrixLayer matrix(Layer layer, Taps taps, Parameters learned, ActivationFunction activation) {
        float[] stored = StoredReals.of(learned.weights());
        int channels = learned.weights().shape().dim(0);
        int columns = stored.length / channels;
        float[][] weights = new float[channels][];
        for (int k = 0; k < channels; k++) {
            weights[k] = Arrays.copyOfRange(stored, k * columns, (k + 1) * columns);
        }
        Constant bias = learned.bias();
        return new MatrixLayer(
                layer, taps, weights, bias == null ? new float[channels] : StoredReals.of(bias), activation);
    }
}
