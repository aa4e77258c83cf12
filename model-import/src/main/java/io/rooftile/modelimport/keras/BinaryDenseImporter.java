package io.rooftile.modelimport.keras;

import io.rooftile.core.network.Constant;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Quantisation;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Values;
import java.util.Optional;

/// `BinaryDense` of BinaryNet for Keras: the file holds real weights, the layer computes with `H` or `-H`.
///
/// Source: BinaryNet's `binarize`, `H * (2 * round(clip((w / H + 1) / 2, 0, 1)) - 1)`; its round takes a tie to
/// the even number, so a weight of 0 becomes `-H`.
final class BinaryDenseImporter implements KerasLayerImporter {
    @Override
    public Tensor add(LayerCall call) throws RefusedLayerException {
        Tensor input = call.inputAlongChannels();
        int channels = input.shape().channels();
        int units = call.config().size("units");
        LayerWeights.Taken stored = call.weights().take("kernel", Shape.of(channels, units));
        Optional<float[]> values = Kernels.permuted(stored, 1, 0);
        Tensor tensor = new Tensor(
                call.name() + "/kernel",
                Shape.of(units, channels),
                new NumberFormat(NumberFormat.Kind.BIPOLAR, 1),
                Quantisation.perTensor(magnitude(call, channels, units), 0));
        Constant kernel =
                values.map(weights -> new Constant(tensor, signs(weights))).orElseGet(() -> Constant.absent(tensor));
        return DenseImporter.add(call, input, kernel);
    }

    private static double magnitude(LayerCall call, int inputs, int units) {
        if (call.config().find("H").filter(h -> h.asText().equals("Glorot")).isPresent()) {
            return Math.sqrt(1.5 / ((double) inputs + units));
        }
        double magnitude = call.config().numberOr(1, "H");
        if (!(magnitude > 0)) {
            throw call.config().wrong("'H' must be positive, but is " + magnitude);
        }
        return magnitude;
    }

    private static Values signs(float[] weights) {
        byte[] signs = new byte[weights.length];
        for (int i = 0; i < signs.length; i++) {
            signs[i] = (byte) (weights[i] > 0 ? 1 : -1);
        }
        return new Values.Bytes(signs);
    }
}
