package io.rooftile.rtl.overlay;

import io.rooftile.core.network.Window;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A layer as the engine computes it. All numbers are those that the engine stores.
///
/// @param layer its name
/// @param inputs maps that it reads: two of [Mode#ADD], else one
/// @param weights by output channel, then tap `(fy, fx, c)`; of [Mode#DEPTHWISE] `(fy, fx)`; else empty
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
        int padValue,
        int[] bias,
        List<NarrowFactor> factors,
        StoredRange range,
        @Nullable Operands operands) {
    Task {
        inputs = List.copyOf(inputs);
        factors = List.copyOf(factors);
    }

    /// `clamp(zeroPoint + result, min, max)`.
    record StoredRange(int zeroPoint, int min, int max) {}

    /// How two operands come to a common scale: the zero point is taken off, then [NarrowFactor].
    record Operands(int zeroA, int zeroB, NarrowFactor a, NarrowFactor b) {}

    FeatureMap input() {
        return inputs.getFirst();
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

    /// Weight words of one output group.
    int groupWeightWords() {
        return switch (mode) {
            case ARRAY -> input().layout().groups() * taps();
            case DEPTHWISE -> Math.ceilDiv(taps(), shape().icp());
            case MAXIMUM, SUM, ADD -> 0;
        };
    }

    /// Cycles of a group of PP pixels and OCP channels.
    int groupCycles() {
        int inputs =
                switch (mode) {
                    case ARRAY -> input().layout().groups();
                    case ADD -> 2;
                    case DEPTHWISE, MAXIMUM, SUM -> 1;
                };
        return Math.max(inputs * taps(), shape().drainSteps());
    }
}
