package io.rooftile.costmodel.overlay;

/// What a buffer holds, by the rules of the instruction compiler: it is filled from its first word on and from there
/// again, the oldest parts give way, and no part lies across the middle. Parts have numbers, in the order in which
/// they came. Mutable and reused.
final class PartRing {
    /// No room, or no part.
    static final int NONE = -1;

    private int half;
    private int next;
    private int oldest;
    private int count;
    private int mask = 63;
    /// The last tile that had to be done before a part was filled: what a part passes on its way, no later one asks
    /// for.
    private int freed;
    /// By part: its first word, the last tile that reads it, the load that fills it, or whether stores do, and the
    /// last tile that read what lay there or where an earlier part lies.
    private int[] first = new int[mask + 1];
    private int[] lastReader = new int[mask + 1];
    private int[] filled = new int[mask + 1];
    private boolean[] stored = new boolean[mask + 1];
    private int[] freedBy = new int[mask + 1];

    void clear(int halfWords) {
        half = halfWords;
        next = 0;
        oldest = 0;
        count = 0;
        freed = NONE;
    }

    /// Whether a part is still there.
    boolean has(int part) {
        return part >= oldest;
    }

    /// Keeps a part until another tile has read it.
    void keep(int part, int reader) {
        lastReader[part & mask] = Math.max(lastReader[part & mask], reader);
    }

    /// Makes room for words.
    ///
    /// @param reader the last tile that is known to read them
    /// @param done the tile before which all are done
    /// @return the new part, [#NONE] while that would take what a later tile reads
    int take(int words, int reader, int done) {
        int all = 2 * half;
        int start = next < half && next + words > half ? half : next + words > all ? 0 : next;
        int passed = Math.floorMod(start - next, all) + words;
        int end = oldest;
        int last = NONE;
        while (end < count && Math.floorMod(first[end & mask] - next, all) < passed) {
            if (lastReader[end & mask] >= done) {
                return NONE;
            }
            last = Math.max(last, lastReader[end & mask]);
            end++;
        }
        oldest = end;
        freed = Math.max(freed, last);
        if (count - oldest > mask) {
            grow();
        }
        int at = count & mask;
        first[at] = start;
        lastReader[at] = reader;
        filled[at] = NONE;
        stored[at] = false;
        freedBy[at] = freed;
        next = start + words;
        return count++;
    }

    /// The last tile that must be done before a part is filled, [#NONE] where there is none.
    int freedBy(int part) {
        return freedBy[part & mask];
    }

    /// The first word of a part.
    int first(int part) {
        return first[part & mask];
    }

    /// The last load that fills a part, [#NONE] where stores do.
    int filled(int part) {
        return filled[part & mask];
    }

    void setFilled(int part, int load) {
        filled[part & mask] = load;
    }

    /// Whether stores fill a part, not loads.
    boolean isStored(int part) {
        return stored[part & mask];
    }

    void setStored(int part) {
        stored[part & mask] = true;
    }

    private void grow() {
        int size = 2 * (mask + 1);
        int[] newFirst = new int[size];
        int[] newReader = new int[size];
        int[] newFilled = new int[size];
        boolean[] newStored = new boolean[size];
        int[] newFreedBy = new int[size];
        for (int i = oldest; i < count; i++) {
            newFirst[i & (size - 1)] = first[i & mask];
            newReader[i & (size - 1)] = lastReader[i & mask];
            newFilled[i & (size - 1)] = filled[i & mask];
            newStored[i & (size - 1)] = stored[i & mask];
            newFreedBy[i & (size - 1)] = freedBy[i & mask];
        }
        first = newFirst;
        lastReader = newReader;
        filled = newFilled;
        stored = newStored;
        freedBy = newFreedBy;
        mask = size - 1;
    }
}
