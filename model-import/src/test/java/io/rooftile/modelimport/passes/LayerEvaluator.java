package io.rooftile.modelimport.passes;

import io.rooftile.core.network.Activation;
import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Dense;
import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Pad;
import io.rooftile.core.network.Quantisation;
import io.rooftile.core.network.Requantise;
import io.rooftile.core.network.Reshape;
import io.rooftile.core.network.ScaleShift;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Transpose;
import io.rooftile.core.network.Values;
import io.rooftile.core.network.Window;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Computes small networks straight from the layers' definitions, in double, to see that a pass leaves the result as it
/// was. What a quantised tensor cannot store is rounded and cut off at each layer's output. Only what the tests of
/// passes need.
final class LayerEvaluator {
    private final Map<String, double[]> tensors = new HashMap<>();

    private LayerEvaluator() {}

    /// The first output for the given first input.
    static double[] run(Network network, double... input) {
        LayerEvaluator evaluator = new LayerEvaluator();
        Tensor first = network.inputs().getFirst();
        evaluator.tensors.put(first.name(), stored(first, input));
        for (Layer layer : network.layers()) {
            evaluator.tensors.put(layer.output().name(), stored(layer.output(), evaluator.compute(layer)));
        }
        return evaluator.read(network.outputs().getFirst().name());
    }

    /// The real numbers that a tensor has left of those it is given: `scale * (clamp(rint(x / scale) + zeroPoint) -
    /// zeroPoint)`.
    private static double[] stored(Tensor tensor, double[] values) {
        NumberFormat format = tensor.format();
        if (format.isFloat()) {
            return values;
        }
        double scale = tensor.quantisation().scale(0);
        int zeroPoint = tensor.quantisation().zeroPoint(0);
        double least = format.kind() == NumberFormat.Kind.SIGNED ? -Math.scalb(1.0, format.bits() - 1) : 0;
        double most = least + Math.scalb(1.0, format.bits()) - 1;
        return Arrays.stream(values)
                .map(x -> scale * (Math.clamp(Math.rint(x / scale) + zeroPoint, least, most) - zeroPoint))
                .toArray();
    }

    private double[] read(String tensor) {
        double[] values = tensors.get(tensor);
        if (values == null) {
            throw new IllegalArgumentException("nothing makes " + tensor);
        }
        return values;
    }

    private double[] compute(Layer layer) {
        double[] in = read(layer.input().name());
        return switch (layer) {
            case Convolution l -> convolution(l, in);
            case Dense l -> dense(l, in);
            case ScaleShift l -> {
                double[] out = in.clone();
                int channels = l.input().shape().channels();
                for (int i = 0; i < out.length; i++) {
                    double value = at(l.scale(), i % channels) * in[i] + at(l.shift(), i % channels);
                    out[i] = apply(l.activation(), value);
                }
                yield out;
            }
            case Elementwise l -> elementwise(l, in);
            case Activation l -> {
                double[] out = in.clone();
                for (int i = 0; i < out.length; i++) {
                    out[i] = apply(l.function(), in[i]);
                }
                yield out;
            }
            case Reshape _, Requantise _ -> in;
            case Transpose l -> transpose(l, in);
            case Pad l -> pad(l, in);
            case Layer other -> throw new IllegalArgumentException("not evaluated here: " + other.typeName());
        };
    }

    private static double[] convolution(Convolution l, double[] in) {
        Shape shape = l.input().shape();
        Shape out = l.output().shape();
        Window w = l.window();
        int channels = shape.channels() / l.groups();
        int perGroup = out.channels() / l.groups();
        double[] result = new double[Math.toIntExact(out.elements())];
        for (int oy = 0; oy < out.height(); oy++) {
            for (int ox = 0; ox < out.width(); ox++) {
                for (int k = 0; k < out.channels(); k++) {
                    double sum = l.learned().bias() == null ? 0 : at(l.learned().bias(), k);
                    for (int fy = 0; fy < w.fy(); fy++) {
                        for (int fx = 0; fx < w.fx(); fx++) {
                            int y = oy * w.sy() + fy * w.dy() - w.padding().top();
                            int x = ox * w.sx() + fx * w.dx() - w.padding().left();
                            if (y < 0 || y >= shape.height() || x < 0 || x >= shape.width()) {
                                continue;
                            }
                            for (int c = 0; c < channels; c++) {
                                double value =
                                        in[(y * shape.width() + x) * shape.channels() + k / perGroup * channels + c];
                                sum += value
                                        * at(l.learned().weights(), ((k * w.fy() + fy) * w.fx() + fx) * channels + c);
                            }
                        }
                    }
                    result[(oy * out.width() + ox) * out.channels() + k] = apply(l.activation(), sum);
                }
            }
        }
        return result;
    }

    private static double[] dense(Dense l, double[] in) {
        int outputs = l.output().shape().channels();
        int inputs = l.input().shape().channels();
        double[] result = new double[Math.toIntExact(l.output().shape().elements())];
        for (int i = 0; i < result.length; i++) {
            int k = i % outputs;
            double sum = l.learned().bias() == null ? 0 : at(l.learned().bias(), k);
            for (int c = 0; c < inputs; c++) {
                sum += at(l.learned().weights(), k * inputs + c) * in[i / outputs * inputs + c];
            }
            result[i] = apply(l.activation(), sum);
        }
        return result;
    }

    private double[] elementwise(Elementwise l, double[] left) {
        double[] out = left.clone();
        int channels = l.output().shape().channels();
        for (int i = 0; i < out.length; i++) {
            double right = l.constant() == null
                    ? read(l.inputs().get(1).name())[i]
                    : at(l.constant(), l.constant().elements() == 1 ? 0 : i % channels);
            double value =
                    switch (l.kind()) {
                        case ADD -> left[i] + right;
                        case SUBTRACT -> left[i] - right;
                        case MULTIPLY -> left[i] * right;
                        case MAXIMUM -> Math.max(left[i], right);
                        case MINIMUM -> Math.min(left[i], right);
                    };
            out[i] = apply(l.activation(), value);
        }
        return out;
    }

    private static double[] transpose(Transpose l, double[] in) {
        double[] out = new double[in.length];
        int[] stride = strides(l.input().shape());
        List<Integer> dims = l.output().shape().dims();
        for (int i = 0; i < out.length; i++) {
            int rest = i;
            int from = 0;
            for (int axis = dims.size() - 1; axis >= 0; axis--) {
                from += rest % dims.get(axis) * stride[l.permutation().get(axis)];
                rest /= dims.get(axis);
            }
            out[i] = in[from];
        }
        return out;
    }

    private static double[] pad(Pad l, double[] in) {
        double[] out = new double[Math.toIntExact(l.output().shape().elements())];
        int[] stride = strides(l.output().shape());
        List<Integer> dims = l.input().shape().dims();
        for (int i = 0; i < in.length; i++) {
            int rest = i;
            int to = 0;
            for (int axis = dims.size() - 1; axis >= 0; axis--) {
                to += (rest % dims.get(axis) + l.before().get(axis)) * stride[axis];
                rest /= dims.get(axis);
            }
            out[to] = in[i];
        }
        return out;
    }

    private static int[] strides(Shape shape) {
        int[] strides = new int[shape.rank()];
        int stride = 1;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= shape.dim(axis);
        }
        return strides;
    }

    private static double at(Constant constant, int index) {
        return switch (constant.values()) {
            case Values.Floats floats -> floats.data()[index];
            case Values.Bytes bytes -> real(constant, index, bytes.data()[index]);
            case Values.Ints ints -> real(constant, index, ints.data()[index]);
            case Values other -> throw new IllegalArgumentException("no real values: " + other);
        };
    }

    /// Scales of constants belong to their first dimension.
    private static double real(Constant constant, int index, int stored) {
        Quantisation quantisation = constant.tensor().quantisation();
        int perScale =
                Math.toIntExact(constant.elements() / quantisation.scales().size());
        int channel = index / perScale;
        return quantisation.scale(channel) * (stored - quantisation.zeroPoint(channel));
    }

    private static double apply(ActivationFunction function, double x) {
        return switch (function.kind()) {
            case LINEAR -> x;
            case RELU -> Math.max(0, x);
            case RELU6 -> Math.clamp(x, 0, 6);
            case TANH -> Math.tanh(x);
            default -> throw new IllegalArgumentException("not evaluated here: " + function);
        };
    }
}
