package io.rooftile.modelimport.tflite;

import io.rooftile.core.network.Activation;
import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Concat;
import io.rooftile.core.network.Requantise;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.ConcatenationOptions;

/// `CONCATENATION`. Inputs whose scale differs from the output's are requantised first, as TFLite does for
/// uint8.
final class ConcatImporter implements OpImporter {
    @Override
    public void importInto(Operation operation) {
        ConcatenationOptions options =
                operation.requiredOptions(BuiltinOptions.ConcatenationOptions, new ConcatenationOptions());
        ActivationFunction activation = FusedActivations.of(options.fusedActivationFunction());
        Tensor output = operation.output();
        Shape shape = output.shape();
        int axis = options.axis() < 0 ? options.axis() + shape.rank() : options.axis();
        if (axis < 0 || axis >= shape.rank()) {
            throw operation.broken("its axis " + options.axis() + " is not one of " + shape);
        }
        List<Tensor> inputs = new ArrayList<>();
        for (int i = 0; i < operation.inputs(); i++) {
            Tensor input = operation.activation(i);
            requireSameButOne(operation, input.shape(), shape, axis);
            inputs.add(asOutput(operation, i, input, output));
        }
        if (activation.isLinear()) {
            operation.add(new Concat(operation.name(), inputs, output, axis));
            return;
        }
        String name = operation.innerName("concat");
        Tensor joined = output.withName(name);
        operation.addBefore(new Concat(name, inputs, joined, axis));
        operation.add(new Activation(operation.name(), joined, output, activation));
    }

    private static Tensor asOutput(Operation operation, int number, Tensor input, Tensor output) {
        if (input.format().equals(output.format()) && input.quantisation().equals(output.quantisation())) {
            return input;
        }
        String name = operation.innerName("input" + number);
        Tensor scaled = input.withName(name).withFormat(output.format(), output.quantisation());
        operation.addBefore(new Requantise(name, input, scaled));
        return scaled;
    }

    private static void requireSameButOne(Operation operation, Shape input, Shape output, int axis) {
        boolean fits = input.rank() == output.rank();
        for (int i = 0; fits && i < output.rank(); i++) {
            fits = i == axis || input.dim(i) == output.dim(i);
        }
        if (!fits) {
            throw operation.broken("its input " + input + " does not fit its output " + output);
        }
    }
}
