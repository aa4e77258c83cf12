package io.rooftile.modelimport.tflite;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Dense;
import io.rooftile.core.network.Quantisation;
import io.rooftile.core.network.Reshape;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.FullyConnectedOptions;
import org.tensorflow.lite.schema.FullyConnectedOptionsWeightsFormat;

/// `FULLY_CONNECTED`: inputs anything, weights `[K, C]`, optional bias. Unless the dimensions are kept, the
/// input is taken as rows of `C` whatever its shape, for which a [Reshape] stands here.
/// Source: TensorFlow, `tensorflow/lite/kernels/fully_connected.cc`.
final class DenseImporter implements OpImporter {
    @Override
    public void importInto(Operation operation) {
        FullyConnectedOptions options =
                operation.requiredOptions(BuiltinOptions.FullyConnectedOptions, new FullyConnectedOptions());
        if (options.weightsFormat() != FullyConnectedOptionsWeightsFormat.DEFAULT) {
            throw new Unimportable("its weights are shuffled for a processor", "convert the model again");
        }
        ActivationFunction activation = FusedActivations.of(options.fusedActivationFunction());
        Tensor input = operation.activation(0);
        Constant weights = operation.constant(1, "weights");
        if (weights.shape().rank() != 2) {
            throw operation.broken("its weights have the shape " + weights.shape() + " instead of [K, C]");
        }
        Quantisation quantisation = weights.tensor().quantisation();
        if (!quantisation.isPerTensor() && quantisation.axis() != 0) {
            throw operation.broken("its weights have scales along dimension " + quantisation.axis() + " instead of 0");
        }
        Tensor output = operation.output();
        Tensor rows = asRows(operation, input, weights.shape().dim(1), output.shape());
        operation.add(new Dense(operation.name(), rows, output, operation.learned(1, weights, 2), activation));
    }

    private static Tensor asRows(Operation operation, Tensor input, int columns, Shape output) {
        Shape shape = input.shape();
        if (shape.channels() == columns && shape.rank() == output.rank()) {
            return input;
        }
        if (shape.elements() % columns != 0) {
            throw operation.broken("its input " + shape + " is not made of rows of " + columns);
        }
        String name = operation.innerName("flatten");
        Tensor rows = input.withName(name).withShape(Shape.of((int) (shape.elements() / columns), columns));
        operation.addBefore(new Reshape(name, input, rows));
        return rows;
    }
}
