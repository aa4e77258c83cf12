package io.rooftile.quantization.posttraining;

import io.rooftile.core.network.Activation;
import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Dense;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Parameters;
import io.rooftile.core.network.Quantisation;
import io.rooftile.core.network.ScaleShift;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Values;
import io.rooftile.quantization.numerics.OutputRange;
import io.rooftile.quantization.real.StoredReals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Batch normalisations of binary networks as integer thresholds: of a sum of whole numbers only the sign counts, so
/// the scale may go and the shift may be a whole number.
///
/// With `x = g n`, `n` whole, `s x + t >= 0` is `n + floor(t / (s g)) >= 0` for `s > 0` and `-n + floor(t / (-s g)) >=
/// 0` for `s < 0`. Source: Umuroglu et al. 2017, FINN, <https://arxiv.org/abs/1612.07119>, section 4.2.2.
final class Thresholds {
    /// Saturation keeps the sign, so that few bits hold any sum.
    private static final NumberFormat SUM = NumberFormat.INT8;

    private Thresholds() {}

    /// The same network in which each such pair of a dense layer and a batch normalisation is one dense layer and a
    /// sign.
    static Network of(Network network) {
        Map<String, Integer> readers = new HashMap<>();
        Map<String, ScaleShift> normalisations = new HashMap<>();
        for (Layer layer : network.layers()) {
            layer.inputs().forEach(input -> readers.merge(input.name(), 1, Integer::sum));
            if (layer instanceof ScaleShift normalisation) {
                normalisations.put(normalisation.input().name(), normalisation);
            }
        }
        network.outputs().forEach(output -> readers.merge(output.name(), 1, Integer::sum));
        List<Layer> layers = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Layer layer : network.layers()) {
            ScaleShift behind = normalisations.get(layer.output().name());
            boolean isOnly = readers.getOrDefault(layer.output().name(), 0) == 1;
            if (layer instanceof Dense dense && behind != null && isOnly && isThreshold(dense, behind)) {
                Dense sum = sum(dense, behind);
                layers.add(sum);
                layers.add(new Activation(behind.name(), sum.output(), behind.output(), behind.activation()));
                taken.add(behind.name());
            } else if (!taken.contains(layer.name())) {
                layers.add(layer);
            }
        }
        return new Network(network.name(), network.inputs(), network.outputs(), layers);
    }

    private static boolean isThreshold(Dense dense, ScaleShift behind) {
        return behind.activation().kind() == ActivationFunction.Kind.SIGN
                && dense.activation().isLinear()
                && dense.output().format().isFloat()
                && isSymmetric(dense.input())
                && isSymmetric(dense.learned().weights().tensor());
    }

    /// Whether all numbers of a format have their negative in it, on one scale.
    private static boolean isSymmetric(Tensor tensor) {
        boolean isAroundZero =
                switch (tensor.format().kind()) {
                    case BIPOLAR, TERNARY -> true;
                    case SIGNED, UNSIGNED, FLOAT -> false;
                };
        return isAroundZero
                && tensor.quantisation().isPerTensor()
                && tensor.quantisation().zeroPoint(0) == 0;
    }

    private static Dense sum(Dense dense, ScaleShift behind) {
        Constant weights = dense.learned().weights();
        double weightScale = weights.tensor().quantisation().scale(0);
        double step = weightScale * dense.input().quantisation().scale(0);
        float[] real = StoredReals.of(weights);
        float[] scale = StoredReals.of(behind.scale());
        float[] shift = StoredReals.of(behind.shift());
        Constant bias = dense.learned().bias();
        float[] before = bias == null ? new float[scale.length] : StoredReals.of(bias);
        int inner = real.length / scale.length;
        // Further from 0 than any sum.
        double beyond = inner * (double) OutputRange.most(dense.input().format()) + 1;
        int[] stored = new int[real.length];
        float[] thresholds = new float[scale.length];
        for (int k = 0; k < scale.length; k++) {
            double constant = (double) scale[k] * before[k] + shift[k];
            double whole = scale[k] == 0
                    ? (constant < 0 ? -beyond : beyond)
                    : Math.clamp(Math.floor(constant / (Math.abs(scale[k]) * step)), -beyond, beyond);
            thresholds[k] = (float) (whole * step);
            for (int i = k * inner; i < (k + 1) * inner; i++) {
                stored[i] = (int) Math.round(Math.copySign(1.0, scale[k]) * real[i] / weightScale);
            }
        }
        return new Dense(
                dense.name(),
                dense.input(),
                new Tensor(dense.output().name(), dense.output().shape(), SUM, Quantisation.perTensor(step, 0)),
                new Parameters(
                        new Constant(weights.tensor(), new Values.Ints(stored)),
                        Constant.real(
                                behind.name() + ":threshold", behind.shift().shape(), thresholds)),
                ActivationFunction.LINEAR);
    }
}
