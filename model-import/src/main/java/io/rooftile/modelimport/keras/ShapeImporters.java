package io.rooftile.modelimport.keras;

import com.fasterxml.jackson.databind.JsonNode;
import io.rooftile.core.network.Pad;
import io.rooftile.core.network.Reshape;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Transpose;
import io.rooftile.core.network.Upsample;
import io.rooftile.modelimport.keras.KerasConfig.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Layers that only move elements: `Flatten`, `Reshape`, `Permute`, `ZeroPadding`, `UpSampling`.
final class ShapeImporters {
    private static final long MOST_ELEMENTS = Integer.MAX_VALUE;

    private ShapeImporters() {}

    /// `Flatten`. With `channels_first` Keras brings the channels behind before it flattens; without, the elements come
    /// in the file's order.
    static Tensor addFlatten(LayerCall call) throws RefusedLayerException {
        boolean turnsInFile =
                call.config().textOr("channels_last", "data_format").equals("channels_first");
        if (turnsInFile && call.dialect().layout() == Layout.CHANNELS_LAST) {
            throw new RefusedLayerException(
                    "it takes its channels as the first dimension, but the model has them last",
                    "build the model with channels_last");
        }
        Tensor input = turnsInFile ? call.input() : inFileOrder(call);
        int batch = input.shape().dim(0);
        return reshape(call, input, Shape.of(batch, fits(call, input.shape().elements() / batch)));
    }

    /// The input with its dimensions as in the file.
    private static Tensor inFileOrder(LayerCall call) {
        Tensor input = call.input();
        int rank = input.shape().rank();
        Layout layout = call.dialect().layout();
        return layout.turns(rank) ? transpose(call, call.name() + "/turned", input, layout.toFile(rank)) : input;
    }

    private static Tensor transpose(LayerCall call, String name, Tensor input, List<Integer> order) {
        Shape shape = new Shape(order.stream().map(input.shape()::dim).toList());
        return call.draft().add(new Transpose(name, input, input.withName(name).withShape(shape), order));
    }

    /// `Reshape`; -1 stands for whatever is left.
    static Tensor addReshape(LayerCall call) {
        Tensor input = inFileOrder(call);
        List<Integer> target = call.config().integers("target_shape");
        int batch = input.shape().dim(0);
        long elements = input.shape().elements() / batch;
        long known = 1;
        for (int dim : target) {
            if (dim == 0 || dim < -1) {
                throw call.config().wrong("'target_shape' must have no dimension " + dim);
            }
            known = dim == -1 ? known : Math.min(MOST_ELEMENTS, known * dim);
        }
        List<Integer> dims = new ArrayList<>(List.of(batch));
        for (int dim : target) {
            dims.add(dim == -1 ? fits(call, Math.max(1, elements / known)) : dim);
        }
        Shape shape = new Shape(dims);
        if (shape.rank() > 8
                || Shapes.isTooLarge(shape)
                || shape.elements() != input.shape().elements()) {
            throw call.config().wrong("'target_shape' " + target + " does not hold the elements of " + input.shape());
        }
        Layout layout = call.dialect().layout();
        if (!layout.turns(shape.rank())) {
            return reshape(call, input, shape);
        }
        String name = call.name() + "/reshaped";
        Tensor reshaped = input.withName(name).withShape(shape);
        call.draft().add(new Reshape(name, input, reshaped));
        return transpose(call, call.name(), reshaped, layout.fromFile(shape.rank()));
    }

    private static Tensor reshape(LayerCall call, Tensor input, Shape shape) {
        return call.draft().add(new Reshape(call.name(), input, moved(call, input, shape)));
    }

    /// A tensor with the input's numbers in another place.
    private static Tensor moved(LayerCall call, Tensor input, Shape shape) {
        return input.withName(call.name()).withShape(shape);
    }

    /// `Permute`; its dimensions count from 1 and leave out the batch.
    static Tensor addPermute(LayerCall call) {
        Tensor input = call.input();
        List<Integer> order = new ArrayList<>(List.of(0));
        order.addAll(call.config().integers("dims"));
        int rank = input.shape().rank();
        if (!order.stream()
                .sorted()
                .toList()
                .equals(IntStream.range(0, rank).boxed().toList())) {
            throw call.config().wrong("'dims' does not permute " + input.shape());
        }
        Layout layout = call.dialect().layout();
        List<Integer> turned = IntStream.range(0, rank)
                .mapToObj(axis -> layout.axis(order.get(layout.fileAxis(axis, rank)), rank))
                .toList();
        return transpose(call, call.name(), input, turned);
    }

    /// `ZeroPadding2D`: one number, rows and columns, or both with their two sides each.
    static Tensor addPad(LayerCall call) throws RefusedLayerException {
        Windows.requireLayout(call);
        Tensor input = call.input(4);
        JsonNode padding = call.config().value("padding");
        int[] sides; // top, bottom, left, right
        if (padding.isArray() && padding.size() == 2 && padding.get(0).isArray()) {
            int[] rows = ints(call, padding.get(0), 2);
            int[] columns = ints(call, padding.get(1), 2);
            sides = new int[] {rows[0], rows[1], columns[0], columns[1]};
        } else if (padding.isArray() && padding.size() == 4) {
            sides = ints(call, padding, 4);
        } else if (padding.isArray()) {
            int[] both = ints(call, padding, 2);
            sides = new int[] {both[0], both[0], both[1], both[1]};
        } else {
            int all = amount(call, padding);
            sides = new int[] {all, all, all, all};
        }
        return pad(call, input, List.of(0, sides[0], sides[2], 0), List.of(0, sides[1], sides[3], 0));
    }

    /// `ZeroPadding1D`: one number or left and right.
    static Tensor addPadOneDimensional(LayerCall call) throws RefusedLayerException {
        Windows.requireLayout(call);
        JsonNode padding = call.config().value("padding");
        int[] sides =
                padding.isArray() ? ints(call, padding, 2) : new int[] {amount(call, padding), amount(call, padding)};
        return pad(call, call.input(3), List.of(0, sides[0], 0), List.of(0, sides[1], 0));
    }

    private static int[] ints(LayerCall call, JsonNode list, int size) {
        if (list.size() != size) {
            throw call.config().wrong("'padding' is " + list + ", which has a wrong number of values");
        }
        return IntStream.range(0, size).map(i -> amount(call, list.get(i))).toArray();
    }

    private static int amount(LayerCall call, JsonNode value) {
        int most = 1 << 12;
        if (!value.canConvertToInt() || !value.isIntegralNumber() || value.intValue() < 0 || value.intValue() > most) {
            throw call.config().wrong("'padding' must have integers from 0 to " + most + ", but has " + value);
        }
        return value.intValue();
    }

    private static Tensor pad(LayerCall call, Tensor input, List<Integer> before, List<Integer> after) {
        Shape in = input.shape();
        Shape out = new Shape(IntStream.range(0, in.rank())
                .mapToObj(axis -> fits(call, (long) before.get(axis) + in.dim(axis) + after.get(axis)))
                .toList());
        return call.draft().add(new Pad(call.name(), input, moved(call, input, out), before, after));
    }

    /// `UpSampling2D`. Nearest repeats each element. Bilinear takes half-pixel centres from TensorFlow 2 on;
    /// before, it did not, and a file without a version does not tell.
    static Tensor addUpsample(LayerCall call) throws RefusedLayerException {
        Windows.requireLayout(call);
        Tensor input = call.input(4);
        Pair factor = call.config().pairOr(new Pair(2, 2), "size");
        String interpolation = call.config().textOr("nearest", "interpolation");
        boolean bilinear = interpolation.equals("bilinear");
        if (!bilinear && !interpolation.equals("nearest")) {
            throw new RefusedLayerException(
                    "the interpolation '" + interpolation + "' is not known", "use 'nearest' or 'bilinear'");
        }
        if (bilinear && !call.dialect().hasHalfPixelCentres()) {
            throw new RefusedLayerException(
                    "the file does not tell where bilinear interpolation takes its samples",
                    "save the model with Keras 2.3 or newer");
        }
        return upsample(
                call,
                input,
                factor,
                bilinear ? Upsample.Kind.BILINEAR : Upsample.Kind.NEAREST,
                bilinear ? Upsample.Sampling.HALF_PIXEL : Upsample.Sampling.ASYMMETRIC);
    }

    /// `UpSampling1D`: repeats each step.
    static Tensor addUpsampleOneDimensional(LayerCall call) throws RefusedLayerException {
        Windows.requireLayout(call);
        Pair factor = new Pair(1, call.config().stepOr(2, "size", "length"));
        return upsample(call, call.input(3), factor, Upsample.Kind.NEAREST, Upsample.Sampling.ASYMMETRIC);
    }

    private static Tensor upsample(
            LayerCall call, Tensor input, Pair factor, Upsample.Kind kind, Upsample.Sampling sampling) {
        Shape in = input.shape();
        int rank = in.rank();
        Shape wide = Shapes.withDim(in, rank - 2, fits(call, (long) in.width() * factor.columns()));
        Shape out = rank == 3 ? wide : Shapes.withDim(wide, 1, fits(call, (long) in.height() * factor.rows()));
        return call.draft().add(new Upsample(call.name(), input, moved(call, input, out), kind, sampling));
    }

    private static int fits(LayerCall call, long size) {
        if (size > MOST_ELEMENTS) {
            throw call.config().wrong("a dimension of " + size + " is too large");
        }
        return (int) size;
    }
}
