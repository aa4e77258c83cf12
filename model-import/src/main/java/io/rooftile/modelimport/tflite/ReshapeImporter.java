package io.rooftile.modelimport.tflite;

import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Reshape;
import io.rooftile.core.network.Tensor;

/// `RESHAPE`, `SQUEEZE` and `EXPAND_DIMS`: the output's shape says all. That of a constant is a constant.
final class ReshapeImporter implements OpImporter {
    @Override
    public void importInto(Operation operation) {
        Tensor output = operation.output();
        if (operation.isConstant(0)) {
            Constant constant = operation.constant(0, "operand");
            Tensor tensor = constant.tensor().withName(output.name()).withShape(output.shape());
            operation.fold(new Constant(tensor, constant.values()));
            return;
        }
        operation.add(new Reshape(operation.name(), operation.activation(0), output));
    }
}
