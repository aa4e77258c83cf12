package io.rooftile.modelimport.zoo;

import io.rooftile.core.UserInputException;
import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Concat;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Dense;
import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Parameters;
import io.rooftile.core.network.Pool;
import io.rooftile.core.network.Reshape;
import io.rooftile.core.network.ScaleShift;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Softmax;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Upsample;
import io.rooftile.core.network.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Strings layers without weights together. Every step takes tensors and gives the tensor it makes; shapes follow from
/// the windows. An input size that a step cannot work on is the user's error.
final class TopologyBuilder {
    private final String name;
    private final List<Tensor> inputs = new ArrayList<>();
    private final List<Layer> layers = new ArrayList<>();
    private long storedParameters;

    TopologyBuilder(String name) {
        this.name = name;
    }

    Tensor input(InputSize size, int channels) {
        Tensor input = Tensor.real("input", Shape.of(1, size.height(), size.width(), channels));
        inputs.add(input);
        return input;
    }

    Topology build(Tensor... outputs) {
        return new Topology(new Network(name, inputs, Arrays.asList(outputs), layers), storedParameters);
    }

    /// A convolution to be described; its `add()` ends the description.
    ConvStep conv(String layer, Tensor input) {
        return new ConvStep(this, layer, input);
    }

    /// A fully connected layer with bias.
    Tensor dense(String layer, Tensor input, int channels, ActivationFunction activation) {
        int inputChannels = input.shape().channels();
        Tensor output = output(layer, Shape.of(input.shape().dim(0), channels));
        Constant weights = Constant.absent(Tensor.real(layer + "/weights", Shape.of(channels, inputChannels)));
        Constant bias = Constant.absent(Tensor.real(layer + "/bias", Shape.of(channels)));
        stores(weights.elements() + bias.elements());
        return add(new Dense(layer, input, output, new Parameters(weights, bias), activation));
    }

    Tensor maxPool(String layer, Tensor input, Window window) {
        return pool(layer, input, Pool.Kind.MAX, window);
    }

    Tensor averagePool(String layer, Tensor input, Window window) {
        return pool(layer, input, Pool.Kind.AVERAGE, window);
    }

    /// The average of each channel, `[N, C]`.
    Tensor globalAveragePool(String layer, Tensor input) {
        Shape shape = input.shape();
        Tensor output = output(layer, Shape.of(shape.dim(0), shape.channels()));
        Window window = Window.valid(shape.height(), shape.width(), 1, 1);
        return add(new Pool(layer, input, output, Pool.Kind.AVERAGE, window, ActivationFunction.LINEAR));
    }

    private Tensor pool(String layer, Tensor input, Pool.Kind kind, Window window) {
        Tensor output = output(layer, slide(layer, input, window, input.shape().channels()));
        return add(new Pool(layer, input, output, kind, window, ActivationFunction.LINEAR));
    }

    /// The sum of two tensors of one shape.
    Tensor sum(String layer, Tensor left, Tensor right, ActivationFunction activation) {
        if (!left.shape().equals(right.shape())) {
            throw unfit(layer, "cannot add " + left.shape() + " and " + right.shape());
        }
        Tensor output = output(layer, left.shape());
        return add(new Elementwise(layer, List.of(left, right), output, Elementwise.Kind.ADD, null, activation));
    }

    /// The inputs one behind the other along the channels.
    Tensor concat(String layer, Tensor... parts) {
        Shape first = parts[0].shape();
        int channels = 0;
        for (Tensor part : parts) {
            Shape shape = part.shape();
            if (shape.height() != first.height() || shape.width() != first.width()) {
                throw unfit(layer, "cannot join " + first + " and " + shape);
            }
            channels = Math.addExact(channels, shape.channels());
        }
        Tensor output = output(layer, Shape.of(first.dim(0), first.height(), first.width(), channels));
        return add(new Concat(layer, Arrays.asList(parts), output, first.rank() - 1));
    }

    /// A batch normalisation that no convolution in front can take in.
    Tensor norm(String layer, Tensor input, ActivationFunction activation) {
        Shape vector = Shape.of(input.shape().channels());
        Constant scale = Constant.absent(Tensor.real(layer + "/scale", vector));
        Constant shift = Constant.absent(Tensor.real(layer + "/shift", vector));
        stores(4L * input.shape().channels());
        Tensor output = output(layer, input.shape());
        return add(new ScaleShift(layer, input, output, scale, shift, activation));
    }

    /// Each pixel twice in both directions.
    Tensor upsample(String layer, Tensor input) {
        Shape shape = input.shape();
        Tensor output = output(layer, Shape.of(shape.dim(0), 2 * shape.height(), 2 * shape.width(), shape.channels()));
        return add(new Upsample(layer, input, output, Upsample.Kind.NEAREST, Upsample.Sampling.ASYMMETRIC));
    }

    Tensor flatten(String layer, Tensor input) {
        int batch = input.shape().dim(0);
        int elements = Math.toIntExact(input.shape().elements() / batch);
        return add(new Reshape(layer, input, output(layer, Shape.of(batch, elements))));
    }

    Tensor softmax(String layer, Tensor input) {
        return add(new Softmax(layer, input, output(layer, input.shape()), 1.0));
    }

    /// Fully connected, then a softmax.
    Tensor classifier(String layer, Tensor input, int classes) {
        return softmax("softmax", dense(layer, input, classes, ActivationFunction.LINEAR));
    }

    Shape slide(String layer, Tensor input, Window window, int channels) {
        Shape shape = input.shape();
        int rows = window.outputRows(shape.height());
        int columns = window.outputColumns(shape.width());
        if (rows < 1 || columns < 1) {
            throw unfit(
                    layer,
                    "the window " + window.fy() + "x" + window.fx() + " is larger than the feature map "
                            + shape.height() + "x" + shape.width());
        }
        return Shape.of(shape.dim(0), rows, columns, channels);
    }

    static Tensor output(String layer, Shape shape) {
        return Tensor.real(layer + ":0", shape);
    }

    void stores(long elements) {
        storedParameters = Math.addExact(storedParameters, elements);
    }

    Tensor add(Layer layer) {
        layers.add(layer);
        return layer.output();
    }

    private UserInputException unfit(String layer, String what) {
        Shape shape = inputs.getFirst().shape();
        return UserInputException.of(
                "zoo:" + name,
                "layer " + layer,
                what + " with an input of " + shape.height() + "x" + shape.width(),
                "choose a larger input size, or a multiple of 32");
    }
}
