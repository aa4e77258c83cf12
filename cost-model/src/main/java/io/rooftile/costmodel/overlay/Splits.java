package io.rooftile.costmodel.overlay;

import java.util.Arrays;

/// The useful ways to cut a length: for each number of parts that a cut can give, the smallest part size that
/// gives it. Sizes fall, counts rise; the first is the whole. There are at most `2*sqrt(length)`.
final class Splits {
    final int[] sizes;
    final int[] counts;

    private Splits(int[] sizes, int[] counts) {
        this.sizes = sizes;
        this.counts = counts;
    }

    static Splits of(int length) {
        int[] sizes = new int[2 * (int) Math.sqrt(length) + 2];
        int[] counts = new int[sizes.length];
        int n = 0;
        int size = length;
        while (size >= 1) {
            int count = Math.ceilDiv(length, size);
            int smallest = Math.ceilDiv(length, count);
            sizes[n] = smallest;
            counts[n] = count;
            n++;
            size = smallest - 1;
        }
        return new Splits(Arrays.copyOf(sizes, n), Arrays.copyOf(counts, n));
    }

    /// The whole, and of the other cuts those with sizes below `limit`.
    Splits below(int limit) {
        int from = 1;
        while (from < sizes.length && sizes[from] >= limit) {
            from++;
        }
        if (from == 1) {
            return this;
        }
        int kept = sizes.length - from + 1;
        int[] keptSizes = new int[kept];
        int[] keptCounts = new int[kept];
        keptSizes[0] = sizes[0];
        keptCounts[0] = counts[0];
        System.arraycopy(sizes, from, keptSizes, 1, kept - 1);
        System.arraycopy(counts, from, keptCounts, 1, kept - 1);
        return new Splits(keptSizes, keptCounts);
    }
}
