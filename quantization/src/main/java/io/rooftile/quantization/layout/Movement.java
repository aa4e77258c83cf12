package io.rooftile.quantization.layout;

import io.rooftile.core.network.Concat;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Pad;
import io.rooftile.core.network.Reshape;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Transpose;
import io.rooftile.core.network.Upsample;
import java.util.Arrays;

/// Where each element of a layer that only moves elements comes from.
///
/// @param operand by output element the number of the input that it comes from
/// @param index by output element the element of that input, or [#FILLER] where the real value 0 stands
@SuppressWarnings("ArrayRecordComponent") // Read in inner loops, never compared.
public record Movement(int[] operand, int[] index) {
    /// No element of any input.
    public static final int FILLER = -1;

    /// The movement of such a layer.
    public static Movement of(Reshape layer) {
        int[] index = new int[elements(layer)];
        Arrays.setAll(index, i -> i);
        return single(index);
    }

    /// The movement of such a layer.
    public static Movement of(Transpose layer) {
        Shape input = layer.input().shape();
        Shape output = layer.output().shape();
        int[] strides = strides(input);
        int[] index = new int[elements(layer)];
        int[] position = new int[output.rank()];
        for (int element = 0; element < index.length; element++) {
            locate(element, output, position);
            for (int axis = 0; axis < position.length; axis++) {
                index[element] += position[axis] * strides[layer.permutation().get(axis)];
            }
        }
        return single(index);
    }

    /// The movement of such a layer.
    public static Movement of(Pad layer) {
        Shape input = layer.input().shape();
        Shape output = layer.output().shape();
        int[] strides = strides(input);
        int[] index = new int[elements(layer)];
        int[] position = new int[output.rank()];
        for (int element = 0; element < index.length; element++) {
            locate(element, output, position);
            int source = 0;
            for (int axis = 0; axis < position.length; axis++) {
                int inside = position[axis] - layer.before().get(axis);
                boolean isOutside = inside < 0 || inside >= input.dim(axis);
                source = source == FILLER || isOutside ? FILLER : source + inside * strides[axis];
            }
            index[element] = source;
        }
        return single(index);
    }

    /// The movement of a repetition. Source: TensorFlow Lite,
    /// `tensorflow/lite/kernels/internal/reference/resize_nearest_neighbor.h`.
    ///
    /// @throws IllegalArgumentException when it interpolates
    public static Movement of(Upsample layer) {
        if (layer.kind() != Upsample.Kind.NEAREST) {
            throw new IllegalArgumentException(layer.name() + " computes new values");
        }
        Shape input = layer.input().shape();
        Shape output = layer.output().shape();
        int[] index = new int[elements(layer)];
        int channels = output.channels();
        for (int element = 0; element < index.length; element++) {
            int channel = element % channels;
            int column = element / channels % output.width();
            int row = element / channels / output.width() % output.height();
            int map = element / channels / output.width() / output.height();
            int y = nearest(row, input.height(), output.height(), layer.sampling());
            int x = nearest(column, input.width(), output.width(), layer.sampling());
            index[element] = ((map * input.height() + y) * input.width() + x) * channels + channel;
        }
        return single(index);
    }

    private static int nearest(int position, int inputs, int outputs, Upsample.Sampling sampling) {
        boolean isAligned = sampling == Upsample.Sampling.ALIGN_CORNERS && outputs > 1;
        float scale = isAligned ? (inputs - 1) / (float) (outputs - 1) : inputs / (float) outputs;
        float offset = sampling == Upsample.Sampling.HALF_PIXEL ? 0.5f : 0f;
        float scaled = (position + offset) * scale;
        int nearest = (int) (isAligned ? Math.floor(scaled + 0.5) : Math.floor(scaled));
        return Math.clamp(nearest, 0, inputs - 1);
    }

    /// The movement of such a layer.
    public static Movement of(Concat layer) {
        Shape output = layer.output().shape();
        int[] operand = new int[elements(layer)];
        int[] index = new int[operand.length];
        int inner = 1;
        for (int axis = layer.axis() + 1; axis < output.rank(); axis++) {
            inner *= output.dim(axis);
        }
        int outer = operand.length / inner / output.dim(layer.axis());
        int element = 0;
        for (int block = 0; block < outer; block++) {
            for (int i = 0; i < layer.inputs().size(); i++) {
                int length = layer.inputs().get(i).shape().dim(layer.axis()) * inner;
                for (int j = 0; j < length; j++) {
                    operand[element] = i;
                    index[element++] = block * length + j;
                }
            }
        }
        return new Movement(operand, index);
    }

    private static Movement single(int[] index) {
        return new Movement(new int[index.length], index);
    }

    private static int elements(Layer layer) {
        return Math.toIntExact(layer.output().shape().elements());
    }

    private static int[] strides(Shape shape) {
        int[] strides = new int[shape.rank()];
        int stride = 1;
        for (int axis = strides.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= shape.dim(axis);
        }
        return strides;
    }

    private static void locate(int element, Shape shape, int[] position) {
        int rest = element;
        for (int axis = position.length - 1; axis >= 0; axis--) {
            position[axis] = rest % shape.dim(axis);
            rest /= shape.dim(axis);
        }
    }
}
