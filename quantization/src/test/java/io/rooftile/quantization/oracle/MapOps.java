package io.rooftile.quantization.oracle;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.tensorflow.lite.schema.ActivationFunctionType;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.BuiltinOptionsUnion;

/// Random pools, means, resizings and operations that move elements of feature maps.
record MapOps(TfLiteModelWriter writer, RandomGenerator random) {
    /// Which points of a map a resizing samples.
    enum Sampling {
        ASYMMETRIC,
        ALIGN_CORNERS,
        HALF_PIXEL
    }

    Signal pool(Signal in, boolean average, Sliding sliding) {
        Signal out = like(in, 1, sliding.outputRows(in.height()), sliding.outputColumns(in.width()), in.channels());
        byte activation = random.nextInt(3) == 0 ? ActivationFunctionType.RELU : ActivationFunctionType.NONE;
        writer.operator(
                average ? BuiltinOperator.AVERAGE_POOL_2D : BuiltinOperator.MAX_POOL_2D,
                3,
                Options.pool(sliding, activation),
                out,
                in.tensor());
        // An average of n independent elements spreads less, by the root of n.
        return average ? out.withSpread(in.spread() / Math.sqrt(sliding.rows() * sliding.columns())) : out;
    }

    /// The mean of rows and columns.
    Signal mean(Signal in, boolean keepsDimensions, boolean rescales) {
        int[] shape = keepsDimensions ? new int[] {1, 1, 1, in.channels()} : new int[] {1, in.channels()};
        double spread = in.spread() / Math.sqrt((double) in.height() * in.width());
        float scale = rescales ? (float) (in.scale() * spread / in.type().usefulSpread() * 1.5) : in.scale();
        int zeroPoint = rescales ? in.type().zeroPoint(random) : in.zeroPoint();
        Signal out = writer.flow(in.type(), scale, zeroPoint, spread * in.scale() / scale, shape);
        writer.operator(
                BuiltinOperator.MEAN,
                2,
                Options.reducer(keepsDimensions),
                out,
                in.tensor(),
                writer.integers(new int[] {1, 2}, 2));
        return out;
    }

    Signal resize(Signal in, boolean bilinear, Sampling sampling, int rows, int columns) {
        Signal out = like(in, 1, rows, columns, in.channels());
        boolean corners = sampling == Sampling.ALIGN_CORNERS;
        boolean halves = sampling == Sampling.HALF_PIXEL;
        writer.operator(
                bilinear ? BuiltinOperator.RESIZE_BILINEAR : BuiltinOperator.RESIZE_NEAREST_NEIGHBOR,
                4,
                bilinear ? Options.bilinear(corners, halves) : Options.nearest(corners, halves),
                out,
                in.tensor(),
                writer.integers(new int[] {rows, columns}, 2));
        return out;
    }

    /// Joins maps along the channels. Only uint8 ones may have other scales than the result.
    Signal concatenate(List<Signal> in) {
        Signal first = in.getFirst();
        int channels = in.stream().mapToInt(Signal::channels).sum();
        Signal out = like(first, 1, first.height(), first.width(), channels);
        writer.operator(
                BuiltinOperator.CONCATENATION,
                3,
                Options.concatenation(random.nextBoolean() ? 3 : -1),
                out,
                in.stream().mapToInt(Signal::tensor).toArray());
        return out;
    }

    /// Pads rows and columns with the real value 0.
    Signal pad(Signal in, boolean version2) {
        int[] paddings = {0, 0, random.nextInt(3), random.nextInt(1, 3), random.nextInt(1, 4), random.nextInt(3), 0, 0};
        int rows = in.height() + paddings[2] + paddings[3];
        int columns = in.width() + paddings[4] + paddings[5];
        Signal out = like(in, 1, rows, columns, in.channels());
        int sizes = writer.integers(paddings, 4, 2);
        if (!version2) {
            writer.operator(BuiltinOperator.PAD, 3, Options.none(), out, in.tensor(), sizes);
            return out;
        }
        byte[] zero = in.type() == ElementType.INT16 ? new byte[Short.BYTES] : new byte[] {(byte) in.zeroPoint()};
        int value = writer.stored(in.type().code, zero, 0, new float[] {in.scale()}, in.zeroPoint(), 1);
        writer.operator(BuiltinOperator.PADV2, 3, Options.none(), out, in.tensor(), sizes, value);
        return out;
    }

    Signal reshape(Signal in, int... shape) {
        Signal out = like(in, shape);
        writer.operator(
                BuiltinOperator.RESHAPE,
                1,
                Options.reshape(shape),
                out,
                in.tensor(),
                writer.integers(shape, shape.length));
        return out;
    }

    /// Drops the dimensions of one row and one column.
    Signal squeeze(Signal in) {
        Signal out = like(in, 1, in.channels());
        writer.operator(BuiltinOperator.SQUEEZE, 1, Options.squeeze(1, 2), out, in.tensor());
        return out;
    }

    /// Puts a dimension of 1 before the last.
    Signal expand(Signal in) {
        int rank = in.shape().rank();
        int[] dims = Arrays.copyOf(in.shape().dims(), rank + 1);
        dims[rank] = dims[rank - 1];
        dims[rank - 1] = 1;
        return unary(BuiltinOperator.EXPAND_DIMS, in, like(in, dims), writer.integers(new int[] {rank - 1}, 1));
    }

    Signal transpose(Signal in, int... permutation) {
        int[] dims = IntStream.of(permutation).map(in.shape()::dim).toArray();
        return unary(BuiltinOperator.TRANSPOSE, in, like(in, dims), writer.integers(permutation, permutation.length));
    }

    private Signal unary(int code, Signal in, Signal out, int operand) {
        writer.operator(code, 1, Options.none(), out, in.tensor(), operand);
        return out;
    }

    /// The channel of the largest element, as int32.
    Signal argMax(Signal in) {
        int rank = in.shape().rank();
        int[] dims = Arrays.copyOf(in.shape().dims(), rank - 1);
        Signal out = writer.flow(ElementType.INT32, 1, 0, in.channels(), dims);
        BuiltinOptionsUnion options = Options.argMax();
        writer.operator(
                BuiltinOperator.ARG_MAX, 2, options, out, in.tensor(), writer.integers(new int[] {rank - 1}, 1));
        return out;
    }

    private Signal like(Signal in, int... shape) {
        return writer.flow(in.type(), in.scale(), in.zeroPoint(), in.spread(), shape);
    }
}
