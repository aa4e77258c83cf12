package io.rooftile.modelimport.tensorflow;

import io.rooftile.core.network.Padding;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Window;
import java.util.List;

/// Reads the sliding windows of convolutions and pools.
final class Windows {
    private static final int LIMIT = 1 << 15;

    private Windows() {}

    static void requireChannelsLast(Attributes attributes) throws Refusal {
        String format = attributes.text("data_format", "NHWC");
        if (!format.equals("NHWC")) {
            throw new Refusal("the data format is " + format, "export the model with channels last (NHWC)");
        }
    }

    /// The window of a convolution or pool node, with its strides, dilations and padding.
    static Window read(Step step, Shape input, int fy, int fx) throws Refusal {
        Attributes attributes = step.attributes();
        requireChannelsLast(attributes);
        if (input.rank() != 4) {
            throw Refusal.malformed("the input must have 4 dimensions, but has shape " + input);
        }
        int[] strides = spatial(attributes, "strides");
        int[] dilations = spatial(attributes, "dilations");
        int rows = bounded("filter rows", fy);
        int columns = bounded("filter columns", fx);
        Window window = new Window(rows, columns, strides[0], strides[1], dilations[0], dilations[1], Padding.NONE);
        String padding = attributes.text("padding", "");
        Window padded =
                switch (padding) {
                    case "VALID" -> window;
                    case "SAME" ->
                        Window.same(input, rows, columns, strides[0], strides[1], dilations[0], dilations[1]);
                    case "EXPLICIT" -> window.withPadding(explicit(attributes.integers("explicit_paddings")));
                    default -> throw Refusal.malformed("padding must be VALID, SAME or EXPLICIT, not " + padding);
                };
        if (padded.outputRows(input.height()) < 1 || padded.outputColumns(input.width()) < 1) {
            throw new Refusal(
                    "the window " + rows + "x" + columns + " is larger than the input " + input,
                    "choose a larger input size");
        }
        return padded;
    }

    /// Dimensions of what a window makes.
    static List<Integer> outputDims(Shape input, Window window, int channels) {
        return List.of(input.dim(0), window.outputRows(input.height()), window.outputColumns(input.width()), channels);
    }

    private static int[] spatial(Attributes attributes, String key) throws Refusal {
        List<Long> values = attributes.integers(key, 1L, 1L, 1L, 1L);
        if (values.size() != 4) {
            throw Refusal.malformed(key + " must be 4 numbers, but are " + values);
        }
        if (values.getFirst() != 1 || values.getLast() != 1) {
            throw new Refusal(key + " are " + values, "only rows and columns may be strided");
        }
        return new int[] {bounded(key, values.get(1)), bounded(key, values.get(2))};
    }

    static int bounded(String what, long value) throws Refusal {
        if (value < 1 || value > LIMIT) {
            throw Refusal.malformed(what + " must be 1 to " + LIMIT + ", but is " + value);
        }
        return (int) value;
    }

    /// Two numbers per dimension, in front and behind. Source: TensorFlow API, `tf.nn.conv2d`, padding.
    private static Padding explicit(List<Long> paddings) throws Refusal {
        if (paddings.size() != 8
                || paddings.stream().anyMatch(each -> each < 0 || each > LIMIT)
                || paddings.get(0) + paddings.get(1) + paddings.get(6) + paddings.get(7) != 0) {
            throw Refusal.malformed("explicit_paddings are " + paddings);
        }
        return new Padding(
                Math.toIntExact(paddings.get(2)),
                Math.toIntExact(paddings.get(3)),
                Math.toIntExact(paddings.get(4)),
                Math.toIntExact(paddings.get(5)));
    }
}
