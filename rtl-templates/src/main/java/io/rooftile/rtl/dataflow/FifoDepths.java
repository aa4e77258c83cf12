package io.rooftile.rtl.dataflow;

import java.util.Map;

/// How deep FIFOs are. Between two stages two words are enough; in front of a join a branch may have to wait
/// for another
/// one, how long shows when the circuit is replayed with FIFOs that never fill.
///
/// @param joins words by name of the FIFO, for those in front of joins; empty for as many as can ever wait
public record FifoDepths(Map<String, Integer> joins) {
    /// Words of every other FIFO: one that is read while the next one is written.
    static final int BETWEEN_STAGES = 2;

    /// FIFOs in front of joins that never fill.
    public static final FifoDepths UNBOUNDED = new FifoDepths(Map.of());

    public FifoDepths {
        joins = Map.copyOf(joins);
    }

    int atJoin(String name, long wordsPerInference) {
        return joins.getOrDefault(name, Math.toIntExact(2 * wordsPerInference + BETWEEN_STAGES));
    }
}
