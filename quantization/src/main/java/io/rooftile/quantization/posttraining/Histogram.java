package io.rooftile.quantization.posttraining;

import java.util.List;

/// How often numbers of a range occur, in bins of equal width.
final class Histogram {
    static final int BINS = 2048;

    private final double min;
    private final double max;
    private final long[] counts = new long[BINS];

    Histogram(double min, double max) {
        this.min = min;
        this.max = max;
    }

    /// Counts numbers; for several threads.
    ///
    /// @param elements by element, then lane
    /// @param lanes how many count
    void add(float[][] elements, int lanes) {
        long[] part = new long[BINS];
        for (float[] element : elements) {
            for (int lane = 0; lane < lanes; lane++) {
                part[bin(element[lane])]++;
            }
        }
        synchronized (this) {
            for (int bin = 0; bin < BINS; bin++) {
                counts[bin] += part[bin];
            }
        }
    }

    private int bin(double value) {
        double width = max - min;
        int bin = width > 0 ? (int) ((value - min) / width * BINS) : 0;
        return Math.clamp(bin, 0, BINS - 1);
    }

    /// The numbers of several histograms in one; each bin counts as its middle.
    static Histogram union(List<Histogram> parts) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        double min = parts.stream().mapToDouble(Histogram::min).min().orElseThrow();
        double max = parts.stream().mapToDouble(Histogram::max).max().orElseThrow();
        Histogram union = new Histogram(min, max);
        for (Histogram part : parts) {
            for (int bin = 0; bin < BINS; bin++) {
                union.counts[union.bin(part.middle(bin))] += part.counts[bin];
            }
        }
        return union;
    }

    double min() {
        return min;
    }

    double max() {
        return max;
    }

    /// The number in the middle of a bin.
    double middle(int bin) {
        return min + (bin + 0.5) * (max - min) / BINS;
    }

    /// How many numbers fell into a bin.
    long inBin(int bin) {
        return counts[bin];
    }

    private long total() {
        long total = 0;
        for (long count : counts) {
            total += count;
        }
        return total;
    }

    /// The same numbers without the farthest on either side.
    ///
    /// @param fraction of all numbers, on each side
    double[] rangeWithout(double fraction) {
        long cut = (long) (total() * fraction);
        int lower = 0;
        for (long below = counts[0]; below <= cut && lower < BINS - 1; below += counts[lower]) {
            lower++;
        }
        int upper = BINS - 1;
        for (long above = counts[upper]; above <= cut && upper > lower; above += counts[upper]) {
            upper--;
        }
        double width = (max - min) / BINS;
        return new double[] {min + lower * width, min + (upper + 1) * width};
    }
}
