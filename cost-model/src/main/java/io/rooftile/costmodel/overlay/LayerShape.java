package io.rooftile.costmodel.overlay;

import io.rooftile.core.network.ChannelAugmentation;
import io.rooftile.core.network.Window;

/// All of a layer that its time on the engine depends on. Layers with equal shapes cost the same.
///
/// @param inputChannels of a pixel that is read
/// @param outputChannels of a pixel that is made
/// @param output rows and columns that are made
/// @param input rows and columns that are read
/// @param row which input rows an output row reads
/// @param column likewise for columns
record LayerShape(
        Mode mode, int inputChannels, int outputChannels, Extent output, Extent input, Axis row, Axis column) {
    /// How the engine computes it.
    enum Mode {
        /// Sums over all input channels.
        ARRAY,
        /// One channel, with weights.
        DEPTHWISE,
        /// The greatest of one channel.
        MAXIMUM,
        /// One channel, without weights.
        SUM,
        /// The sum of two maps.
        ADD;

        /// Whether a lane keeps to its own channel.
        boolean isLanes() {
            return this != ARRAY;
        }

        /// Maps that are read.
        int operands() {
            return this == ADD ? 2 : 1;
        }
    }

    /// Rows and columns of a feature map.
    record Extent(int rows, int columns) {
        long pixels() {
            return (long) rows * columns;
        }
    }

    /// One axis of the window: output position `o` reads inputs `o*stride - before + f*dilation`.
    ///
    /// @param times how often each position of the map in memory comes among these inputs, a power of two
    record Axis(int filter, int stride, int dilation, int before, int times) {
        static final Axis POINT = repeated(1);

        /// Single positions of a map of which each comes several times.
        static Axis repeated(int times) {
            return new Axis(1, 1, 1, 0, times);
        }

        static Axis ofRows(Window window) {
            return new Axis(
                    window.fy(), window.sy(), window.dy(), window.padding().top(), 1);
        }

        static Axis ofColumns(Window window) {
            return new Axis(
                    window.fx(), window.sx(), window.dx(), window.padding().left(), 1);
        }

        private int reach() {
            return (filter - 1) * dilation + 1;
        }

        /// The first input of `size` that is stored for outputs from `output` on: what they read first, down to a
        /// multiple of the stride, where the orders of banks of all tiles begin.
        int first(int output, int size) {
            return Math.clamp((long) output * stride - before, 0, size - 1) / stride * stride;
        }

        /// One behind the last input that outputs before `end` read; at least one is stored, even if none is
        /// read.
        int end(int end, int size) {
            return Math.clamp((end - 1L) * stride - before + reach() - 1, 0, size - 1) + 1;
        }
    }

    /// The layer with what its window reads as channels of one pixel.
    LayerShape augmented(ChannelAugmentation by) {
        Extent read = new Extent(by.rows(), by.columns());
        return new LayerShape(
                mode,
                by.channels(),
                outputChannels,
                output,
                read,
                Axis.ofRows(by.window()),
                Axis.ofColumns(by.window()));
    }

    /// Whether rows or columns of the map in memory are read several times: then tiles are bands of whole rows.
    boolean isRepeated() {
        return row.times > 1 || column.times > 1;
    }

    /// Columns of the map in memory.
    int mapColumns() {
        return input.columns / column.times;
    }

    int taps() {
        return row.filter * column.filter;
    }

    /// Whether tiles of whole rows let lanes share what they read with those beside them: each read of a column
    /// phase then serves three columns, which must be all that the filter reaches, and each column has a lane
    /// that reads it.
    boolean sharesColumns(Engine engine) {
        int stride = column.stride;
        int reads = row.filter * stride;
        return mode == Mode.DEPTHWISE
                && engine.hasNeighbours()
                && column.dilation == 1
                && column.filter > stride
                && column.before <= stride
                && column.filter - column.before <= 2 * stride
                && output.columns >= Math.ceilDiv(input.columns, stride)
                && reads >= 2
                && reads <= Engine.MOST_NEIGHBOUR_TAPS;
    }

    /// Weight words of one group of output channels.
    ///
    /// @param icp input channels at once
    /// @param isShared whether lanes share what they read
    long groupWeightWords(int icp, boolean isShared) {
        return switch (mode) {
            case ARRAY -> (long) Math.ceilDiv(inputChannels, icp) * taps();
            case DEPTHWISE -> isShared ? (long) row.filter * column.stride : Math.ceilDiv(taps(), icp);
            case MAXIMUM, SUM, ADD -> 0;
        };
    }

    /// Cycles in which the array works on one group of pixels and output channels.
    ///
    /// @param icp input channels at once
    /// @param isShared whether lanes share what they read
    long groupCycles(int icp, boolean isShared) {
        return switch (mode) {
            case ARRAY -> (long) Math.ceilDiv(inputChannels, icp) * taps();
            case DEPTHWISE -> isShared ? (long) row.filter * column.stride : taps();
            case MAXIMUM, SUM -> taps();
            case ADD -> 2;
        };
    }

    /// Words of each feature bank that one word of channels of all of its input takes.
    int planeWords(Engine engine) {
        int ofPhase = Math.ceilDiv(Math.ceilDiv(input.columns, column.stride), engine.pp);
        return input.rows * column.stride * ofPhase;
    }

    /// Cycles of the array for all of it as one tile.
    long roundedCycles(Engine engine) {
        return Math.ceilDiv(output.pixels(), (long) engine.pp)
                * outputGroups(outputChannels, engine.icp, engine.ocp)
                * groupCycles(engine.icp, sharesColumns(engine));
    }

    /// Groups of output channels that the array goes through for the first `channels` of them. Lanes go through
    /// whole words, each in as many passes as `OCP` lanes need.
    int outputGroups(int channels, int icp, int ocp) {
        if (!mode.isLanes()) {
            return Math.ceilDiv(channels, ocp);
        }
        return channels / icp * Math.ceilDiv(icp, ocp) + Math.ceilDiv(channels % icp, ocp);
    }
}
