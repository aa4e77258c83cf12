package io.rooftile.dse.search;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// An immutable vector of real numbers; ordered lexicographically.
public final class RealGenes implements Genome<RealGenes> {

    private final double[] values;
    private final long fingerprint;

    private RealGenes(double[] values) {
        this.values = values;
        long bits = Fingerprint.EMPTY;
        for (double value : values) {
            bits = Fingerprint.append(bits, Double.doubleToLongBits(value));
        }
        this.fingerprint = bits;
    }

    /// The genes with these values, which are copied.
    public static RealGenes of(double... values) {
        return new RealGenes(values.clone());
    }

    /// Number of genes.
    public int length() {
        return values.length;
    }

    /// The value of gene `index`.
    public double get(int index) {
        return values[index];
    }

    /// These genes with one of them changed.
    public RealGenes with(int index, double value) {
        double[] copy = values.clone();
        copy[index] = value;
        return new RealGenes(copy);
    }

    /// A fresh array of the values.
    public double[] toArray() {
        return values.clone();
    }

    @Override
    public long fingerprint() {
        return fingerprint;
    }

    @Override
    public int compareTo(RealGenes other) {
        return Arrays.compare(values, other.values);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RealGenes genes
                && fingerprint == genes.fingerprint
                && Arrays.equals(values, genes.values);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(fingerprint);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
