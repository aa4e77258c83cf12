package io.rooftile.rtl.overlay;

import io.rooftile.rtl.WordPacker;

/// The weights and parameters of a tile as they lie in memory.
record Constants(Tile tile) {
    private static final int WIDE_BITS = 32;
    private static final int SHIFT_BITS = 8;

    private Task task() {
        return tile.task();
    }

    private EngineShape shape() {
        return task().shape();
    }

    /// Words in the order of use: by output group, then what it reads.
    byte[] weights() {
        EngineShape shape = shape();
        int perGroup = task().groupWeightWords();
        byte[] bytes = new byte[shape.beats(tile.weightWords(), shape.weightWordBytes()) * shape.beatBytes()];
        for (int group = 0; group < tile.groups(); group++) {
            for (int word = 0; word < perGroup; word++) {
                WordPacker packer = new WordPacker(shape.ocp() * shape.icp() * shape.weightBits());
                for (int lane = 0; lane < shape.ocp(); lane++) {
                    int channel = task().channel(tile.firstGroup() + group, lane);
                    for (int i = 0; i < shape.icp(); i++) {
                        packer.add(channel < 0 ? 0 : weight(channel, word, i), shape.weightBits());
                    }
                }
                MemoryBytes.put(packer.word(), bytes, (group * perGroup + word) * shape.weightWordBytes());
            }
        }
        return bytes;
    }

    /// The weight at place `i` of a channel in one word of its group.
    private int weight(int channel, int word, int i) {
        int[] weights = task().weights()[channel];
        int taps = task().taps();
        if (task().mode() == Mode.DEPTHWISE) {
            int tap = word * shape().icp() + i;
            return tap < taps ? weights[tap] : 0;
        }
        int inputs = task().input().layout().channels();
        int input = word / taps * shape().icp() + i;
        return input < inputs ? weights[word % taps * inputs + input] : 0;
    }

    /// Words by output group, then drain step.
    byte[] parameters() {
        EngineShape shape = shape();
        byte[] bytes = new byte[shape.beats(tile.parameterWords(), shape.parameterWordBytes()) * shape.beatBytes()];
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
            MemoryBytes.put(packer.word(), bytes, word * shape.parameterWordBytes());
        }
        return bytes;
    }
}
