package io.rooftile.rtl.dataflow;

import java.util.Map;

/// How deep FIFOs are. Two words between two stages are enough unless words come in bursts, as behind a pool. In front
/// of a join a branch may have to wait for another one. How long shows when the circuit is replayed with FIFOs that
/// never fill.
///
/// @param words by name of the FIFO
/// @param isEndlessAtJoins whether those in front of joins that are not named never fill
/// @param isEndlessElsewhere whether all others that are not named never fill; they hold two words otherwise
public record FifoDepths(Map<String, Integer> words, boolean isEndlessAtJoins, boolean isEndlessElsewhere) {
    /// Words of a FIFO that is read while the next word is written.
    public static final int BETWEEN_STAGES = 2;

    /// FIFOs in front of joins that never fill.
    public static final FifoDepths ENDLESS_AT_JOINS = new FifoDepths(Map.of(), true, false);

    /// FIFOs that never fill, also where the words come in.
    public static final FifoDepths ENDLESS = new FifoDepths(Map.of(), true, true);

    public FifoDepths {
        words = Map.copyOf(words);
    }

    /// Named FIFOs of some depth, two words in all others.
    ///
    /// @param words by name
    public static FifoDepths of(Map<String, Integer> words) {
        return new FifoDepths(words, false, false);
    }

    int of(String name, boolean isAtJoin, long wordsPerInference) {
        boolean isEndless = isAtJoin ? isEndlessAtJoins : isEndlessElsewhere;
        int usual = isEndless ? Math.toIntExact(2 * wordsPerInference + BETWEEN_STAGES) : BETWEEN_STAGES;
        return words.getOrDefault(name, usual);
    }

    /// Whether a FIFO is there at a place that usually has none: where words come in, behind a pool.
    boolean isWanted(String name) {
        return isEndlessElsewhere || words.containsKey(name);
    }
}
