package io.rooftile.costmodel.overlay;

import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Dense;
import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.Pool;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Upsample;
import io.rooftile.core.network.Window;
import io.rooftile.costmodel.overlay.LayerShape.Axis;
import io.rooftile.costmodel.overlay.LayerShape.Extent;
import io.rooftile.costmodel.overlay.LayerShape.Mode;

/// The engine's view of each kind of layer that it computes; what else it is asked for has no hardware. Agrees
/// with the instruction compiler, which makes the tasks.
///
/// @param input how the layer's first input is stored; a map that was only reshaped keeps its rows and columns
record TaskShapes(StoredMap input) {
    /// Columns that the load unit makes of one at most.
    private static final int MOST_TIMES = 8;

    /// The smallest layer there is.
    static final LayerShape PIXEL =
            new LayerShape(Mode.MAXIMUM, 1, 1, new Extent(1, 1), new Extent(1, 1), Axis.POINT, Axis.POINT);

    /// Rows, columns and channels of a map in memory.
    record StoredMap(int rows, int columns, int channels) {
        /// @throws NoHardwareException when the engine cannot store it
        static StoredMap of(Tensor tensor) {
            StoredMap map = new StoredMap(
                    tensor.shape().height(),
                    tensor.shape().width(),
                    tensor.shape().channels());
            if ((long) map.rows * map.columns * map.channels != tensor.shape().elements()) {
                throw new NoHardwareException(tensor.name() + " is no single feature map", "a batch of one");
            }
            return map;
        }

        private Extent extent() {
            return new Extent(rows, columns);
        }

        private void requireShapeOf(Tensor tensor) {
            if (!equals(of(tensor))) {
                throw new NoHardwareException("it reads a map that was reshaped", "layers that read maps as they are");
            }
        }
    }

    LayerShape of(Convolution layer) {
        input.requireShapeOf(layer.input());
        if (!layer.isDepthwise() && layer.groups() > 1) {
            throw new NoHardwareException("a convolution in groups", "one convolution for each group");
        }
        if (layer.isDepthwise() && layer.output().shape().channels() != layer.groups()) {
            throw new NoHardwareException(
                    "a depthwise convolution with several outputs of a channel", "one output of each channel");
        }
        return windowed(layer.isDepthwise() ? Mode.DEPTHWISE : Mode.ARRAY, layer.window(), layer.output());
    }

    /// A dense layer of one position is a convolution whose filter is the whole map; of several, one of single
    /// pixels.
    LayerShape of(Dense layer) {
        long flat = (long) input.rows * input.columns * input.channels;
        if (flat == layer.input().shape().channels()) {
            return windowed(Mode.ARRAY, Window.valid(input.rows, input.columns, 1, 1), layer.output());
        }
        input.requireShapeOf(layer.input());
        return windowed(Mode.ARRAY, Window.pointwise(), layer.output());
    }

    LayerShape of(Pool layer) {
        input.requireShapeOf(layer.input());
        if (layer.kind() != Pool.Kind.MAX && !layer.window().padding().isNone()) {
            throw new NoHardwareException(
                    "an average over windows that hang over the border", "a pool without padding");
        }
        Mode mode = layer.kind() == Pool.Kind.MAX ? Mode.MAXIMUM : Mode.SUM;
        return windowed(mode, layer.window(), layer.output());
    }

    /// Repetition of rows and columns: the load unit does it, and lanes hand on what they read.
    LayerShape of(Upsample layer) {
        input.requireShapeOf(layer.input());
        if (layer.kind() != Upsample.Kind.NEAREST || layer.sampling() == Upsample.Sampling.ALIGN_CORNERS) {
            throw new NoHardwareException("an interpolation", "repetition of the nearest pixel");
        }
        StoredMap out = StoredMap.of(layer.output());
        return new LayerShape(
                Mode.MAXIMUM,
                input.channels,
                out.channels,
                out.extent(),
                out.extent(),
                Axis.repeated(times(input.rows, out.rows)),
                Axis.repeated(times(input.columns, out.columns)));
    }

    private static int times(int inputs, int outputs) {
        int times = outputs / inputs;
        if (times * inputs != outputs || Integer.bitCount(times) != 1 || times > MOST_TIMES) {
            throw new NoHardwareException(
                    outputs + " rows or columns for " + inputs, "1, 2, 4 or 8 times as many rows and columns");
        }
        return times;
    }

    LayerShape of(Elementwise layer, StoredMap other) {
        if (layer.kind() != Elementwise.Kind.ADD) {
            throw NoHardwareException.ofOperation();
        }
        input.requireShapeOf(layer.inputs().getFirst());
        other.requireShapeOf(layer.inputs().getLast());
        input.requireShapeOf(layer.output());
        other.requireShapeOf(layer.output());
        return windowed(Mode.ADD, Window.pointwise(), layer.output());
    }

    private LayerShape windowed(Mode mode, Window window, Tensor output) {
        StoredMap out = StoredMap.of(output);
        return new LayerShape(
                mode,
                input.channels,
                out.channels,
                out.extent(),
                input.extent(),
                Axis.ofRows(window),
                Axis.ofColumns(window));
    }
}
