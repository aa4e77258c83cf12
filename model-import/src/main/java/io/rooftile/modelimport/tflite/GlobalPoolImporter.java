package io.rooftile.modelimport.tflite;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Pool;
import io.rooftile.core.network.Reshape;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// `MEAN` and `REDUCE_MAX` over all rows and columns: a pool whose window is the whole map, and a [Reshape]
/// behind it where the reduced dimensions are dropped.
///
/// @param kind [Pool.Kind#MEAN] for a mean; one of real numbers becomes an average, which is the same
record GlobalPoolImporter(Pool.Kind kind) implements OpImporter {
    @Override
    public void importInto(Operation operation) {
        Tensor input = operation.activation(0);
        Tensor output = operation.output();
        Pool.Kind taken = kind == Pool.Kind.MEAN && input.format().isFloat() ? Pool.Kind.AVERAGE : kind;
        Shape shape = input.shape();
        Set<Integer> axes = axes(operation, shape);
        Set<Integer> rowsAndColumns =
                IntStream.range(1, shape.rank() - 1).boxed().collect(Collectors.toSet());
        if (shape.rank() < 3 || shape.rank() > 4 || !axes.equals(rowsAndColumns)) {
            throw new Unimportable(
                    "it reduces the dimensions " + axes + " of " + shape
                            + ", not the rows and columns of a feature map",
                    "reduce rows and columns together, or leave it to the host");
        }
        List<Integer> dims = new ArrayList<>(shape.dims());
        axes.forEach(axis -> dims.set(axis, 1));
        Window window = Window.valid(shape.height(), shape.width(), 1, 1);
        Shape pooled = new Shape(dims);
        if (output.shape().equals(pooled)) {
            operation.add(new Pool(operation.name(), input, output, taken, window, ActivationFunction.LINEAR));
            return;
        }
        String name = operation.innerName("pool");
        Tensor kept = output.withName(name).withShape(pooled);
        operation.addBefore(new Pool(name, input, kept, taken, window, ActivationFunction.LINEAR));
        operation.add(new Reshape(operation.name(), kept, output));
    }

    private static Set<Integer> axes(Operation operation, Shape shape) {
        Set<Integer> axes = new TreeSet<>();
        for (int axis : operation.integers(1, "axes")) {
            if (axis < -shape.rank() || axis >= shape.rank()) {
                throw operation.broken("its axis " + axis + " is not one of " + shape);
            }
            axes.add(Math.floorMod(axis, shape.rank()));
        }
        return axes;
    }
}
