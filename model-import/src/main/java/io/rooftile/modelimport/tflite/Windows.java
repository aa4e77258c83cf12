package io.rooftile.modelimport.tflite;

import io.rooftile.core.network.Padding;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Window;

/// Makes sliding windows of TFLite options.
final class Windows {
    /// More than any real window; below it nothing overflows an int.
    private static final int MOST = 1 << 14;

    private Windows() {}

    /// @param padding one of [org.tensorflow.lite.schema.Padding]
    static Window of(Operation operation, Shape input, byte padding, Window valid) {
        if (input.rank() != 4) {
            throw operation.broken("its input has the shape " + input + " instead of four dimensions");
        }
        int largest = Math.max(
                Math.max(Math.max(valid.fy(), valid.fx()), Math.max(valid.sy(), valid.sx())),
                Math.max(valid.dy(), valid.dx()));
        if (largest > MOST) {
            throw operation.broken("a filter size, stride or dilation is " + largest + ", more than " + MOST);
        }
        return switch (padding) {
            case org.tensorflow.lite.schema.Padding.SAME ->
                Window.same(input, valid.fy(), valid.fx(), valid.sy(), valid.sx(), valid.dy(), valid.dx());
            case org.tensorflow.lite.schema.Padding.VALID -> valid.withPadding(Padding.NONE);
            default -> throw operation.broken("its padding is number " + padding + " instead of SAME or VALID");
        };
    }
}
