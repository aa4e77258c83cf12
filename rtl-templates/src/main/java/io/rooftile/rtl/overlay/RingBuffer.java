package io.rooftile.rtl.overlay;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A buffer that is filled from its first word on, and from there again when the rest does not suffice; what lay there
/// gives way. No part lies across the middle, so that beside a part of up to half the buffer there is always room for
/// another one.
final class RingBuffer {
    private final int half;
    private final List<Part> parts = new ArrayList<>();
    private int next;

    /// @param half words of one half of the buffer; no part is longer
    RingBuffer(int half) {
        this.half = half;
    }

    /// A part of the buffer and what it holds.
    static final class Part {
        private final Object contents;
        private final int first;
        private final int words;
        /// The last compute job that read what lay here before.
        private final int freedBy;

        private int filledBy = JobSequence.NONE;
        private int readBy = JobSequence.NONE;
        private int lastReader;

        private Part(Object contents, int first, int words, int freedBy, int lastReader) {
            this.contents = contents;
            this.first = first;
            this.words = words;
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

        /// The job that filled it last.
        int filledBy() {
            return filledBy;
        }

        void setFilledBy(int job) {
            filledBy = job;
        }

        void setReadBy(int job) {
            readBy = job;
        }
    }

    /// The part that holds these contents, null where none does.
    @Nullable
    Part find(Object contents) {
        return parts.stream()
                .filter(part -> part.contents.equals(contents))
                .findFirst()
                .orElse(null);
    }

    /// The part that holds these contents or room for them, null while that would take what a later tile reads.
    ///
    /// @param reader number of the last tile that is known to read them
    /// @param done number of the tile before which all are done
    @Nullable
    Part take(Object contents, int words, int reader, int done) {
        Part known = find(contents);
        if (known != null) {
            known.lastReader = Math.max(known.lastReader, reader);
            return known;
        }
        int first = first(words);
        List<Part> covered = parts.stream()
                .filter(part -> part.first < first + words && first < part.first + part.words)
                .toList();
        if (covered.stream().anyMatch(part -> part.lastReader >= done)) {
            return null;
        }
        int freedBy = covered.stream().mapToInt(part -> part.readBy).max().orElse(JobSequence.NONE);
        parts.removeAll(covered);
        Part part = new Part(contents, first, words, freedBy, reader);
        parts.add(part);
        next = first + words;
        return part;
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
