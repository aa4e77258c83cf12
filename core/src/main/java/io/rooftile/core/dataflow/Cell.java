package io.rooftile.core.dataflow;

import java.util.List;

/// One cell of a circuit as far as time goes: when it takes words and when it gives them. Words go over links with a
/// `valid` and a `ready`; one is handed over in a cycle in which both are set. What a cell computes is not told here.
///
/// A *pipe* moves as a whole, or, while its last register holds a word that is not taken, not at all. *Latency* is the
/// number of cycles from the one that takes the last word a result needs to the first one that offers the result.
public sealed interface Cell {
    /// Unique in the circuit, and the name of the instance in hardware.
    String name();

    /// How many links enter it.
    default int inputs() {
        return 1;
    }

    /// How many links leave it.
    default int outputs() {
        return 1;
    }

    /// Keeps words in order.
    ///
    /// @param depthWords words it holds, at least 2
    record Fifo(String name, int depthWords) implements Cell {
        /// Deeper ones are block RAM with a register behind it: two cycles through instead of one, and room for
        /// one word
        /// more.
        public static final int MOST_WORDS_IN_LOGIC = 32;

        public Fifo {
            if (depthWords < 2) {
                throw new IllegalArgumentException(name + ": a FIFO holds at least 2 words, but was " + depthWords);
            }
        }

        public boolean isRam() {
            return depthWords > MOST_WORDS_IN_LOGIC;
        }
    }

    /// One word in, `ratio` words out, one behind the other; latency 1.
    record Narrow(String name, int ratio) implements Cell {}

    /// `ratio` words in, one word out; latency 1.
    record Widen(String name, int ratio) implements Cell {}

    /// Every word to all outputs; each takes it when it can. Latency 0.
    record Fork(String name, int outputs) implements Cell {}

    /// A pipe that makes one result of some words.
    ///
    /// @param wordsPerResult that are taken for it
    record Pipe(String name, long wordsPerResult, int latency) implements Cell {}

    /// A pipe that takes a word of each of two inputs in the same cycle.
    record Join(String name, int latency) implements Cell {
        @Override
        public int inputs() {
            return 2;
        }
    }

    /// Words of each input in turn. Latency 0.
    ///
    /// @param words by input, how many in its turn
    record Concat(String name, List<Integer> words) implements Cell {
        public Concat {
            words = List.copyOf(words);
        }

        @Override
        public int inputs() {
            return words.size();
        }
    }

    /// A running result per column, for windows that do not overlap; latency 1.
    ///
    /// @param pixelWords words of one pixel
    record ReducePool(String name, WindowGeometry geometry, int pixelWords) implements Cell {}

    /// A line buffer that is read tap by tap: for each group, each repeat and each tap on its own `tapWords` words.
    /// Latency 1 from the cycle in which a word is addressed.
    ///
    /// @param depthPixels that it holds
    record FoldWindow(String name, WindowGeometry geometry, int groups, int repeats, int tapWords, int depthPixels)
            implements Cell {
        public FoldWindow {
            if (depthPixels < geometry.leastDepthPixels()) {
                throw new IllegalArgumentException(name + ": at least " + geometry.leastDepthPixels()
                        + " pixels must be held, but were " + depthPixels);
            }
        }

        /// Words of one input pixel.
        public int pixelWords() {
            return groups * tapWords;
        }

        /// Words that one output pixel reads.
        public long wordsPerOutput() {
            return (long) pixelWords()
                    * repeats
                    * geometry.window().fy()
                    * geometry.window().fx();
        }
    }

    /// A line buffer of one bank per row and a window of registers behind it, from which several taps are read at once:
    /// for each group and each repeat `fold` words.
    ///
    /// @param rows that it holds
    record TapsWindow(String name, WindowGeometry geometry, int groups, int repeats, int fold, int rows)
            implements Cell {
        public TapsWindow {
            if (rows < geometry.window().reachRows()) {
                throw new IllegalArgumentException(
                        name + ": at least " + geometry.window().reachRows() + " rows must be held, but were " + rows);
            }
        }

        /// Pixels that it holds.
        public int depthPixels() {
            return rows * geometry.width();
        }

        /// Words that one output pixel reads.
        public int wordsPerOutput() {
            return groups * repeats * fold;
        }
    }
}
