package io.rooftile.rtl.overlay;

import java.util.Arrays;
import java.util.List;

/// What one unit tells another when a job is done. A job that waits for tokens starts when so many have been given and
/// takes them.
public enum Token {
    L2C(Unit.LOAD, 24, Unit.COMPUTE, 0, "the last word is in the buffer"),
    C2L(Unit.COMPUTE, 24, Unit.LOAD, 0, "the last feature, weight and parameter word was read"),
    C2S(Unit.COMPUTE, 25, Unit.STORE, 0, "the last result is in the output banks"),
    S2L(Unit.STORE, 25, Unit.LOAD, 6, "all is written"),
    S2C_FREE(Unit.STORE, 24, Unit.COMPUTE, 6, "the last output word was read"),
    S2C_STORED(Unit.STORE, 26, Unit.COMPUTE, 12, "all is written");

    /// Bits of the number of tokens that a job waits for.
    public static final int WAIT_BITS = 6;

    /// The most tokens that one job waits for.
    public static final int MOST = (1 << WAIT_BITS) - 1;

    /// The most tokens that a counter holds.
    public static final int MOST_COUNTED = (1 << 16) - 1;

    private final Unit producer;
    private final int giveBit;
    private final Unit consumer;
    private final int waitBit;
    private final String description;

    Token(Unit producer, int giveBit, Unit consumer, int waitBit, String description) {
        this.producer = producer;
        this.giveBit = giveBit;
        this.consumer = consumer;
        this.waitBit = waitBit;
        this.description = description;
    }

    /// The unit that gives it.
    public Unit producer() {
        return producer;
    }

    /// The bit of the producer's RUN that asks for it.
    public int giveBit() {
        return giveBit;
    }

    /// The unit that waits for it.
    public Unit consumer() {
        return consumer;
    }

    /// The lowest bit of the number waited for in the consumer's RUN.
    public int waitBit() {
        return waitBit;
    }

    /// When it is given.
    public String description() {
        return description;
    }

    /// Whether a RUN of the producer with this value gives it.
    public boolean isGiven(int run) {
        return (run >>> giveBit & 1) != 0;
    }

    /// How many a RUN of the consumer with this value waits for.
    public int waits(int run) {
        return run >>> waitBit & MOST;
    }

    /// The tokens that a unit gives.
    public static List<Token> givenBy(Unit unit) {
        return Arrays.stream(values()).filter(token -> token.producer == unit).toList();
    }

    /// The tokens that a unit waits for.
    public static List<Token> takenBy(Unit unit) {
        return Arrays.stream(values()).filter(token -> token.consumer == unit).toList();
    }
}
