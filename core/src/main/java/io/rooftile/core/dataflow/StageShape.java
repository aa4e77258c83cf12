package io.rooftile.core.dataflow;

import io.rooftile.core.network.Activation;
import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.ArgMax;
import io.rooftile.core.network.Concat;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Dense;
import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.HostOperation;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.LoopNest;
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
import io.rooftile.core.network.Window;
import org.jspecify.annotations.Nullable;

/// What a stage has to do, before anyone chooses how: its kind and its loop bounds.
///
/// @param inputPixels of the first input in one inference, over the batch
/// @param outputPixels in one inference, over the batch
/// @param inputChannels of one input pixel, over all groups
/// @param outputChannels of one output pixel, over all groups
/// @param lanes channels that PE must divide: `K`, or `G*K` when each channel has inputs of its own
public record StageShape(
        Layer layer,
        Kind kind,
        long inputPixels,
        long outputPixels,
        int inputChannels,
        int outputChannels,
        int lanes,
        Taps taps,
        WindowFill fill) {
    /// How a stage is built.
    public enum Kind {
        /// All output channels of a group read the same inputs: convolution and dense layer.
        MATRIX,
        /// Every output channel reads one input channel: depthwise convolution and overlapping pool.
        CHANNELWISE,
        /// Every input is used once, into a running result per channel and column: pool whose windows do not overlap.
        REDUCE,
        /// One output pixel per input pixel, or a stream changed in order and number only.
        STREAM
    }

    /// The window and the group structure.
    ///
    /// @param groups `G`
    /// @param groupOutputs `K`
    /// @param groupInputs `C`
    /// @param fy filter rows, 1 where there is no window
    /// @param fx filter columns
    /// @param outputRows rows in one inference, over the batch
    /// @param reachRows rows from first to last, with dilation
    /// @param reachColumns columns from first to last, with dilation
    /// @param strideColumns columns that the window moves for the next output
    public record Taps(
            int groups,
            int groupOutputs,
            int groupInputs,
            int fy,
            int fx,
            long outputRows,
            int reachRows,
            int reachColumns,
            int strideColumns) {
        public int count() {
            return fy * fx;
        }
    }

    public static StageShape of(Layer layer) {
        return switch (layer) {
            case Convolution c -> convolution(c);
            case Dense d -> {
                LoopNest loops = d.loops();
                long positions = (long) loops.n() * loops.oy() * loops.ox();
                yield new StageShape(
                        d,
                        Kind.MATRIX,
                        positions,
                        positions,
                        loops.c(),
                        loops.k(),
                        loops.k(),
                        pointwise(1, loops.k(), loops.c(), positions),
                        WindowFill.POINTWISE);
            }
            case Pool p -> pool(p);
            case Upsample u ->
                stream(u, WindowFill.of(u.input().shape(), u.output().shape(), u.kind()));
            case Transpose t -> stream(t, WindowFill.wholeFrame(pixels(t.input().shape())));
            case Concat c -> concat(c);
            case Elementwise e -> joined(e, e.output().shape().channels());
            case ScaleShift s -> stream(s, WindowFill.POINTWISE);
            case Activation a -> stream(a, WindowFill.POINTWISE);
            case Requantise r -> stream(r, WindowFill.POINTWISE);
            case Pad p -> stream(p, WindowFill.POINTWISE);
            case ArgMax a -> stream(a, WindowFill.POINTWISE);
            case Reshape r -> throw notHardware(r);
            case Softmax s -> throw notHardware(s);
            case HostOperation h -> throw notHardware(h);
        };
    }

    private static IllegalArgumentException notHardware(Layer layer) {
        return new IllegalArgumentException("layer " + layer.name() + " (" + layer.typeName() + ") is not a stage");
    }

    private static StageShape convolution(Convolution c) {
        LoopNest loops = c.loops();
        Window window = c.window();
        boolean isChannelwise = loops.g() > 1 && loops.c() == 1;
        return new StageShape(
                c,
                isChannelwise ? Kind.CHANNELWISE : Kind.MATRIX,
                pixels(c.input().shape()),
                pixels(c.output().shape()),
                loops.inputChannels(),
                loops.outputChannels(),
                isChannelwise ? loops.outputChannels() : loops.k(),
                taps(loops, window),
                WindowFill.of(c.input().shape(), c.output().shape(), window));
    }

    private static StageShape pool(Pool p) {
        Window window = p.window();
        LoopNest loops = p.loops();
        boolean isOverlapping = window.sy() < window.reachRows() || window.sx() < window.reachColumns();
        boolean isReduce = p.isGlobal() || !isOverlapping;
        int channels = p.output().shape().channels();
        WindowFill fill = WindowFill.of(p.input().shape(), p.output().shape(), window);
        return new StageShape(
                p,
                isReduce ? Kind.REDUCE : Kind.CHANNELWISE,
                pixels(p.input().shape()),
                pixels(p.output().shape()),
                channels,
                channels,
                channels,
                taps(loops, window),
                fill);
    }

    private static Taps taps(LoopNest loops, Window window) {
        return new Taps(
                loops.g(),
                loops.k(),
                loops.c(),
                window.fy(),
                window.fx(),
                (long) loops.n() * loops.oy(),
                window.reachRows(),
                window.reachColumns(),
                Math.min(window.sx(), window.reachColumns()));
    }

    private static Taps pointwise(int groups, int outputs, int inputs, long rows) {
        return new Taps(groups, outputs, inputs, 1, 1, rows, 1, 1, 1);
    }

    private static StageShape stream(Layer layer, WindowFill fill) {
        int inputChannels = layer.input().shape().channels();
        int outputChannels = layer.output().shape().channels();
        long outputs = pixels(layer.output().shape());
        return new StageShape(
                layer,
                Kind.STREAM,
                pixels(layer.input().shape()),
                outputs,
                inputChannels,
                outputChannels,
                gcd(inputChannels, layer instanceof ArgMax ? inputChannels : outputChannels),
                pointwise(1, 1, 1, outputs),
                fill);
    }

    private static StageShape concat(Concat c) {
        int lanes = c.output().shape().channels();
        for (Tensor input : c.inputs()) {
            lanes = gcd(lanes, input.shape().channels());
        }
        return joined(c, lanes);
    }

    /// Several streams into one: each output element comes from one place of every input or of one of them.
    private static StageShape joined(Layer layer, int lanes) {
        long outputs = pixels(layer.output().shape());
        int channels = layer.output().shape().channels();
        return new StageShape(
                layer,
                Kind.STREAM,
                outputs,
                outputs,
                channels,
                channels,
                lanes,
                pointwise(1, 1, 1, outputs),
                WindowFill.POINTWISE);
    }

    public static long pixels(Shape shape) {
        return shape.elements() / shape.channels();
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    public String name() {
        return layer.name();
    }

    /// The function behind the layer's own work.
    public ActivationFunction activation() {
        return switch (layer) {
            case Convolution c -> c.activation();
            case Dense d -> d.activation();
            case Pool p -> p.activation();
            case Elementwise e -> e.activation();
            case ScaleShift s -> s.activation();
            case Activation a -> a.function();
            case Concat _,
                    Requantise _,
                    Upsample _,
                    Pad _,
                    Transpose _,
                    ArgMax _,
                    Reshape _,
                    Softmax _,
                    HostOperation _ -> ActivationFunction.LINEAR;
        };
    }

    /// Weights that the stage multiplies by, or null.
    @Nullable
    public Constant weights() {
        return switch (layer) {
            case Convolution c -> c.learned().weights();
            case Dense d -> d.learned().weights();
            case ScaleShift s -> s.scale();
            case Pool _,
                    Elementwise _,
                    Activation _,
                    Concat _,
                    Requantise _,
                    Upsample _,
                    Pad _,
                    Transpose _,
                    ArgMax _,
                    Reshape _,
                    Softmax _,
                    HostOperation _ -> null;
        };
    }

    /// Whether the stage multiplies at all, be it to requantise.
    public boolean isMultiplying() {
        return switch (layer) {
            case Convolution _, Dense _, ScaleShift _, Elementwise _, Requantise _ -> true;
            case Pool p -> p.kind() != Pool.Kind.MAX;
            case Upsample u -> u.kind() == Upsample.Kind.BILINEAR;
            case Activation _, Concat _, Pad _, Transpose _, ArgMax _, Reshape _, Softmax _, HostOperation _ -> false;
        };
    }

    /// Whether an input is needed as a whole before its share of the output can go on: an operand that is broadcast,
    /// or what is put behind another input.
    ///
    /// @param elements of that input
    public boolean isLate(int input, long elements) {
        return switch (layer) {
            case Elementwise _ -> elements < outputPixels * outputChannels;
            case Concat c -> input > 0 && c.axis() != c.output().shape().rank() - 1;
            case Convolution _,
                    Dense _,
                    Pool _,
                    ScaleShift _,
                    Activation _,
                    Requantise _,
                    Upsample _,
                    Pad _,
                    Transpose _,
                    ArgMax _,
                    Reshape _,
                    Softmax _,
                    HostOperation _ -> false;
        };
    }

    /// The map that a window of the stage moves over; positions side by side where it has no rows.
    public WindowGeometry geometry(Window window) {
        Shape in = layer.input().shape();
        Shape out = layer.output().shape();
        if (in.rank() == 4) {
            return new WindowGeometry(in.height(), in.width(), out.height(), out.width(), window);
        }
        int positions = Math.toIntExact(in.elements() / in.channels());
        return new WindowGeometry(1, positions, 1, positions, Window.pointwise());
    }

    /// Pixels of a line buffer that is read tap by tap: what keeps the pace, and one more than the least at which no
    /// window waits for ever.
    public long bufferPixels() {
        Window window =
                switch (layer) {
                    case Convolution convolution -> convolution.window();
                    case Pool pool -> pool.window();
                    default -> Window.pointwise();
                };
        return Math.max(geometry(window).leastDepthPixels() + 1L, fill.bufferPixels());
    }

    /// Inputs that one output channel adds up, `C*FY*FX`.
    public int dotLength() {
        return taps.groupInputs() * taps.count();
    }

    /// Whether the stage keeps weights of its own.
    public boolean hasWeights() {
        return layer.macs() > 0;
    }

    /// Whether inputs are kept for outputs to come: a window, or a stride that leaves pixels out.
    public boolean isWindow() {
        return taps.count() > 1 || inputPixels != outputPixels;
    }

    /// Rows that a line buffer holds from which several taps are read at once, one memory each: what the window
    /// reaches, and whole rows for all of [WindowFill#bufferPixels()].
    public int bufferRows() {
        long rows = Math.ceilDiv(fill.bufferPixels(), layer.input().shape().width());
        return Math.toIntExact(Math.max(taps.reachRows(), rows));
    }

    /// Whether PE is legal.
    public boolean isPe(int pe) {
        if (pe < 1 || lanes % pe != 0) {
            return false;
        }
        if (kind != Kind.CHANNELWISE) {
            return true;
        }
        int k = taps.groupOutputs();
        return k % pe == 0 || pe % k == 0;
    }

    /// Whether SIMD is legal: a part of the channels of one tap, or whole taps of one filter row, or whole rows.
    public boolean isSimd(int simd) {
        if (kind == Kind.STREAM || kind == Kind.REDUCE) {
            return simd == 1;
        }
        int c = kind == Kind.MATRIX ? taps.groupInputs() : 1;
        if (simd < 1) {
            return false;
        }
        if (c % simd == 0) {
            return true;
        }
        int row = c * taps.fx();
        boolean isPartOfRow = simd % c == 0 && row % simd == 0;
        boolean isRows = simd % row == 0 && taps.fy() % (simd / row) == 0;
        return isPartOfRow || isRows;
    }

    /// What SIMD must divide, as a person reads it.
    public String simdRule() {
        return switch (kind) {
            case STREAM, REDUCE -> "be 1 in a layer of this kind";
            case MATRIX ->
                "divide C=" + taps.groupInputs() + ", or be C times a divisor of FX=" + taps.fx()
                        + ", or C*FX times a divisor of FY=" + taps.fy();
            case CHANNELWISE -> "be a divisor of FX=" + taps.fx() + ", or FX times a divisor of FY=" + taps.fy();
        };
    }
}
