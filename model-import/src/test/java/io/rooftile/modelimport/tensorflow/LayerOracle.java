package io.rooftile.modelimport.tensorflow;

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
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Pad;
import io.rooftile.core.network.Pool;
import io.rooftile.core.network.Requantise;
import io.rooftile.core.network.Reshape;
import io.rooftile.core.network.ScaleShift;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Softmax;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Transpose;
import io.rooftile.core.network.Upsample;
import io.rooftile.core.network.Values;
import io.rooftile.core.network.Window;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleBinaryOperator;

/// Computes an imported network of real numbers from the layers' definitions, element by element, to compare it with
/// what TensorFlow computes from the same file.
final class LayerOracle {
    private final Map<String, double[]> tensors = new HashMap<>();

    private LayerOracle() {}

    /// The first output for the given first input.
    static double[] run(Network network, float... input) {
        LayerOracle oracle = new LayerOracle();
        double[] first = new double[input.length];
        Arrays.setAll(first, i -> input[i]);
        oracle.tensors.put(network.inputs().getFirst().name(), first);
        for (Layer layer : network.layers()) {
            oracle.tensors.put(layer.output().name(), oracle.compute(layer));
        }
        return oracle.values(network.outputs().getFirst());
    }

    private double[] values(Tensor tensor) {
        return Objects.requireNonNull(tensors.get(tensor.name()), tensor.name());
    }

    private double[] compute(Layer layer) {
        double[] in = values(layer.input());
        return switch (layer) {
            case Convolution l -> convolution(l, in);
            case Dense l -> dense(l, in);
            case Pool l -> pool(l, in);
            case Elementwise l -> elementwise(l, in);
            case ScaleShift l ->
                each(in, i -> {
                    int channel = i % l.input().shape().channels();
                    return apply(l.activation(), at(l.scale(), channel) * in[i] + at(l.shift(), channel));
                });
            case Concat l -> concat(l);
            case Activation l -> each(in, i -> apply(l.function(), in[i]));
            case Softmax l -> softmax(l, in);
            case Reshape _, Requantise _ -> in;
            case Transpose l -> transpose(l, in);
            case Pad l -> pad(l, in);
            case Upsample l -> upsample(l, in);
            case ArgMax l -> argMax(l, in);
            case HostOperation l -> throw new IllegalArgumentException("not computed here: " + l.name());
        };
    }

    private interface Element {
        double at(int index);
    }

    private static double[] each(double[] like, Element element) {
        double[] out = new double[like.length];
        Arrays.setAll(out, element::at);
        return out;
    }

    private static double at(Constant constant, int index) {
        return ((Values.Floats) constant.values()).data()[index];
    }

    private static double[] convolution(Convolution l, double[] in) {
        Shape shape = l.input().shape();
        Shape out = l.output().shape();
        Window w = l.window();
        int group = out.channels() / l.groups();
        int depth = shape.channels() / l.groups();
        double[] result = new double[Math.toIntExact(out.elements())];
        for (int i = 0; i < result.length; i++) {
            int k = i % out.channels();
            int ox = i / out.channels() % out.width();
            int oy = i / out.channels() / out.width() % out.height();
            double sum = l.learned().bias() == null ? 0 : at(l.learned().bias(), k);
            for (int fy = 0; fy < w.fy(); fy++) {
                for (int fx = 0; fx < w.fx(); fx++) {
                    int y = oy * w.sy() + fy * w.dy() - w.padding().top();
                    int x = ox * w.sx() + fx * w.dx() - w.padding().left();
                    boolean inside = y >= 0 && y < shape.height() && x >= 0 && x < shape.width();
                    for (int c = 0; inside && c < depth; c++) {
                        sum += in[(y * shape.width() + x) * shape.channels() + k / group * depth + c]
                                * at(l.learned().weights(), ((k * w.fy() + fy) * w.fx() + fx) * depth + c);
                    }
                }
            }
            result[i] = apply(l.activation(), sum);
        }
        return result;
    }

    private static double[] dense(Dense l, double[] in) {
        int outputs = l.output().shape().channels();
        int inputs = l.input().shape().channels();
        double[] result = new double[Math.toIntExact(l.output().shape().elements())];
        for (int i = 0; i < result.length; i++) {
            double sum = l.learned().bias() == null ? 0 : at(l.learned().bias(), i % outputs);
            for (int c = 0; c < inputs; c++) {
                sum += at(l.learned().weights(), i % outputs * inputs + c) * in[i / outputs * inputs + c];
            }
            result[i] = apply(l.activation(), sum);
        }
        return result;
    }

    private static double[] pool(Pool l, double[] in) {
        Shape shape = l.input().shape();
        Shape out = l.output().shape();
        Window w = l.window();
        boolean isMax = l.kind() == Pool.Kind.MAX;
        double[] result = new double[Math.toIntExact(out.elements())];
        for (int i = 0; i < result.length; i++) {
            int ox = i / out.channels() % out.width();
            int oy = i / out.channels() / out.width() % out.height();
            double value = isMax ? Double.NEGATIVE_INFINITY : 0;
            int count = 0;
            for (int fy = 0; fy < w.fy(); fy++) {
                for (int fx = 0; fx < w.fx(); fx++) {
                    int y = oy * w.sy() + fy - w.padding().top();
                    int x = ox * w.sx() + fx - w.padding().left();
                    if (y >= 0 && y < shape.height() && x >= 0 && x < shape.width()) {
                        double next = in[(y * shape.width() + x) * shape.channels() + i % out.channels()];
                        value = isMax ? Math.max(value, next) : value + next;
                        count++;
                    }
                }
            }
            result[i] = apply(l.activation(), isMax ? value : value / count);
        }
        return result;
    }

    private double[] elementwise(Elementwise l, double[] left) {
        Constant constant = l.constant();
        List<Integer> dims = (constant == null ? l.inputs().get(1).shape() : constant.shape()).dims();
        double[] right = constant == null
                ? values(l.inputs().get(1))
                : each(new double[(int) constant.elements()], i -> at(constant, i));
        DoubleBinaryOperator operator =
                switch (l.kind()) {
                    case ADD -> Double::sum;
                    case SUBTRACT -> (a, b) -> a - b;
                    case MULTIPLY -> (a, b) -> a * b;
                    case MAXIMUM -> Math::max;
                    case MINIMUM -> Math::min;
                };
        return each(left, i -> {
            int rest = i;
            int place = 0;
            int stride = 1;
            for (int offset = 1; offset <= dims.size(); offset++) {
                int dim = l.output().shape().dim(l.output().shape().rank() - offset);
                int own = dims.get(dims.size() - offset);
                place += own == 1 ? 0 : rest % dim * stride;
                stride *= own;
                rest /= dim;
            }
            return apply(l.activation(), operator.applyAsDouble(left[i], right[place]));
        });
    }

    private double[] concat(Concat l) {
        Shape out = l.output().shape();
        double[] result = new double[Math.toIntExact(out.elements())];
        int inner = 1;
        for (int axis = l.axis() + 1; axis < out.rank(); axis++) {
            inner *= out.dim(axis);
        }
        int offset = 0;
        for (Tensor part : l.inputs()) {
            double[] values = values(part);
            int run = part.shape().dim(l.axis()) * inner;
            int pitch = out.dim(l.axis()) * inner;
            for (int i = 0; i < values.length; i++) {
                result[i / run * pitch + offset + i % run] = values[i];
            }
            offset += run;
        }
        return result;
    }

    private static double[] softmax(Softmax l, double[] in) {
        int channels = l.input().shape().channels();
        return each(in, i -> {
            double sum = 0;
            for (int c = 0; c < channels; c++) {
                sum += Math.exp(l.beta() * (in[i / channels * channels + c] - in[i]));
            }
            return 1 / sum;
        });
    }

    private static double[] argMax(ArgMax l, double[] in) {
        int channels = l.input().shape().channels();
        return each(new double[in.length / channels], i -> {
            int best = 0;
            for (int c = 1; c < channels; c++) {
                best = in[i * channels + c] > in[i * channels + best] ? c : best;
            }
            return best;
        });
    }

    private static int[] position(Shape shape, int index) {
        int[] position = new int[shape.rank()];
        int rest = index;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            position[axis] = rest % shape.dim(axis);
            rest /= shape.dim(axis);
        }
        return position;
    }

    private static int index(Shape shape, int... position) {
        int index = 0;
        for (int axis = 0; axis < shape.rank(); axis++) {
            index = index * shape.dim(axis) + position[axis];
        }
        return index;
    }

    private static double[] transpose(Transpose l, double[] in) {
        return each(in, i -> {
            int[] to = position(l.output().shape(), i);
            int[] from = new int[to.length];
            for (int axis = 0; axis < to.length; axis++) {
                from[l.permutation().get(axis)] = to[axis];
            }
            return in[index(l.input().shape(), from)];
        });
    }

    private static double[] pad(Pad l, double[] in) {
        double[] result = new double[Math.toIntExact(l.output().shape().elements())];
        for (int i = 0; i < in.length; i++) {
            int[] position = position(l.input().shape(), i);
            for (int axis = 0; axis < position.length; axis++) {
                position[axis] += l.before().get(axis);
            }
            result[index(l.output().shape(), position)] = in[i];
        }
        return result;
    }

    private static double[] upsample(Upsample l, double[] in) {
        Shape from = l.input().shape();
        Shape out = l.output().shape();
        double[] result = new double[Math.toIntExact(out.elements())];
        for (int i = 0; i < result.length; i++) {
            int[] p = position(out, i);
            double y = source(l.sampling(), p[1], from.height(), out.height());
            double x = source(l.sampling(), p[2], from.width(), out.width());
            result[i] = l.kind() == Upsample.Kind.NEAREST
                    ? in[
                            index(
                                    from,
                                    0,
                                    nearest(l.sampling(), y, from.height()),
                                    nearest(l.sampling(), x, from.width()),
                                    p[3])]
                    : bilinear(from, in, Math.clamp(y, 0, from.height() - 1), Math.clamp(x, 0, from.width() - 1), p[3]);
        }
        return result;
    }

    private static double source(Upsample.Sampling sampling, int position, int inputs, int outputs) {
        return switch (sampling) {
            case ASYMMETRIC -> (double) position * inputs / outputs;
            case HALF_PIXEL -> (position + 0.5) * inputs / outputs - 0.5;
            case ALIGN_CORNERS -> outputs == 1 ? 0 : (double) position * (inputs - 1) / (outputs - 1);
        };
    }

    private static int nearest(Upsample.Sampling sampling, double source, int inputs) {
        int place =
                switch (sampling) {
                    case ASYMMETRIC -> (int) Math.floor(source);
                    case HALF_PIXEL -> (int) Math.floor(source + 0.5);
                    case ALIGN_CORNERS -> (int) Math.round(source);
                };
        return Math.clamp(place, 0, inputs - 1);
    }

    private static double bilinear(Shape from, double[] in, double y, double x, int c) {
        int top = (int) Math.floor(y);
        int left = (int) Math.floor(x);
        int bottom = Math.min(top + 1, from.height() - 1);
        int right = Math.min(left + 1, from.width() - 1);
        double fy = y - top;
        double fx = x - left;
        return (1 - fy) * ((1 - fx) * in[index(from, 0, top, left, c)] + fx * in[index(from, 0, top, right, c)])
                + fy * ((1 - fx) * in[index(from, 0, bottom, left, c)] + fx * in[index(from, 0, bottom, right, c)]);
    }

    private static double apply(ActivationFunction function, double x) {
        return switch (function.kind()) {
            case LINEAR -> x;
            case RELU -> Math.max(0, x);
            case RELU6 -> Math.clamp(x, 0, 6);
            case RELU_N1_TO_1 -> Math.clamp(x, -1, 1);
            case LEAKY_RELU -> x < 0 ? function.alpha() * x : x;
            case ELU -> x < 0 ? function.alpha() * Math.expm1(x) : x;
            // source: Klambauer et al., arXiv 1706.02515
            case SELU -> 1.0507009873554805 * (x < 0 ? 1.6732632423543772 * Math.expm1(x) : x);
            case SIGMOID -> 1 / (1 + Math.exp(-x));
            case TANH -> Math.tanh(x);
            case SOFTPLUS -> Math.log1p(Math.exp(x));
            case SOFTSIGN -> x / (1 + Math.abs(x));
            case EXPONENTIAL -> Math.exp(x);
            case HARD_SIGMOID, SWISH, HARD_SWISH, SIGN, TERNARY ->
                throw new IllegalArgumentException("TensorFlow has no such operation: " + function);
        };
    }
}
