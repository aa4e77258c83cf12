package io.rooftile.dse.search;

/// A set of 64-bit fingerprints: open addressing, at most half full, 16 to 32 bytes each.
final class Visited {

    private long[] table = new long[1 << 10];
    private int size;
    private boolean hasZero;

    /// Adds a fingerprint and says whether it was new.
    boolean add(long fingerprint) {
        if (fingerprint == 0) {
            boolean isNew = !hasZero;
            hasZero = true;
            return isNew;
        }
        if (!insert(table, fingerprint)) {
            return false;
        }
        size++;
        if (2 * size > table.length) {
            grow();
        }
        return true;
    }

    boolean contains(long fingerprint) {
        if (fingerprint == 0) {
            return hasZero;
        }
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
