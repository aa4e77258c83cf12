package io.rooftile.dse.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// The non-dominated entries among all that were offered; everything is minimised.
///
/// No entry dominates another or equals it in all objectives; among entries of equal objectives the
/// smallest genes stay. Without a capacity the content is a function of the set of offers, not of their
/// order. With a capacity it is a function of their sequence: an archive that would grow beyond it is
/// thinned to four fifths, the entries of the most crowded ones ([Vicinity]) going first, so that the best
/// of each objective stays.
///
/// All methods may be called from any thread: a front can be taken while the search is running.
///
/// @param <G> the genome
public final class ParetoArchive<G extends Genome<G>> {

    private final int objectiveCount;
    private final int capacity;
    private final NdTree<G> tree;
    private List<Entry<G>> members = List.of();
    private boolean stale;
    private long changes;

    private ParetoArchive(int objectiveCount, int capacity) {
        if (objectiveCount < 1) {
            throw new IllegalArgumentException("objectiveCount must be at least 1, but was " + objectiveCount);
        }
        if (capacity < 10) {
            throw new IllegalArgumentException("capacity must be at least 10, but was " + capacity);
        }
        this.objectiveCount = objectiveCount;
        this.capacity = capacity;
        this.tree = new NdTree<>(objectiveCount);
    }

    /// An empty archive that keeps everything non-dominated.
    public static <G extends Genome<G>> ParetoArchive<G> unbounded(int objectiveCount) {
        return new ParetoArchive<>(objectiveCount, Integer.MAX_VALUE);
    }

    /// An empty archive of at most `capacity` entries, 10 or more.
    public static <G extends Genome<G>> ParetoArchive<G> bounded(int objectiveCount, int capacity) {
        return new ParetoArchive<>(objectiveCount, capacity);
    }

    /// Offers a feasible genome with its objective values, which are copied, and says whether the archive
    /// changed.
    ///
    /// @throws IllegalArgumentException when there are not `objectiveCount` values or one is not finite
    public boolean offer(G genes, double... objectives) {
        if (objectives.length != objectiveCount) {
            throw new IllegalArgumentException(
                    "an entry has " + objectiveCount + " objectives, but got " + objectives.length);
        }
        double[] values = objectives.clone();
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(
                        "objective " + i + " of " + genes + " must be finite, but was " + values[i]);
            }
            values[i] += 0.0; // turns -0.0 into 0.0, which the order of entries would tell apart
        }
        return offer(new Entry<>(genes, values));
    }

    private synchronized boolean offer(Entry<G> entry) {
        boolean changed =
                switch (tree.offer(entry)) {
                    case REJECTED -> false;
                    case REPLACED_EQUAL -> true;
                    case ADDED -> {
                        changes++;
                        yield true;
                    }
                };
        if (changed) {
            stale = true;
            if (tree.size() > capacity) {
                thin();
            }
        }
        return changed;
    }

    private void thin() {
        List<Entry<G>> all = entries();
        Vicinity vicinity = new Vicinity(all.stream().map(Entry::values).toArray(double[][]::new));
        BitSet kept = new BitSet(all.size());
        for (int index : vicinity.thin(capacity - capacity / 5)) {
            kept.set(index);
        }
        for (int index = kept.nextClearBit(0); index < all.size(); index = kept.nextClearBit(index + 1)) {
            tree.remove(all.get(index));
        }
        stale = true;
    }

    /// The entries, ordered by objectives and then by genes; a copy.
    public synchronized List<Entry<G>> entries() {
        return members().stream().sorted().toList();
    }

    /// The entries in an order that depends on the sequence of offers but costs no sorting.
    synchronized List<Entry<G>> members() {
        if (stale) {
            List<Entry<G>> current = new ArrayList<>(tree.size());
            tree.forEach(current::add);
            members = List.copyOf(current);
            stale = false;
        }
        return members;
    }

    /// Number of entries.
    public synchronized int size() {
        return tree.size();
    }

    /// How many offers have changed the front, that is, were kept with objective values it did not hold.
    public synchronized long changes() {
        return changes;
    }

    /// Number of objectives of each entry.
    public int objectiveCount() {
        return objectiveCount;
    }
}
