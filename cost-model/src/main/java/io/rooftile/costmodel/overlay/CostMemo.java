package io.rooftile.costmodel.overlay;

import io.rooftile.core.design.LoopOrder;

/// A bounded table of layer costs by key, open addressing without allocation. An entry that finds no room replaces
/// another, so the table changes how long an evaluation takes, never its result. Belongs to one thread.
final class CostMemo {
    private static final int PROBES = 4;
    private static final int FIELDS = 15;

    private final long[] entries;
    private final int mask;

    /// @param sizeBits logarithm of the number of entries
    CostMemo(int sizeBits) {
        entries = new long[FIELDS << sizeBits];
        mask = (1 << sizeBits) - 1;
    }

    /// Copies what is known for a key; false when nothing is.
    ///
    /// @param key at least 0
    boolean find(long key, LayerCost out) {
        int home = home(key);
        for (int i = 0; i < PROBES; i++) {
            int at = ((home + i) & mask) * FIELDS;
            if (entries[at] == key + 1) {
                out.cycles = entries[at + 1];
                out.bytes = entries[at + 2];
                out.activeCycles = entries[at + 3];
                out.isFound = entries[at + 4] != 0;
                out.parameterWords = entries[at + 5];
                out.storedBytes = entries[at + 6];
                out.tileIndex = (int) entries[at + 7];
                out.units = (int) (entries[at + 8] >>> 1);
                out.order = (entries[at + 8] & 1) == 0 ? LoopOrder.WEIGHTS_OUTER : LoopOrder.FEATURES_OUTER;
                out.computeCycles = entries[at + 9];
                out.loadCycles = entries[at + 10];
                out.storeCycles = entries[at + 11];
                out.inputBytes = entries[at + 12];
                out.outputBytes = entries[at + 13];
                out.waitCycles = entries[at + 14];
                return true;
            }
        }
        return false;
    }

    void store(long key, LayerCost cost) {
        int home = home(key);
        int at = home * FIELDS;
        for (int i = 0; i < PROBES; i++) {
            int candidate = ((home + i) & mask) * FIELDS;
            if (entries[candidate] == 0) {
                at = candidate;
                break;
            }
        }
        entries[at] = key + 1;
        entries[at + 1] = cost.cycles;
        entries[at + 2] = cost.bytes;
        entries[at + 3] = cost.activeCycles;
        entries[at + 4] = cost.isFound ? 1 : 0;
        entries[at + 5] = cost.parameterWords;
        entries[at + 6] = cost.storedBytes;
        entries[at + 7] = cost.tileIndex;
        entries[at + 8] = ((long) cost.units << 1) | (cost.order == LoopOrder.WEIGHTS_OUTER ? 0 : 1);
        entries[at + 9] = cost.computeCycles;
        entries[at + 10] = cost.loadCycles;
        entries[at + 11] = cost.storeCycles;
        entries[at + 12] = cost.inputBytes;
        entries[at + 13] = cost.outputBytes;
        entries[at + 14] = cost.waitCycles;
    }

    private int home(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 40) & mask;
    }
}
