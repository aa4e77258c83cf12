package io.rooftile.modelimport.keras;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.ScaleShift;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import java.util.Optional;

/// `BatchNormalization` and `QBatchNormalization` with its statistics fixed:
/// `scale = gamma / sqrt(variance + epsilon)`, `shift = beta - mean * scale`. Source: Keras
/// API, BatchNormalization, inference.
final class BatchNormalizationImporter implements KerasLayerImporter {
    @Override
    public Tensor add(LayerCall call) throws RefusedLayerException {
        Tensor input = call.input();
        KerasConfig config = call.config();
        requireChannels(call, input);
        if (config.integerOr(0, "mode") != 0) {
            throw new RefusedLayerException(
                    "mode " + config.integer("mode") + " takes its statistics from the input", "use mode 0");
        }
        if (config.find("inverse_quantizer").isPresent()) {
            throw new RefusedLayerException("an inverse_quantizer is not known", "train without it");
        }
        Shape channels = Shape.of(input.shape().channels());
        boolean scaled = config.flagOr(true, "scale");
        boolean centred = config.flagOr(true, "center");
        Optional<float[]> gamma = scaled ? take(call, "gamma", "gamma_quantizer") : Optional.empty();
        Optional<float[]> beta = centred ? take(call, "beta", "beta_quantizer") : Optional.empty();
        Optional<float[]> mean = take(call, "moving mean", "mean_quantizer");
        Optional<float[]> variance = take(call, "moving variance", "variance_quantizer");
        String name = call.name();
        Constant scale = Constant.absent(Tensor.real(name + "/scale", channels));
        Constant shift = Constant.absent(Tensor.real(name + "/shift", channels));
        if (mean.isPresent() && variance.isPresent()) {
            double[] factors = factors(call, gamma, variance.get());
            scale = Learned.real(scale.tensor().name(), channels, NumberFormat.FLOAT32, Optional.of(floats(factors)));
            float[] shifts = shifts(factors, beta, mean.get());
            shift = Learned.real(shift.tensor().name(), channels, NumberFormat.FLOAT32, Optional.of(shifts));
        }
        return call.draft()
                .add(new ScaleShift(name, input, call.output(input.shape()), scale, shift, ActivationFunction.LINEAR));
    }

    /// One vector, rounded where a `QBatchNormalization` says so.
    private static Optional<float[]> take(LayerCall call, String what, String quantiserKey)
            throws RefusedLayerException {
        Shape channels = Shape.of(call.input().shape().channels());
        Optional<float[]> stored = call.weights().take(what, channels).values();
        Optional<Quantiser> quantiser = Quantiser.find(call.config(), quantiserKey);
        return quantiser.isPresent() && stored.isPresent()
                ? Optional.of(WeightQuantiser.rounded(quantiser.get(), stored.get()))
                : stored;
    }

    private static void requireChannels(LayerCall call, Tensor input) throws RefusedLayerException {
        int rank = input.shape().rank();
        int axis = call.config().axis();
        if (call.dialect().layout().axis(axis < 0 ? rank + axis : axis, rank) != rank - 1) {
            throw new RefusedLayerException(
                    "it normalises along dimension " + axis + ", which does not have the channels",
                    "build the model with channels_last and axis -1");
        }
    }

    private static double[] factors(LayerCall call, Optional<float[]> gamma, float[] variance) {
        double epsilon = call.config().numberOr(1e-3, "epsilon");
        double[] factors = new double[variance.length];
        for (int i = 0; i < factors.length; i++) {
            double factor = (gamma.isPresent() ? gamma.get()[i] : 1) / Math.sqrt(variance[i] + epsilon);
            if (!Double.isFinite(factor)) {
                throw call.config()
                        .wrong("channel " + i + " cannot be normalised: its moving variance is " + variance[i]);
            }
            factors[i] = factor;
        }
        return factors;
    }

    private static float[] shifts(double[] factors, Optional<float[]> beta, float[] mean) {
        float[] shifts = new float[mean.length];
        for (int i = 0; i < shifts.length; i++) {
            shifts[i] = (float) ((beta.isPresent() ? beta.get()[i] : 0) - mean[i] * factors[i]);
        }
        return shifts;
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
