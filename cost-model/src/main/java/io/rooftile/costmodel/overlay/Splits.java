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
}
