package io.rooftile.dse.search;

/// A set of 64-bit fingerprints that forgets the oldest: open addressing, tables at most half full, 16 to 32 bytes per
/// fingerprint.
///
/// A search may run until its front rests, through more designs than there is memory for. The latest fingerprints are
/// in one table; when it has as many as must be remembered, it becomes the older one, whose content is dropped.
final class Visited {

    /// As many as two tables of 64 MiB hold.
    private static final int REMEMBERED = 1 << 22;

    private static final int FIRST_LENGTH = 1 << 10;

    private final int remembered;
    private long[] table = new long[FIRST_LENGTH];
    private long[] older = new long[1];
    private int size;
    private boolean hasZero;

    Visited() {
        this(REMEMBERED);
    }

    /// @param remembered how many of the last fingerprints are known for certain; up to twice as many are
    Visited(int remembered) {
        this.remembered = remembered;
    }

    /// Adds a fingerprint and says whether it was new or forgotten.
    boolean add(long fingerprint) {
        if (fingerprint == 0) {
            boolean isNew = !hasZero;
            hasZero = true;
            return isNew;
        }
        if (holds(older, fingerprint) || !insert(table, fingerprint)) {
            return false;
        }
        size++;
        if (size == remembered) {
            older = table;
            table = new long[FIRST_LENGTH];
            size = 0;
        } else if (2 * size > table.length) {
            grow();
        }
        return true;
    }

    boolean contains(long fingerprint) {
        return fingerprint == 0 ? hasZero : holds(table, fingerprint) || holds(older, fingerprint);
    }

    private static boolean holds(long[] table, long fingerprint) {
        int mask = table.length - 1;
        int slot = (int) fingerprint & mask;
        while (table[slot] != 0 && table[slot] != fingerprint) {
            slot = (slot + 1) & mask;
        }
        return table[slot] != 0;
    }

    private static boolean insert(long[] table, long fingerprint) {
        int mask = table.length - 1;
        int slot = (int) fingerprint & mask;
        while (table[slot] != 0) {
            if (table[slot] == fingerprint) {
                return false;
            }
            slot = (slot + 1) & mask;
        }
        table[slot] = fingerprint;
        return true;
    }

    private void grow() {
        long[] larger = new long[2 * table.length];
        for (long fingerprint : table) {
            if (fingerprint != 0) {
                insert(larger, fingerprint);
            }
        }
        table = larger;
    }
}
