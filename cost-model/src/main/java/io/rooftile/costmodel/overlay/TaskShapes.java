package io.rooftile.costmodel.overlay;

import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Dense;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.LoopNest;
import io.rooftile.core.network.Pad;
import io.rooftile.core.network.Pool;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Upsample;
import io.rooftile.core.network.Window;
import io.rooftile.costmodel.overlay.LayerShape.Axis;
import io.rooftile.costmodel.overlay.LayerShape.Channels;
import io.rooftile.costmodel.overlay.LayerShape.Extent;
import io.rooftile.costmodel.overlay.LayerShape.Sampling;
import io.rooftile.costmodel.overlay.LayerShape.Unit;
import io.rooftile.costmodel.overlay.LayerShape.Work;
import java.util.List;

/// The engine's view of each kind of layer.
final class TaskShapes {
    private static final Sampling POINTWISE = new Sampling(Axis.POINT, Axis.POINT);

    /// The smallest layer there is.
    static final LayerShape PIXEL = new LayerShape(
            Unit.LANES,
            1,
            new Channels(1, List.of(1), 1),
            new Extent(1, 1),
            new Extent(1, 1),
            POINTWISE,
            new Work(1, 1, 0, false, false));

    private TaskShapes() {}

    static LayerShape convolution(Convolution layer, Channels input) {
        LoopNest loops = layer.loops();
        int taps = loops.fy() * loops.fx();
        boolean isDepthwise = layer.isDepthwise();
        Channels channels;
        if (isDepthwise) {
            channels = new Channels(loops.outputChannels(), input.segments(), input.segmentRepeat());
        } else if (loops.g() > 1) {
            channels = new Channels(loops.k(), List.of(loops.c()), 1);
        } else {
            channels = new Channels(loops.k(), input.segments(), input.segmentRepeat());
        }
        return new LayerShape(
                isDepthwise ? Unit.LANES : Unit.ARRAY,
                isDepthwise ? loops.n() : Math.multiplyExact(loops.n(), loops.g()),
                channels,
                extent(layer.output().shape()),
                extent(layer.input().shape()),
                sampling(layer.window()),
                new Work(taps, 1, taps, true, false));
    }

    /// Positions of a dense layer are pixels.
    static LayerShape dense(Dense layer, Channels input) {
        LoopNest loops = layer.loops();
        Extent positions = new Extent(loops.oy(), loops.ox());
        return new LayerShape(
                Unit.ARRAY,
                loops.n(),
                new Channels(loops.k(), input.segments(), input.segmentRepeat()),
                positions,
                positions,
                POINTWISE,
                new Work(1, 1, 1, true, false));
    }

    static LayerShape pool(Pool layer, Channels input) {
        Window window = layer.window();
        return lanes(
                layer.loops().n(),
                input,
                layer.output().shape(),
                extent(layer.input().shape()),
                sampling(window),
                new Work(window.fy() * window.fx(), 1, 0, false, false));
    }

    /// Work on single elements, one tap per operand.
    static LayerShape lanes(Layer layer, Channels input, int operands, boolean hasParameters) {
        Shape output = layer.output().shape();
        return lanes(
                batch(output),
                input,
                output,
                extent(output),
                POINTWISE,
                new Work(operands, operands, 0, hasParameters, false));
    }

    /// Elements moved as they are.
    static LayerShape copy(Shape shape, Channels channels) {
        return lanes(batch(shape), channels, shape, extent(shape), POINTWISE, new Work(1, 1, 0, false, false));
    }

    /// Interpolation between 2x2 inputs takes a tap for each.
    static LayerShape upsample(Upsample layer, Channels input) {
        Shape in = layer.input().shape();
        Shape out = layer.output().shape();
        int reach =
                switch (layer.kind()) {
                    case NEAREST -> 1;
                    case BILINEAR -> 2;
                };
        Sampling sampling =
                new Sampling(resize(in.height(), out.height(), reach), resize(in.width(), out.width(), reach));
        return lanes(batch(out), input, out, extent(in), sampling, new Work(reach * reach, 1, 0, reach > 1, false));
    }

    private static Axis resize(int in, int out, int reach) {
        return out >= in ? new Axis(reach, 1, 1, 0, Math.max(1, out / in)) : new Axis(reach, in / out, 1, 0, 1);
    }

    static LayerShape pad(Pad layer, Channels input) {
        Shape in = layer.input().shape();
        List<Integer> before = layer.before();
        int rank = in.rank();
        int top = rank >= 4 ? before.get(rank - 3) : 0;
        int left = rank >= 3 ? before.get(rank - 2) : 0;
        return lanes(
                batch(in),
                input,
                layer.output().shape(),
                extent(in),
                new Sampling(new Axis(1, 1, 1, top, 1), new Axis(1, 1, 1, left, 1)),
                new Work(1, 1, 0, false, false));
    }

    private static LayerShape lanes(
            int batch, Channels input, Shape output, Extent from, Sampling sampling, Work work) {
        Channels channels = new Channels(
                output.channels() == input.input() ? input.input() : output.channels(),
                input.segments(),
                input.segmentRepeat());
        return new LayerShape(Unit.LANES, batch, channels, extent(output), from, sampling, work);
    }

    private static Sampling sampling(Window window) {
        return new Sampling(
                new Axis(window.fy(), window.sy(), window.dy(), window.padding().top(), 1),
                new Axis(window.fx(), window.sx(), window.dx(), window.padding().left(), 1));
    }

    static Extent extent(Shape shape) {
        long rows = shape.elements() / batch(shape) / shape.channels() / shape.width();
        return new Extent(Math.toIntExact(rows), shape.width());
    }

    static int batch(Shape shape) {
        return shape.rank() <= 1 ? 1 : shape.dim(0);
    }
}
