package io.rooftile.dse.search;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// An immutable vector of small non-negative integers, gene `i` in `0..cardinality_i-1`; ordered
/// lexicographically.
public final class IntegerGenes implements Genome<IntegerGenes> {

    private final int[] values;
    private final long fingerprint;

    private IntegerGenes(int[] values) {
        this.values = values;
        long bits = Fingerprint.EMPTY;
        for (int value : values) {
            bits = Fingerprint.append(bits, value);
        }
        this.fingerprint = bits;
    }

    /// The genes with these values, which are copied.
    public static IntegerGenes of(int... values) {
        return new IntegerGenes(values.clone());
    }

    /// Number of genes.
    public int length() {
        return values.length;
    }

    /// The value of gene `index`.
    public int get(int index) {
        return values[index];
    }

    /// These genes with one of them changed.
    public IntegerGenes with(int index, int value) {
        int[] copy = values.clone();
        copy[index] = value;
        return new IntegerGenes(copy);
    }

    /// A fresh array of the values.
    public int[] toArray() {
        return values.clone();
    }

    @Override
    public long fingerprint() {
        return fingerprint;
    }

    @Override
    public int compareTo(IntegerGenes other) {
        return Arrays.compare(values, other.values);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IntegerGenes genes
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
