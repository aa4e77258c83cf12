package io.rooftile.costmodel.overlay;

import io.rooftile.core.network.Activation;
import io.rooftile.core.network.ArgMax;
import io.rooftile.core.network.Concat;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Dense;
import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.HostOperation;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Pad;
import io.rooftile.core.network.Pool;
import io.rooftile.core.network.Requantise;
import io.rooftile.core.network.Reshape;
import io.rooftile.core.network.ScaleShift;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Softmax;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Transpose;
import io.rooftile.core.network.Upsample;
import io.rooftile.costmodel.overlay.Workload.HostMove;
import io.rooftile.costmodel.overlay.Workload.Place;
import io.rooftile.costmodel.overlay.Workload.Row;
import io.rooftile.costmodel.overlay.Workload.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Turns a network into the engine's tasks. Rules:
///
/// - Activation and requantisation are part of the layer they follow.
/// - The addition of two feature maps joins the array's layer that makes the later operand, when nothing else
/// reads that   operand.
/// - A reshape is free while the elements' order in memory stays; otherwise the lanes copy.
/// - A concatenation is free: its parts are written in place. A part that an earlier concatenation has placed
/// is copied. - Soft-max, arg-max, a transposition that moves elements and [HostOperation] run on the host.
final class WorkloadBuilder {
    private final Network network;
    private final Places places;
    private final List<Row> rows = new ArrayList<>();
    private final List<Task> tasks = new ArrayList<>();
    private final List<HostMove> hostMoves = new ArrayList<>();
    private final Map<String, Integer> readers = new HashMap<>();
    /// When a tensor is there: `2 * task` for what a task makes, odd for what the host gives behind that task.
    private final Map<String, Integer> madeAt = new HashMap<>();
    /// The task that writes a tensor, where one does so directly.
    private final Map<String, Integer> madeBy = new HashMap<>();

    private WorkloadBuilder(Network network) {
        this.network = network;
        this.places = new Places();
    }

    static Workload build(Network network) {
        return new WorkloadBuilder(network).build();
    }

    private Workload build() {
        for (Tensor input : network.inputs()) {
            places.define(input);
            places.markGiven(input);
            madeAt.put(input.name(), -1);
        }
        for (Layer layer : network.layers()) {
            layer.inputs().forEach(tensor -> readers.merge(tensor.name(), 1, Integer::sum));
        }
        network.outputs().forEach(tensor -> readers.merge(tensor.name(), 1, Integer::sum));
        for (int i = 0; i < network.layers().size(); i++) {
            rows.add(row(i, network.layers().get(i)));
        }
        network.outputs().forEach(places::markTaken);
        Workload.Plan plan = places.plan(tasks);
        return new Workload(network, rows, plan.tasks(), plan.storages(), hostMoves);
    }

    private Row row(int index, Layer layer) {
        return switch (layer) {
            case Convolution convolution ->
                task(index, layer, TaskShapes.convolution(convolution, places.channels(layer.input())));
            case Dense dense -> task(index, layer, TaskShapes.dense(dense, places.channels(layer.input())));
            case Pool pool -> task(index, layer, TaskShapes.pool(pool, places.channels(layer.input())));
            case Elementwise elementwise -> elementwise(index, elementwise);
            case ScaleShift scaleShift -> lanes(index, scaleShift, true);
            case Activation activation -> lanes(index, activation, false);
            case Requantise requantise -> lanes(index, requantise, true);
            case Upsample upsample -> task(index, layer, TaskShapes.upsample(upsample, places.channels(layer.input())));
            case Pad pad -> task(index, layer, TaskShapes.pad(pad, places.channels(layer.input())));
            case Concat concat -> concat(index, concat);
            case Reshape reshape -> reshape(index, reshape);
            case Transpose transpose -> transpose(transpose);
            case Softmax softmax -> host(softmax, "soft-max");
            case ArgMax argMax -> host(argMax, "arg-max");
            case HostOperation operation -> host(operation, operation.operation() + ": " + operation.reason());
        };
    }

    private Row task(int index, Layer layer, LayerShape shape) {
        return task(index, layer, shape, -1);
    }

    private Row task(int index, Layer layer, LayerShape shape, int second) {
        int input = places.of(layer.input());
        if (shape.unit() == LayerShape.Unit.LANES
                && shape.channels().output() == shape.channels().input()) {
            places.defineLike(layer.output(), layer.input());
        } else {
            places.define(layer.output());
        }
        return add(layer, new Task(index, shape, input, second, places.of(layer.output())));
    }

    private Row add(Layer layer, Task task) {
        madeAt.put(layer.output().name(), 2 * tasks.size());
        madeBy.put(layer.output().name(), tasks.size());
        tasks.add(task);
        return new Row(Place.ENGINE, List.of(tasks.size() - 1), "");
    }

    private int madeAt(Tensor tensor) {
        return Objects.requireNonNull(madeAt.get(tensor.name()));
    }

    private Row lanes(int index, Layer layer, boolean hasParameters) {
        return task(index, layer, TaskShapes.lanes(layer, places.channels(layer.input()), 1, hasParameters));
    }

    private Row elementwise(int index, Elementwise layer) {
        if (layer.inputs().size() == 1) {
            return lanes(index, layer, true);
        }
        Tensor left = layer.inputs().get(0);
        Tensor right = layer.inputs().get(1);
        if (!left.shape().equals(right.shape())) {
            return broadcast(index, layer);
        }
        if (layer.kind() == Elementwise.Kind.ADD && !left.name().equals(right.name())) {
            Tensor later = madeAt(left) >= madeAt(right) ? left : right;
            Tensor other = later.equals(left) ? right : left;
            Integer task = madeBy.get(later.name());
            if (task != null && madeAt(other) < madeAt(later) && canJoin(task, later)) {
                return fuse(task, layer, other);
            }
        }
        return task(index, layer, TaskShapes.lanes(layer, places.channels(left), 2, true), places.of(right));
    }

    /// The smaller operand is loaded like parameters and applied to each pixel.
    private Row broadcast(int index, Elementwise layer) {
        Tensor left = layer.inputs().get(0);
        Tensor right = layer.inputs().get(1);
        boolean isLeftWhole = left.shape().elements() >= right.shape().elements();
        Tensor whole = isLeftWhole ? left : right;
        Tensor small = isLeftWhole ? right : left;
        LayerShape shape = TaskShapes.lanes(layer, places.channels(whole), 1, true);
        places.defineLike(layer.output(), whole);
        return add(layer, new Task(index, shape, places.of(whole), places.of(small), places.of(layer.output())));
    }

    private boolean canJoin(int task, Tensor made) {
        LayerShape shape = tasks.get(task).shape();
        return shape.unit() == LayerShape.Unit.ARRAY
                && !shape.work().isFused()
                && shape.repeat() == 1
                && readers.getOrDefault(made.name(), 0) == 1;
    }

    private Row fuse(int task, Elementwise layer, Tensor other) {
        Task before = tasks.get(task);
        places.define(layer.output());
        tasks.set(
                task,
                new Task(
                        before.layer(),
                        before.shape().fused(),
                        before.input(),
                        places.of(other),
                        places.of(layer.output())));
        madeAt.put(layer.output().name(), 2 * task);
        madeBy.put(layer.output().name(), task);
        return new Row(
                Place.FUSED,
                List.of(),
                "in " + network.layers().get(before.layer()).name());
    }

    private Row concat(int index, Concat layer) {
        boolean isChannels = layer.axis() == layer.output().shape().rank() - 1;
        List<Integer> copies = new ArrayList<>();
        places.defineConcat(layer, isChannels);
        for (Tensor part : layer.inputs()) {
            if (!places.placeInside(part, layer.output())) {
                LayerShape shape = TaskShapes.copy(part.shape(), places.channels(part));
                copies.add(tasks.size());
                tasks.add(new Task(index, shape, places.of(part), -1, places.of(layer.output())));
            }
        }
        int last = copies.isEmpty() ? -1 : 2 * (tasks.size() - 1);
        for (Tensor part : layer.inputs()) {
            last = Math.max(last, madeAt(part));
        }
        madeAt.put(layer.output().name(), last);
        return copies.isEmpty()
                ? new Row(Place.FREE, List.of(), "written in place")
                : new Row(Place.ENGINE, copies, copies.size() + " parts copied");
    }

    private Row reshape(int index, Reshape layer) {
        if (places.renameIfSameOrder(layer.input(), layer.output())) {
            madeAt.put(layer.output().name(), madeAt(layer.input()));
            return new Row(Place.FREE, List.of(), "same order in memory");
        }
        return task(index, layer, TaskShapes.copy(layer.input().shape(), places.channels(layer.input())));
    }

    private Row transpose(Transpose layer) {
        if (movesNothing(layer) && places.renameIfSameOrder(layer.input(), layer.output())) {
            madeAt.put(layer.output().name(), madeAt(layer.input()));
            return new Row(Place.FREE, List.of(), "same order in memory");
        }
        return host(layer, "transposition");
    }

    private static boolean movesNothing(Transpose layer) {
        Shape shape = layer.input().shape();
        int last = -1;
        for (int axis : layer.permutation()) {
            if (shape.dim(axis) > 1) {
                if (axis < last) {
                    return false;
                }
                last = axis;
            }
        }
        return true;
    }

    private Row host(Layer layer, String what) {
        for (Tensor input : layer.inputs()) {
            places.markTaken(input);
            hostMoves.add(new HostMove(rows.size(), TaskShapes.extent(input.shape()), places.channels(input)));
        }
        places.define(layer.output());
        places.markGiven(layer.output());
        hostMoves.add(
                new HostMove(rows.size(), TaskShapes.extent(layer.output().shape()), places.channels(layer.output())));
        madeAt.put(layer.output().name(), 2 * (tasks.size() - 1) + 1);
        return new Row(Place.HOST, List.of(), "on the host (" + what + "), its time is not known");
    }
}
