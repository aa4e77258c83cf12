package io.rooftile.costmodel.fabric;

/// A binary tree of adders, whatever the part makes them of.
public final class AdderTree {
    private AdderTree() {}

    /// Sum of the result widths of all adders of a binary tree: level `l` adds pairs into `bits + l`. Times
    /// [Fabric#adderLuts] of one bit it is the tree's LUTs, and with a register behind each adder its flip-flops.
    public static long bits(long terms, int bits) {
        return bits(terms, bits, Integer.MAX_VALUE);
    }

    /// The same of a tree in which no sum needs more bits than so many.
    public static long bits(long terms, int bits, int mostBits) {
        long sum = 0;
        long left = terms;
        int width = bits;
        while (left > 1) {
            width = Math.min(mostBits, width + 1);
            sum += (left / 2) * width;
            left = (left + 1) / 2;
        }
        return sum;
    }

    /// Bits of the registers of such a tree, one behind every second level and behind the last.
    public static long registerBits(long terms, int bits, int mostBits) {
        long sum = 0;
        long left = terms;
        int width = bits;
        for (int level = 1; left > 1; level++) {
            width = Math.min(mostBits, width + 1);
            left = (left + 1) / 2;
            if (level % 2 == 0 || left == 1) {
                sum += left * width;
            }
        }
        return sum;
    }
}
