package io.rooftile.modelimport.tflite;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import java.util.List;
import org.tensorflow.lite.schema.ActivationFunctionType;
import org.tensorflow.lite.schema.AddOptions;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.MulOptions;
import org.tensorflow.lite.schema.SubOptions;

/// `ADD`, `SUB`, `MUL`, `MAXIMUM` and `MINIMUM` of two tensors or a tensor and a constant, the smaller one
/// broadcast.
record ElementwiseImporter(Elementwise.Kind kind) implements OpImporter {
    @Override
    public void importInto(Operation operation) {
        Tensor output = operation.output();
        ActivationFunction activation = FusedActivations.of(fused(operation));
        boolean swapped = operation.isConstant(0) && !operation.isConstant(1);
        if (swapped) {
            requireCommutative("a constant minus a tensor");
        }
        if (operation.isConstant(swapped ? 0 : 1)) {
            Tensor left = operation.activation(swapped ? 1 : 0);
            Constant right = operation.constant(swapped ? 0 : 1, "operand");
            requireBroadcast(left.shape(), right.shape(), output.shape());
            operation.add(new Elementwise(operation.name(), List.of(left), output, kind, right, activation));
            return;
        }
        Tensor left = operation.activation(0);
        Tensor right = operation.activation(1);
        if (!left.shape().equals(output.shape()) && right.shape().equals(output.shape())) {
            requireCommutative("a small tensor minus a large one");
            Tensor large = right;
            right = left;
            left = large;
        }
        requireBroadcast(left.shape(), right.shape(), output.shape());
        operation.add(new Elementwise(operation.name(), List.of(left, right), output, kind, null, activation));
    }

    private byte fused(Operation operation) {
        return switch (kind) {
            case ADD ->
                operation
                        .options(BuiltinOptions.AddOptions, new AddOptions())
                        .map(AddOptions::fusedActivationFunction)
                        .orElse(ActivationFunctionType.NONE);
            case SUBTRACT ->
                operation
                        .options(BuiltinOptions.SubOptions, new SubOptions())
                        .map(SubOptions::fusedActivationFunction)
                        .orElse(ActivationFunctionType.NONE);
            case MULTIPLY ->
                operation
                        .options(BuiltinOptions.MulOptions, new MulOptions())
                        .map(MulOptions::fusedActivationFunction)
                        .orElse(ActivationFunctionType.NONE);
            case MAXIMUM, MINIMUM -> ActivationFunctionType.NONE;
        };
    }

    private void requireCommutative(String what) {
        if (kind == Elementwise.Kind.SUBTRACT) {
            throw new Unimportable("it is " + what, "multiply by -1 and add instead");
        }
    }

    /// The left operand has the result's shape; the right one's dimensions, from the last on, are as large or 1.
    private static void requireBroadcast(Shape left, Shape right, Shape output) {
        boolean fits = left.equals(output) && right.rank() <= left.rank();
        for (int fromEnd = 1; fits && fromEnd <= right.rank(); fromEnd++) {
            int size = right.dim(right.rank() - fromEnd);
            fits = size == 1 || size == left.dim(left.rank() - fromEnd);
        }
        if (!fits) {
            throw new Unimportable(
                    "its operands " + left + " and " + right + " are both broadcast to " + output,
                    "bring one operand to the result's shape");
        }
    }
}
