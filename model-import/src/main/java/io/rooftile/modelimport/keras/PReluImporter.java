package io.rooftile.modelimport.keras;

import io.rooftile.core.network.Activation;
import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `PReLU`: `max(x, 0) + slope * min(x, 0)` with a learned slope for each element of the dimensions that do not share
/// it, such as one for each channel. Source: Keras API, PReLU.
final class PReluImporter implements KerasLayerImporter {
    @Override
    public Tensor add(LayerCall call) throws RefusedLayerException {
        Tensor input = call.inputAlongChannels();
        Shape slopes = slopes(call, input.shape());
        LayerWeights.Taken taken = call.weights().take("alpha", slopes);
        Constant slope = Learned.real(call.name() + "/alpha", slopes, taken.format(), taken.values());
        String name = call.name();
        Constant zero = Constant.real(name + "/zero", Shape.of(), 0);
        Tensor negative = elementwise(call, name + "/negative", List.of(input), Elementwise.Kind.MINIMUM, zero);
        Tensor scaled = elementwise(call, name + "/scaled", List.of(negative), Elementwise.Kind.MULTIPLY, slope);
        Tensor positive = call.draft()
                .add(new Activation(
                        name + "/positive",
                        input,
                        Tensor.real(name + "/positive", input.shape()),
                        ActivationFunction.RELU));
        return elementwise(call, name, List.of(positive, scaled), Elementwise.Kind.ADD, null);
    }

    private static Tensor elementwise(
            LayerCall call, String name, List<Tensor> inputs, Elementwise.Kind kind, @Nullable Constant constant) {
        Tensor output = Tensor.real(name, inputs.getFirst().shape());
        return call.draft().add(new Elementwise(name, inputs, output, kind, constant, ActivationFunction.LINEAR));
    }

    /// The input's sizes without the batch, 1 along the dimensions in `shared_axes`, which count from 1.
    private static Shape slopes(LayerCall call, Shape input) {
        List<Integer> shared =
                call.config().find("shared_axes").isPresent() ? call.config().integers("shared_axes") : List.of();
        List<Integer> sizes = new ArrayList<>();
        for (int axis = 1; axis < input.rank(); axis++) {
            sizes.add(shared.contains(axis) ? 1 : input.dim(axis));
        }
        return new Shape(sizes);
    }
}
