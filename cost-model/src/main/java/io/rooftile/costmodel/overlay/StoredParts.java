package io.rooftile.costmodel.overlay;

import java.util.Arrays;

/// Numbers for what tiles have in the feature banks: those that read the same part of the same maps in the same order
/// of banks have the same number, by the rules of the instruction compiler. Mutable and reused.
final class StoredParts {
    /// A part: its maps, rows, columns and words, and what the order of banks depends on.
    private static final int NUMBERS = 13;

    private static final int BUCKETS = 256;

    /// By bucket the part that came last, by part the one of its bucket before.
    private final int[] last = new int[BUCKETS];
    private int[] before = new int[64];
    private int[] parts = new int[64 * NUMBERS];
    private int at;
    int count;

    StoredParts() {
        clear();
    }

    void clear() {
        Arrays.fill(last, Workload.NONE);
        count = 0;
        at = 0;
    }

    /// Adds one of the numbers of the part that is looked for.
    private StoredParts with(int number) {
        parts[count * NUMBERS + at++] = number;
        return this;
    }

    /// The number of what a tile reads.
    ///
    /// @param columns that it makes, by which the banks of a row are turned against those of the row above
    int of(
            TileTable.TaskCut cut,
            int inputWord,
            int inputWords,
            int inputRow,
            int inputRows,
            int inputColumn,
            int inputColumns,
            int columns) {
        if (count == before.length) {
            before = Arrays.copyOf(before, 2 * count);
            parts = Arrays.copyOf(parts, 2 * count * NUMBERS);
        }
        LayerShape shape = cut.shape;
        at = 0;
        with(cut.reads[0]).with(shape.mode().operands() > 1 ? cut.reads[1] : Workload.NONE);
        with(inputWord).with(inputWords).with(inputRow).with(inputRows);
        with(inputColumn).with(inputColumns).with(columns);
        with(shape.row().stride()).with(shape.column().stride());
        with(shape.row().times()).with(shape.column().times());
        return known();
    }

    private int known() {
        int own = count * NUMBERS;
        int hash = 1;
        for (int i = 0; i < NUMBERS; i++) {
            hash = 31 * hash + parts[own + i];
        }
        int bucket = Math.floorMod(hash ^ hash >>> 16, BUCKETS);
        for (int part = last[bucket]; part != Workload.NONE; part = before[part]) {
            if (Arrays.equals(parts, part * NUMBERS, (part + 1) * NUMBERS, parts, own, own + NUMBERS)) {
                return part;
            }
        }
        before[count] = last[bucket];
        last[bucket] = count;
        return count++;
    }
}
