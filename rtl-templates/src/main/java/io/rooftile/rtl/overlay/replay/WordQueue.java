package io.rooftile.rtl.overlay.replay;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// `stream_fifo`, or `stream_fifo_ram`, whose words go through an output register.
///
/// @param <W> words
final class WordQueue<W> {
    private final int depth;
    private final boolean isRam;
    private final Deque<W> words = new ArrayDeque<>();
    private @Nullable W out;

    WordQueue(int depth, boolean isRam) {
        this.depth = depth;
        this.isRam = isRam;
    }

    boolean hasRoom() {
        return words.size() < depth;
    }

    /// The word that is offered, null when there is none.
    @Nullable
    W head() {
        return isRam ? out : words.peekFirst();
    }

    /// The clock edge of the output.
    void step(boolean isTaken) {
        if (isRam) {
            if (out == null || isTaken) {
                out = words.pollFirst();
            }
        } else if (isTaken) {
            words.removeFirst();
        }
    }

    /// The clock edge of the input, behind that of the output.
    void add(W word) {
        words.addLast(word);
    }
}
