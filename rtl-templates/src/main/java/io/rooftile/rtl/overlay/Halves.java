package io.rooftile.rtl.overlay;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The two halves of a buffer, used in turn, and what each holds.
final class Halves {
    private static final int COUNT = 2;

    private final @Nullable Object[] contents = new Object[COUNT];
    private final int[] filledBy = new int[COUNT];
    private final int[] readBy = new int[COUNT];
    private int newest = COUNT - 1;

    Halves() {
        Arrays.fill(filledBy, JobSequence.NONE);
        Arrays.fill(readBy, JobSequence.NONE);
    }

    /// Makes a half the newest: the one that holds these contents, or the older one, which loses what it held.
    ///
    /// @return whether the half must be filled
    boolean take(Object wanted) {
        for (int half = 0; half < COUNT; half++) {
            if (wanted.equals(contents[half])) {
                newest = half;
                return false;
            }
        }
        newest = (newest + 1) % COUNT;
        contents[newest] = wanted;
        return true;
    }

    /// The half that was taken last.
    int newest() {
        return newest;
    }

    /// The half that holds these contents.
    int holding(Object wanted) {
        for (int half = 0; half < COUNT; half++) {
            if (wanted.equals(contents[half])) {
                return half;
            }
        }
        throw new IllegalStateException("no half holds " + wanted);
    }

    /// The job that filled a half last, [JobSequence#NONE] at first.
    int filledBy(int half) {
        return filledBy[half];
    }

    void setFilledBy(int half, int job) {
        filledBy[half] = job;
    }

    /// The job that read a half last, [JobSequence#NONE] at first.
    int readBy(int half) {
        return readBy[half];
    }

    void setReadBy(int half, int job) {
        readBy[half] = job;
    }
}
