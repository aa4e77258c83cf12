package io.rooftile.modelimport.tflite;

import io.rooftile.core.network.ArgMax;
import io.rooftile.core.network.Tensor;

/// `ARG_MAX` of the last dimension: inputs the tensor and a constant axis.
final class ArgMaxImporter implements OpImporter {
    @Override
    public void importInto(Operation operation) {
        Tensor input = operation.activation(0);
        int[] axis = operation.integers(1, "axis");
        int last = input.shape().rank() - 1;
        if (axis.length != 1 || (axis[0] != last && axis[0] != -1)) {
            throw new Unimportable(
                    "it searches another dimension than the last", "transpose so that the searched one is last");
        }
        Tensor output = operation.output();
        operation.add(new ArgMax(operation.name(), input, output));
    }
}
