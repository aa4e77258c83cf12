package io.rooftile.costmodel.dataflow;

import io.rooftile.core.dataflow.StageShape;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Pool;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Upsample;
import io.rooftile.core.network.Window;

/// Which input pixels each result of a stage uses, by looking at every tap.
final class TokenWindows {
    private final Shape input;
    private final Shape output;
    private final long inputPixels;
    private final long[] need;
    private final long[] free;

    /// The first and the last input pixel that an output pixel uses.
    private record Span(long first, long last) {}

    TokenWindows(StageShape shape) {
        Layer layer = shape.layer();
        input = layer.input().shape();
        output = layer.output().shape();
        inputPixels = shape.inputPixels();
        int outputPixels = Math.toIntExact(shape.outputPixels());
        need = new long[outputPixels];
        free = new long[outputPixels];
        for (int j = 0; j < outputPixels; j++) {
            Span span =
                    switch (layer) {
                        case Convolution c -> of(c.window(), j);
                        case Pool p -> of(p.window(), j);
                        case Upsample u -> of(u, j);
                        default -> new Span(j, j);
                    };
            need[j] = span.last() + 1;
            free[j] = span.first();
        }
        for (int j = 1; j < outputPixels; j++) {
            need[j] = Math.max(need[j], need[j - 1]);
        }
        for (int j = outputPixels - 2; j >= 0; j--) {
            free[j] = Math.min(free[j], free[j + 1]);
        }
    }

    private Span of(Window window, int pixel) {
        long first = Long.MAX_VALUE;
        long last = -1;
        int row = pixel / output.width();
        int column = pixel % output.width();
        for (int fy = 0; fy < window.fy(); fy++) {
            for (int fx = 0; fx < window.fx(); fx++) {
                int y = row * window.sy() + fy * window.dy() - window.padding().top();
                int x = column * window.sx()
                        + fx * window.dx()
                        - window.padding().left();
                if (y >= 0 && y < input.height() && x >= 0 && x < input.width()) {
                    long used = (long) y * input.width() + x;
                    last = Math.max(last, used);
                    first = Math.min(first, used);
                }
            }
        }
        return new Span(first, last);
    }

    private Span of(Upsample layer, int pixel) {
        int more = layer.kind() == Upsample.Kind.BILINEAR ? 1 : 0;
        int y = pixel / output.width() * input.height() / output.height();
        int x = pixel % output.width() * input.width() / output.width();
        return new Span(
                (long) Math.max(y - more, 0) * input.width() + Math.max(x - more, 0),
                (long) Math.min(y + more, input.height() - 1) * input.width() + Math.min(x + more, input.width() - 1));
    }

    /// Input pixels, over all inferences, that must be there for a result.
    long needed(long result) {
        return result / need.length * inputPixels + need[(int) (result % need.length)];
    }

    /// The first input pixel, over all inferences, that a result or a later one uses.
    long freed(long result) {
        return result / free.length * inputPixels + free[(int) (result % free.length)];
    }
}
