package io.rooftile.dse.search;

import java.util.Arrays;

/// A feasible genome with its objective values, as an archive holds it; ordered by objectives, then by
/// genes.
///
/// @param <G> the genome
public final class Entry<G extends Genome<G>> implements Comparable<Entry<G>> {

    private final G genes;
    private final double[] objectives;

    Entry(G genes, double[] objectives) {
        this.genes = genes;
        this.objectives = objectives;
    }

    /// The genome.
    public G genes() {
        return genes;
    }

    /// The value of objective `index`, minimised.
    public double objective(int index) {
        return objectives[index];
    }

    /// A fresh array of all objective values.
    public double[] objectives() {
        return objectives.clone();
    }

    /// The values themselves, never to be written.
    double[] values() {
        return objectives;
    }

    @Override
    public int compareTo(Entry<G> other) {
        int order = Arrays.compare(objectives, other.objectives);
        return order != 0 ? order : genes.compareTo(other.genes);
    }

    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return other instanceof Entry<?> entry
                && genes.equals(entry.genes)
                && Arrays.equals(objectives, entry.objectives);
    }

    @Override
    public int hashCode() {
        return 31 * genes.hashCode() + Arrays.hashCode(objectives);
    }

    @Override
    public String toString() {
        return genes + " -> " + Arrays.toString(objectives);
    }
}
