package io.rooftile.rtl.overlay;

import io.rooftile.core.network.Window;
import io.rooftile.rtl.WordPacker;

/// The weights and parameters of a tile as they lie in memory.
record Constants(Tile tile) {
    private static final int WIDE_BITS = 32;
    private static final int SHIFT_BITS = 8;
    /// Columns that one word has weights of where lanes share what they read.
    private static final int NEIGHBOURS = 3;

    private Task task() {
        return tile.task();
    }

    private EngineShape shape() {
        return task().shape();
    }

    /// Bytes that weights take.
    int weightBytes() {
        return shape().beats(tile.weightWords(), shape().weightWordBytes()) * shape().beatBytes();
    }

    /// Words in the order of use: by output group, then what it reads.
    byte[] weights() {
        EngineShape shape = shape();
        int perGroup = tile.groupWeightWords();
        byte[] bytes = new byte[weightBytes()];
        for (int group = 0; group < tile.groups(); group++) {
            for (int word = 0; word < perGroup; word++) {
                WordPacker packer = new WordPacker(shape.ocp() * shape.icp() * shape.weightBits());
                for (int lane = 0; lane < shape.ocp(); lane++) {
                    int channel = task().channel(tile.firstGroup() + group, lane);
                    for (int i = 0; i < shape.icp(); i++) {
                        packer.add(channel < 0 ? 0 : weight(channel, word, i), shape.weightBits());
                    }
                }
                packer.put(bytes, (group * perGroup + word) * shape.weightWordBytes());
            }
        }
        return bytes;
    }

    /// The weight at place `i` of a channel in one word of its group.
    private int weight(int channel, int word, int i) {
        int[] weights = task().weights()[channel];
        int taps = task().taps();
        return switch (tile.mode()) {
            case ARRAY -> {
                int inputs = task().input().layout().channels();
                int input = word / taps * shape().icp() + i;
                yield input < inputs ? weights[word % taps * inputs + input] : 0;
            }
            case DEPTHWISE -> {
                int tap = word * shape().icp() + i;
                yield tap < taps ? weights[tap] : 0;
            }
            case NEIGHBOURS -> neighbourWeight(weights, word, i);
            case MAXIMUM, SUM, ADD -> throw new IllegalStateException(task().layer() + " has no weights");
        };
    }

    /// A word for each filter row and column phase: the weights of the columns of that phase to the left, in
    /// the middle and to the right.
    private int neighbourWeight(int[] weights, int word, int i) {
        Window window = task().window();
        int column =
                word % window.sx() + (i - 1) * window.sx() + window.padding().left();
        return i < NEIGHBOURS && column >= 0 && column < window.fx()
                ? weights[word / window.sx() * window.fx() + column]
                : 0;
    }

    /// Bytes that parameters take.
    int parameterBytes() {
        return shape().beats(tile.parameterWords(), shape().parameterWordBytes()) * shape().beatBytes();
    }

    /// Words by output group, then drain step.
    byte[] parameters() {
        EngineShape shape = shape();
        byte[] bytes = new byte[parameterBytes()];
        for (int word = 0; word < tile.parameterWords(); word++) {
            int group = tile.firstGroup() + word / shape.drainSteps();
            int firstLane = word % shape.drainSteps() * shape.drainChannels();
            WordPacker packer = new WordPacker(shape.drainChannels() * EngineShape.PARAMETER_BITS);
            for (int j = 0; j < shape.drainChannels(); j++) {
                int channel = task().channel(group, firstLane + j);
                if (channel < 0) {
                    packer.add(0, EngineShape.PARAMETER_BITS);
                    continue;
                }
                NarrowFactor factor = task().factors().get(channel);
                packer.add(task().bias()[channel], WIDE_BITS)
                        .add(factor.multiplier(), WIDE_BITS)
                        .add(factor.left(), SHIFT_BITS)
                        .add(factor.right(), SHIFT_BITS);
            }
            packer.put(bytes, word * shape.parameterWordBytes());
        }
        return bytes;
    }
}
