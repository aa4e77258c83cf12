package io.rooftile.modelimport.tensorflow;

import static io.rooftile.modelimport.tensorflow.OpTable.op;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Pool;
import io.rooftile.core.network.Reshape;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Window;
import io.rooftile.modelimport.SupportedOp;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Pools, and reductions over all rows and columns, which are global pools.
final class PoolOps {
    static final List<SupportedOp<OpImporter>> OPS = List.of(
            op("MaxPool", step -> pool(step, Pool.Kind.MAX), Pool.class).limited("channels last"),
            op("AvgPool", step -> pool(step, Pool.Kind.AVERAGE), Pool.class).limited("channels last"),
            op("Mean", step -> reduction(step, Pool.Kind.AVERAGE), Pool.class, Reshape.class)
                    .limited("over all rows and columns"),
            op("Max", step -> reduction(step, Pool.Kind.MAX), Pool.class, Reshape.class)
                    .limited("over all rows and columns"));

    private PoolOps() {}

    private static Value pool(Step step, Pool.Kind kind) throws Refusal {
        Tensor input = step.flow(0);
        List<Long> ksize = step.attributes().integers("ksize");
        if (ksize.size() != 4 || ksize.getFirst() != 1 || ksize.getLast() != 1) {
            throw new Refusal("ksize is " + ksize, "only pools over rows and columns are supported");
        }
        int fy = Windows.bounded("ksize", ksize.get(1));
        int fx = Windows.bounded("ksize", ksize.get(2));
        Window window = Windows.read(step, input.shape(), fy, fx);
        Tensor output = step.output(
                Windows.outputDims(input.shape(), window, input.shape().channels()));
        return step.add(new Pool(step.name(), input, output, kind, window, ActivationFunction.LINEAR));
    }

    private static Value reduction(Step step, Pool.Kind kind) throws Refusal {
        Tensor input = step.flow(0);
        Shape shape = input.shape();
        TreeSet<Integer> axes = new TreeSet<>();
        for (long axis : step.known(1, "axes").toIntegers("the axes")) {
            axes.add((int) (axis < 0 ? axis + shape.rank() : axis));
        }
        TreeSet<Integer> positions = new TreeSet<>();
        for (int axis = 1; axis < shape.rank() - 1; axis++) {
            positions.add(axis);
        }
        if (positions.isEmpty() || positions.size() > 2 || !axes.equals(positions)) {
            throw new Refusal(
                    "axes " + axes + " of data of shape " + shape + " are reduced",
                    "only a reduction over all rows and columns is supported");
        }
        List<Integer> dims = new ArrayList<>();
        dims.add(shape.dim(0));
        if (step.attributes().flag("keep_dims", false)) {
            positions.forEach(_ -> dims.add(1));
        }
        dims.add(shape.channels());
        Window window = Window.valid(shape.height(), shape.width(), 1, 1);
        return step.add(new Pool(step.name(), input, step.output(dims), kind, window, ActivationFunction.LINEAR));
    }
}
