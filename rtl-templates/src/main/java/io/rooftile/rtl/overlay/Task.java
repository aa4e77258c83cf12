package io.rooftile.rtl.overlay;

import io.rooftile.core.network.Window;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A layer as the engine computes it. All numbers are those that the engine stores.
///
/// @param layer its name
/// @param inputs maps that it reads: two of [Mode#ADD], else one
/// @param weights by output channel, then tap `(fy, fx, c)`; of [Mode#DEPTHWISE] `(fy, fx)`; else empty
/// @param repetition how often rows and columns of the input are read as rows and columns of a larger map
/// @param padValue what lanes read off the map
/// @param bias by output channel, with the input's zero point taken in
/// @param factors by output channel
/// @param range where results lie
/// @param operands how [Mode#ADD] scales its operands, else null
@SuppressWarnings("ArrayRecordComponent") // Packed once, never compared.
record Task(
        String layer,
        Mode mode,
        Window window,
        List<FeatureMap> inputs,
        FeatureMap output,
        int[][] weights,
        Repetition repetition,
        int padValue,
        int[] bias,
        List<NarrowFactor> factors,
        StoredRange range,
        @Nullable Operands operands) {
    Task {
        inputs = List.copyOf(inputs);
        factors = List.copyOf(factors);
    }

    /// How often each row and each column of a map comes, powers of two.
    record Repetition(int rows, int columns) {
        static final Repetition NONE = new Repetition(1, 1);
    }

    /// `clamp(zeroPoint + result, min, max)`.
    record StoredRange(int zeroPoint, int min, int max) {}

    /// How two operands come to a common scale: the zero point is taken off, then [NarrowFactor].
    record Operands(int zeroA, int zeroB, NarrowFactor a, NarrowFactor b) {}

    FeatureMap input() {
        return inputs.getFirst();
    }

    /// The input as it lies in the feature banks.
    MapLayout read() {
        MapLayout map = input().layout();
        return repetition.equals(Repetition.NONE)
                ? map
                : new MapLayout(
                        map.shape(),
                        map.height() * repetition.rows(),
                        map.width() * repetition.columns(),
                        map.channels());
    }

    EngineShape shape() {
        return output.layout().shape();
    }

    int channels() {
        return output.layout().channels();
    }

    int taps() {
        return window.fy() * window.fx();
    }

    /// The output channels that a tile is made of, if it is not all: so many or a multiple.
    int channelUnit() {
        return mode.isLanes() ? shape().icp() : shape().channelUnit();
    }

    /// Groups of output channels that a compute job goes through for so many channels.
    int outputGroups(int channels) {
        EngineShape shape = shape();
        if (!mode.isLanes()) {
            return Math.ceilDiv(channels, shape.ocp());
        }
        int whole = channels / shape.icp();
        return whole * shape.passes() + Math.ceilDiv(channels % shape.icp(), shape.ocp());
    }

    /// The output channel of a group's lane, or -1 where it has none.
    int channel(int group, int lane) {
        EngineShape shape = shape();
        int channel = group * shape.ocp() + lane;
        if (mode.isLanes()) {
            int inWord = group % shape.passes() * shape.ocp() + lane;
            channel = inWord < shape.icp() ? group / shape.passes() * shape.icp() + inWord : -1;
        }
        return channel < channels() ? channel : -1;
    }

    /// Whether tiles of whole rows let lanes share what they read: then each read of a column phase serves
    /// three columns,
    /// which must be all that the filter reaches, and each column has a lane that reads it.
    boolean sharesColumns() {
        int sx = window.sx();
        int left = window.padding().left();
        int width = read().width();
        int reads = window.fy() * sx;
        return mode == Mode.DEPTHWISE
                && shape().hasNeighbours()
                && window.dx() == 1
                && window.fx() > sx
                && left <= sx
                && window.fx() - left <= 2 * sx
                && output.layout().width() >= Math.ceilDiv(width, sx)
                && reads >= 2
                && reads <= EngineShape.MOST_NEIGHBOUR_TAPS;
    }

    /// Weight words of one output group.
    ///
    /// @param how what tiles do, [#mode] or [Mode#NEIGHBOURS]
    int groupWeightWords(Mode how) {
        return switch (how) {
            case ARRAY -> input().layout().groups() * taps();
            case DEPTHWISE -> Math.ceilDiv(taps(), shape().icp());
            case NEIGHBOURS -> window.fy() * window.sx();
            case MAXIMUM, SUM, ADD -> 0;
        };
    }

    /// Cycles of a group of PP pixels and OCP channels.
    ///
    /// @param how what tiles do, [#mode] or [Mode#NEIGHBOURS]
    int groupCycles(Mode how) {
        int cycles =
                switch (how) {
                    case ARRAY -> input().layout().groups() * taps();
                    case ADD -> 2;
                    case NEIGHBOURS -> window.fy() * window.sx();
                    case DEPTHWISE, MAXIMUM, SUM -> taps();
                };
        return Math.max(cycles, shape().drainSteps());
    }
}
