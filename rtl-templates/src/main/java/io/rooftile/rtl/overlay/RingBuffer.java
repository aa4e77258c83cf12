package io.rooftile.rtl.overlay;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A buffer that is filled from its first word on, and from there again when the rest does not suffice; what lay
/// there gives way, the oldest first. No part lies across the middle, so that beside a part of up to half the buffer
/// there is always room for another one.
final class RingBuffer {
    private final int half;
    private final Deque<Part> parts = new ArrayDeque<>();
    private final Map<Object, Part> byContents = new HashMap<>();
    private int next;
    /// The last job that had to be done before a part was filled: what a part passes on its way, no later one asks
    /// for.
    private int freed = JobSequence.NONE;

    /// @param half words of one half of the buffer; no part is longer
    RingBuffer(int half) {
        this.half = half;
    }

    /// A part of the buffer and what it holds.
    static final class Part {
        private final Object contents;
        private final int first;
        /// The last compute job that read what lay here before, or where an earlier part lies.
        private final int freedBy;

        private int filledBy = JobSequence.NONE;
        private boolean isStored;
        private int readBy = JobSequence.NONE;
        private int lastReader;

        private Part(Object contents, int first, int freedBy, int lastReader) {
            this.contents = contents;
            this.first = first;
            this.freedBy = freedBy;
            this.lastReader = lastReader;
        }

        /// Its first word.
        int first() {
            return first;
        }

        /// The job that must have been done before it is filled, [JobSequence#NONE] where there is none.
        int freedBy() {
            return freedBy;
        }

        /// The load that filled it last, [JobSequence#NONE] where it was stored.
        int filledBy() {
            return filledBy;
        }

        void setFilledBy(int job) {
            filledBy = job;
        }

        /// Whether store jobs fill it.
        boolean isStored() {
            return isStored;
        }

        void setStored() {
            isStored = true;
        }

        void setReadBy(int job) {
            readBy = job;
        }
    }

    /// The part that holds these contents, null where none does.
    @Nullable
    Part find(Object contents) {
        return byContents.get(contents);
    }

    /// The part that holds these contents or room for them, null while that would take what a later tile reads.
    ///
    /// @param reader number of the last tile that is known to read them
    /// @param done number of the tile before which all are done
    @Nullable
    Part take(Object contents, int words, int reader, int done) {
        if (byContents.containsKey(contents)) {
            return keep(contents, reader);
        }
        int first = first(words);
        int passed = Math.floorMod(first - next, 2 * half) + words;
        if (parts.stream().takeWhile(part -> isPassed(part, passed)).anyMatch(part -> part.lastReader >= done)) {
            return null;
        }
        while (!parts.isEmpty() && isPassed(parts.element(), passed)) {
            Part old = parts.remove();
            byContents.remove(old.contents);
            freed = Math.max(freed, old.readBy);
        }
        Part part = new Part(contents, first, freed, reader);
        parts.add(part);
        byContents.put(contents, part);
        next = first + words;
        return part;
    }

    /// Keeps the part that holds these contents until another tile has read it.
    Part keep(Object contents, int reader) {
        Part known = Objects.requireNonNull(byContents.get(contents));
        known.lastReader = Math.max(known.lastReader, reader);
        return known;
    }

    /// Whether a part begins in the next so many words.
    private boolean isPassed(Part part, int words) {
        return Math.floorMod(part.first - next, 2 * half) < words;
    }

    private int first(int words) {
        if (words > half) {
            throw new IllegalArgumentException(words + " words do not fit a half of " + half);
        }
        if (next < half && next + words > half) {
            return half;
        }
        return next + words > 2 * half ? 0 : next;
    }
}
