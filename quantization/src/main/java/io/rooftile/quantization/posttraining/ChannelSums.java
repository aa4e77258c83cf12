package io.rooftile.quantization.posttraining;

/// The sum of the numbers of each channel, in whole steps as fine as 62 bits leave room for: whole numbers add
/// up to the same in any order, so that threads may share the adding.
final class ChannelSums {
    private static final int MOST_BITS = 62;

    private final long[] sums;
    private final long count;
    private final double stepsPerUnit;

    /// Sums of nothing yet.
    ///
    /// @param farthest greatest magnitude of the numbers that will come
    /// @param count how many will come in each channel
    ChannelSums(int channels, double farthest, long count) {
        int bitsOfCount = Long.SIZE - Long.numberOfLeadingZeros(count);
        int bitsOfUnit = farthest == 0 ? 0 : Math.getExponent(farthest) + 1;
        this.sums = new long[channels];
        this.count = count;
        this.stepsPerUnit = Math.scalb(1.0, MOST_BITS - bitsOfCount - bitsOfUnit);
    }

    /// Adds numbers whose last dimension is the channels.
    ///
    /// @param elements by element, then lane
    /// @param lanes how many count
    void add(float[][] elements, int lanes) {
        long[] part = new long[sums.length];
        for (int element = 0; element < elements.length; element++) {
            for (int lane = 0; lane < lanes; lane++) {
                part[element % part.length] += Math.round(elements[element][lane] * stepsPerUnit);
            }
        }
        synchronized (this) {
            for (int channel = 0; channel < part.length; channel++) {
                sums[channel] += part[channel];
            }
        }
    }

    /// The mean of each channel, when all numbers have come.
    double[] means() {
        double[] means = new double[sums.length];
        for (int channel = 0; channel < means.length; channel++) {
            means[channel] = sums[channel] / stepsPerUnit / count;
        }
        return means;
    }
}
