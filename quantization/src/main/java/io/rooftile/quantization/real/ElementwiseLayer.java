package io.rooftile.quantization.real;

import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.Shape;
import io.rooftile.quantization.layout.Broadcast;
import java.util.List;

/// `out = activation(left op right)`, element by element.
record ElementwiseLayer(Elementwise layer, Operand left, Operand right) implements RealLayer {
    static ElementwiseLayer of(Elementwise layer) {
        Shape output = layer.output().shape();
        Constant constant = layer.constant();
        Operand left = new Operand(Broadcast.index(layer.input().shape(), output), null);
        Operand right = constant == null
                ? new Operand(Broadcast.index(layer.inputs().getLast().shape(), output), null)
                : new Operand(Broadcast.index(constant.shape(), output), StoredReals.of(constant));
        return new ElementwiseLayer(layer, left, right);
    }

    @Override
    public void run(List<float[][]> inputs, float[][] output, int lanes) {
        float[] constant = new float[lanes];
        for (int element = 0; element < output.length; element++) {
            // At most the right operand is a constant.
            float[] x1 = left.lanes(element, inputs.getFirst(), constant);
            float[] x2 = right.lanes(element, inputs.getLast(), constant);
            float[] out = output[element];
            combine(x1, x2, out, lanes);
            Activations.apply(layer.activation(), out, lanes);
        }
    }

    private void combine(float[] x1, float[] x2, float[] out, int lanes) {
        switch (layer.kind()) {
            case ADD -> {
                for (int lane = 0; lane < lanes; lane++) {
                    out[lane] = x1[lane] + x2[lane];
                }
            }
            case SUBTRACT -> {
                for (int lane = 0; lane < lanes; lane++) {
                    out[lane] = x1[lane] - x2[lane];
                }
            }
            case MULTIPLY -> {
                for (int lane = 0; lane < lanes; lane++) {
                    out[lane] = x1[lane] * x2[lane];
                }
            }
            case MAXIMUM -> {
                for (int lane = 0; lane < lanes; lane++) {
                    out[lane] = Math.max(x1[lane], x2[lane]);
                }
            }
            case MINIMUM -> {
                for (int lane = 0; lane < lanes; lane++) {
                    out[lane] = Math.min(x1[lane], x2[lane]);
                }
            }
        }
    }
}
