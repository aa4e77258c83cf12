package io.rooftile.modelimport.tflite;

import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Transpose;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/// `TRANSPOSE`: inputs the tensor and a constant permutation.
final class TransposeImporter implements OpImporter {
    @Override
    public void importInto(Operation operation) {
        Tensor input = operation.activation(0);
        Shape shape = input.shape();
        Tensor output = operation.output();
        List<Integer> permutation =
                IntStream.of(operation.integers(1, "permutation")).boxed().toList();
        boolean valid = permutation.size() == shape.rank()
                && new HashSet<>(permutation).size() == shape.rank()
                && permutation.stream().allMatch(axis -> axis >= 0 && axis < shape.rank());
        if (!valid
                || !output.shape()
                        .dims()
                        .equals(permutation.stream().map(shape::dim).toList())) {
            throw operation.broken(
                    "its permutation " + permutation + " does not make " + output.shape() + " of " + shape);
        }
        operation.add(new Transpose(operation.name(), input, output, permutation));
    }
}
