package io.rooftile.modelimport.zoo;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Padding;
import io.rooftile.core.network.Parameters;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Window;
import org.jspecify.annotations.Nullable;

/// A convolution being described: 1x1, stride 1, `SAME` padding, as many channels out as in, linear, unless said
/// otherwise.
final class ConvStep {
    private final TopologyBuilder builder;
    private final String name;
    private final Tensor input;
    private int channels;
    private int fy = 1;
    private int fx = 1;
    private int stride = 1;
    private int groups = 1;
    private @Nullable Padding padding;
    private int vectors;
    private ActivationFunction activation = ActivationFunction.LINEAR;

    ConvStep(TopologyBuilder builder, String name, Tensor input) {
        this.builder = builder;
        this.name = name;
        this.input = input;
        this.channels = input.shape().channels();
    }

    ConvStep channels(int count) {
        channels = count;
        return this;
    }

    ConvStep filter(int side) {
        return filter(side, side);
    }

    ConvStep filter(int rows, int columns) {
        fy = rows;
        fx = columns;
        return this;
    }

    ConvStep stride(int both) {
        stride = both;
        return this;
    }

    /// Instead of `SAME` padding: none.
    ConvStep valid() {
        padding = Padding.NONE;
        return this;
    }

    /// Instead of `SAME` padding: so many rows and columns on each side.
    ConvStep padding(int each) {
        padding = new Padding(each, each, each, each);
        return this;
    }

    ConvStep depthwise() {
        groups = input.shape().channels();
        return this;
    }

    /// The checkpoint has a bias.
    ConvStep bias() {
        vectors += 1;
        return this;
    }

    /// A batch normalisation follows: the checkpoint has its gamma, beta, mean and variance.
    ConvStep norm() {
        vectors += 4;
        return this;
    }

    /// A batch normalisation without gamma follows (`scale=False`).
    ConvStep normWithoutScale() {
        vectors += 3;
        return this;
    }

    ConvStep relu() {
        return activation(ActivationFunction.RELU);
    }

    ConvStep relu6() {
        return activation(ActivationFunction.RELU6);
    }

    ConvStep activation(ActivationFunction function) {
        activation = function;
        return this;
    }

    /// Adds the convolution, with one bias for whatever vectors the checkpoint has.
    Tensor add() {
        Window window = padding == null
                ? Window.same(input.shape(), fy, fx, stride, stride)
                : Window.of(fy, fx, stride, stride, padding);
        Tensor output = TopologyBuilder.output(name, builder.slide(name, input, window, channels));
        Shape shape = Shape.of(channels, fy, fx, input.shape().channels() / groups);
        Constant weights = Constant.absent(Tensor.real(name + "/weights", shape));
        Constant bias = vectors == 0 ? null : Constant.absent(Tensor.real(name + "/bias", Shape.of(channels)));
        builder.stores(weights.elements() + (long) vectors * channels);
        return builder.add(
                new Convolution(name, input, output, window, groups, new Parameters(weights, bias), activation));
    }
}
