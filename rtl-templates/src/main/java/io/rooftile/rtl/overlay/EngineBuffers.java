package io.rooftile.rtl.overlay;

import java.util.BitSet;

/// The buffers of the engine and which of their words have been written.
final class EngineBuffers {
    /// The places of a channel's numbers in a parameter word.
    static final int BIAS = 0;

    static final int MULTIPLIER = 1;
    static final int LEFT = 2;
    static final int RIGHT = 3;

    /// Numbers of a channel in a parameter word.
    static final int PARAMETER_NUMBERS = 4;

    /// One memory: words of equally many numbers.
    static final class Bank {
        private final String name;
        private final int numbersPerWord;
        private final int depth;
        private final int[] numbers;
        private final BitSet written;

        Bank(String name, int depth, int numbersPerWord) {
            this.name = name;
            this.depth = depth;
            this.numbersPerWord = numbersPerWord;
            this.numbers = new int[Math.multiplyExact(depth, numbersPerWord)];
            this.written = new BitSet(depth);
        }

        /// Marks a word as written and tells where its numbers begin.
        int writing(int word) {
            requireInside(word);
            written.set(word);
            return word * numbersPerWord;
        }

        /// Where the numbers of a word begin that must have been written.
        int reading(int word) {
            requireInside(word);
            if (!written.get(word)) {
                throw new EngineFault("word " + word + " of the " + name + " is read but was never written");
            }
            return word * numbersPerWord;
        }

        private void requireInside(int word) {
            if (word < 0 || word >= depth) {
                throw new EngineFault("the " + name + " has " + depth + " words, but word " + word + " is asked for");
            }
        }

        int[] numbers() {
            return numbers;
        }
    }

    private final Bank[] features;
    private final Bank[] outputs;
    private final Bank weights;
    private final Bank parameters;

    EngineBuffers(EngineShape shape) {
        features = new Bank[shape.pp()];
        outputs = new Bank[shape.pp()];
        for (int bank = 0; bank < shape.pp(); bank++) {
            features[bank] = new Bank("feature bank " + bank, shape.featureDepth(), shape.icp());
            outputs[bank] = new Bank("output bank " + bank, shape.outputDepth(), shape.icp());
        }
        weights = new Bank("weight buffer", shape.weightDepth(), shape.ocp() * shape.icp());
        parameters = new Bank("parameter buffer", shape.parameterDepth(), shape.drainChannels() * PARAMETER_NUMBERS);
    }

    Bank features(int bank) {
        return features[bank];
    }

    Bank outputs(int bank) {
        return outputs[bank];
    }

    Bank weights() {
        return weights;
    }

    Bank parameters() {
        return parameters;
    }
}
