package io.rooftile.costmodel.overlay;

import java.util.List;

/// All of a layer that its time on the engine depends on. Layers with equal shapes cost the same.
///
/// @param repeat how often the whole is done: batch, times groups of a grouped convolution
/// @param output rows and columns that are made
/// @param input rows and columns that are read
record LayerShape(Unit unit, int repeat, Channels channels, Extent output, Extent input, Sampling sampling, Work work) {
    /// The part of the engine that does the work.
    enum Unit {
        /// The whole array: `ICP` input channels are summed.
        ARRAY,
        /// One tap per cycle on `PP x OCP` lanes: depthwise convolution, pool, element-wise work.
        LANES
    }

    /// Rows and columns of a feature map.
    record Extent(int rows, int columns) {
        long pixels() {
            return (long) rows * columns;
        }
    }

    /// Channels of one repetition.
    ///
    /// @param output channels made
    /// @param segments channels of each part of the input, which is padded to whole words by itself (a
    /// concatenation has several)
    /// @param segmentRepeat how many positions were flattened into the channels
    record Channels(int output, List<Integer> segments, int segmentRepeat) {
        Channels {
            segments = List.copyOf(segments);
        }

        /// Input channels.
        int input() {
            return segments.stream().mapToInt(Integer::intValue).sum() * segmentRepeat;
        }

        /// Words of `lanes` channels that hold the input channels of one pixel.
        int inputGroups(int lanes) {
            int groups = 0;
            // By index: an iterator would be an allocation in each evaluation.
            for (int i = 0; i < segments.size(); i++) {
                groups += Math.ceilDiv(segments.get(i), lanes);
            }
            return groups * segmentRepeat;
        }
    }

    /// Which input rows and columns an output position reads.
    record Sampling(Axis row, Axis column) {}

    /// One axis of the window: output position `o` reads inputs `o*stride - before + f*dilation`, or `o / up`
    /// onwards.
    ///
    /// @param up how many output rows or columns one input row or column becomes; 1 but for upsampling
    record Axis(int filter, int stride, int dilation, int before, int up) {
        static final Axis POINT = new Axis(1, 1, 1, 0, 1);

        int reach() {
            return (filter - 1) * dilation + 1;
        }

        /// Whether neighbouring outputs leave no input between them unread.
        boolean isGapless() {
            return stride <= reach();
        }

        /// Inputs that outputs `first` to `first + count - 1` read, of `size` there are.
        int read(int first, int count, int size) {
            if (up > 1) {
                int last = Math.min(size - 1, (first + count - 1) / up + filter - 1);
                return last - Math.min(size - 1, first / up) + 1;
            }
            if (isGapless()) {
                return clipped(first * stride - before, (count - 1) * stride + reach(), size);
            }
            int read = 0;
            for (int i = first; i < first + count; i++) {
                read += clipped(i * stride - before, reach(), size);
            }
            return read;
        }

        private static int clipped(int from, int length, int size) {
            return Math.max(0, Math.min(size, from + length) - Math.max(0, from));
        }

        /// Inputs that `count` outputs span, padding included.
        int span(int count) {
            if (up > 1) {
                return Math.ceilDiv(count, up) + filter;
            }
            return isGapless() ? (count - 1) * stride + reach() : count * reach();
        }
    }

    /// What is done for one group of outputs.
    ///
    /// @param taps cycles for one group of outputs and one word of input channels
    /// @param operands feature maps read, the fused one not counted: 1 or 2
    /// @param weightTaps weights of one output channel (and input channel, in the array)
    /// @param hasParameters whether each output channel has a bias and a scale
    /// @param isFused whether a second feature map is added to the result
    record Work(int taps, int operands, int weightTaps, boolean hasParameters, boolean isFused) {}

    LayerShape fused() {
        return new LayerShape(
                unit,
                repeat,
                channels,
                output,
                input,
                sampling,
                new Work(work.taps, work.operands, work.weightTaps, work.hasParameters, true));
    }
}
