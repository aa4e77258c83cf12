package io.rooftile.quantization.real;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Layer;
import java.util.List;

/// The same function of each element.
record ActivationLayer(Layer layer, ActivationFunction function) implements RealLayer {
    @Override
    public void run(List<float[][]> inputs, float[][] output, int lanes) {
        float[][] input = inputs.getFirst();
        for (int element = 0; element < output.length; element++) {
            System.arraycopy(input[element], 0, output[element], 0, lanes);
            Activations.apply(function, output[element], lanes);
        }
    }
}
