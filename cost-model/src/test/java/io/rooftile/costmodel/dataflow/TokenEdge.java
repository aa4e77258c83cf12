package io.rooftile.costmodel.dataflow;

import java.util.ArrayDeque;
import java.util.Deque;

/// Elements on their way between two stages, in order, with the cycle at which each becomes visible.
final class TokenEdge {
    private final long capacity;
    private final Deque<long[]> flying = new ArrayDeque<>();
    long available;

    TokenEdge(long capacity) {
        this.capacity = capacity;
    }

    void send(long elements, long cycle) {
        flying.add(new long[] {cycle, elements});
    }

    void advance(long cycle) {
        while (!flying.isEmpty() && flying.getFirst()[0] <= cycle) {
            available += flying.removeFirst()[1];
        }
    }

    boolean hasRoom() {
        return available < capacity;
    }
}
