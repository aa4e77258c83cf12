package io.rooftile.dse.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// A set of mutually non-dominated entries that finds what a new one dominates, or is dominated by, without
/// looking at all.
///
/// An ND-tree: each node covers nearby points and bounds them by an ideal (smallest) and a nadir (largest)
/// corner; whole subtrees are skipped, dropped or made to reject a candidate by comparing with the corners
/// alone. Bounds grow on insertion and are not shrunk on removal, so they stay valid but may be loose.
///
/// Source: Jaszkiewicz and Lust 2018, <https://doi.org/10.1109/TEVC.2018.2799684>. Distances are scaled by
/// the range of the whole set, because objectives have different units.
final class NdTree<G extends Genome<G>> {

    /// What became of an offered entry.
    enum Verdict {
        /// Dominated, or equal in objectives and not smaller in genes.
        REJECTED,
        /// Took the place of an entry of equal objectives and larger genes.
        REPLACED_EQUAL,
        /// Non-dominated; everything it dominates is gone.
        ADDED
    }

    private static final int LEAF_CAPACITY = 20;

    private final int dimensions;
    private Node<G> root;

    NdTree(int dimensions) {
        this.dimensions = dimensions;
        this.root = new Node<>(dimensions);
    }

    Verdict offer(Entry<G> candidate) {
        Verdict verdict = root.meet(candidate);
        if (verdict == Verdict.ADDED) {
            if (root.isEmpty()) {
                root = new Node<>(dimensions);
            }
            root.insert(candidate, root.scales());
        }
        return verdict;
    }

    /// Removes an entry that is in the tree.
    void remove(Entry<G> entry) {
        if (!root.remove(entry)) {
            throw new IllegalArgumentException("entry to remove must be in the tree, but is not: " + entry);
        }
    }

    int size() {
        return root.count;
    }

    void forEach(Consumer<Entry<G>> action) {
        root.forEach(action);
    }

    /// A leaf holds points and no children; an inner node holds children, none of them empty, and no
    /// points.
    private static final class Node<G extends Genome<G>> {

        private final double[] ideal;
        private final double[] nadir;
        private final List<Entry<G>> points = new ArrayList<>();
        private final List<Node<G>> children = new ArrayList<>();
        private int count;

        Node(int dimensions) {
            ideal = new double[dimensions];
            nadir = new double[dimensions];
            Arrays.fill(ideal, Double.POSITIVE_INFINITY);
            Arrays.fill(nadir, Double.NEGATIVE_INFINITY);
        }

        boolean isEmpty() {
            return count == 0;
        }

        /// Drops what `candidate` dominates and says whether it may be inserted. Within a non-dominated set
        /// a candidate that dominates one member is neither dominated by nor equal to another, so nothing
        /// is dropped for a rejected one.
        Verdict meet(Entry<G> candidate) {
            double[] y = candidate.values();
            boolean aboveIdeal = true;
            boolean belowNadir = true;
            boolean aboveNadir = true;
            boolean belowIdeal = true;
            boolean atNadir = true;
            boolean atIdeal = true;
            for (int i = 0; i < y.length; i++) {
                aboveIdeal &= ideal[i] <= y[i];
                belowIdeal &= y[i] <= ideal[i];
                atIdeal &= y[i] == ideal[i];
                aboveNadir &= nadir[i] <= y[i];
                belowNadir &= y[i] <= nadir[i];
                atNadir &= y[i] == nadir[i];
            }
            if (!aboveIdeal && !belowNadir) {
                return Verdict.ADDED;
            }
            if (aboveNadir && !atNadir) {
                return Verdict.REJECTED;
            }
            if (belowIdeal && !atIdeal) {
                points.clear();
                children.clear();
                count = 0;
                return Verdict.ADDED;
            }
            return children.isEmpty() ? meetPoints(candidate) : meetChildren(candidate);
        }

        private Verdict meetPoints(Entry<G> candidate) {
            int kept = 0;
            for (int i = 0; i < points.size(); i++) {
                Entry<G> point = points.get(i);
                switch (Dominance.of(point.values(), candidate.values())) {
                    case BETTER -> {
                        return Verdict.REJECTED;
                    }
                    case EQUAL -> {
                        if (point.genes().compareTo(candidate.genes()) <= 0) {
                            return Verdict.REJECTED;
                        }
                        points.set(i, candidate);
                        return Verdict.REPLACED_EQUAL;
                    }
                    case INCOMPARABLE -> points.set(kept++, point);
                    case WORSE -> {}
                }
            }
            points.subList(kept, points.size()).clear();
            count = kept;
            return Verdict.ADDED;
        }

        private Verdict meetChildren(Entry<G> candidate) {
            boolean emptied = false;
            for (Node<G> child : children) {
                int before = child.count;
                Verdict verdict = child.meet(candidate);
                if (verdict != Verdict.ADDED) {
                    return verdict;
                }
                count -= before - child.count;
                emptied |= child.isEmpty();
            }
            if (emptied) {
                children.removeIf(Node::isEmpty);
            }
            return Verdict.ADDED;
        }

        boolean remove(Entry<G> entry) {
            boolean removed = mayHold(entry.values())
                    && (children.isEmpty()
                            ? points.remove(entry)
                            : children.stream().anyMatch(child -> child.remove(entry)));
            if (removed) {
                count--;
                children.removeIf(Node::isEmpty);
            }
            return removed;
        }

        private boolean mayHold(double[] y) {
            for (int i = 0; i < y.length; i++) {
                if (y[i] < ideal[i] || y[i] > nadir[i]) {
                    return false;
                }
            }
            return true;
        }

        void insert(Entry<G> entry, double[] scales) {
            widen(entry.values());
            count++;
            if (!children.isEmpty()) {
                nearest(children, entry, scales).insert(entry, scales);
                return;
            }
            points.add(entry);
            if (points.size() > LEAF_CAPACITY) {
                split(scales);
            }
        }

        private void widen(double[] y) {
            for (int i = 0; i < y.length; i++) {
                ideal[i] = Math.min(ideal[i], y[i]);
                nadir[i] = Math.max(nadir[i], y[i]);
            }
        }

        /// Seeds one child more than there are objectives, each with the point farthest from the earlier
        /// seeds; the rest goes to the nearest child.
        private void split(double[] scales) {
            List<Entry<G>> rest = new ArrayList<>(points);
            List<Entry<G>> seeds = new ArrayList<>(List.of(farthest(rest, points, scales)));
            rest.remove(seeds.getFirst());
            while (seeds.size() <= ideal.length) {
                Entry<G> seed = farthest(rest, seeds, scales);
                rest.remove(seed);
                seeds.add(seed);
            }
            points.clear();
            for (Entry<G> seed : seeds) {
                Node<G> child = new Node<>(ideal.length);
                child.insert(seed, scales);
                children.add(child);
            }
            for (Entry<G> point : rest) {
                nearest(children, point, scales).insert(point, scales);
            }
        }

        private static <G extends Genome<G>> Entry<G> farthest(
                List<Entry<G>> candidates, List<Entry<G>> others, double[] scales) {
            Entry<G> best = candidates.getFirst();
            double bestDistance = -1;
            for (Entry<G> candidate : candidates) {
                double distance = 0;
                for (Entry<G> other : others) {
                    distance += distance(candidate.values(), other.values(), other.values(), scales);
                }
                if (distance > bestDistance) {
                    bestDistance = distance;
                    best = candidate;
                }
            }
            return best;
        }

        private static <G extends Genome<G>> Node<G> nearest(List<Node<G>> nodes, Entry<G> entry, double[] scales) {
            Node<G> best = nodes.getFirst();
            double bestDistance = Double.POSITIVE_INFINITY;
            for (Node<G> node : nodes) {
                double distance = distance(entry.values(), node.ideal, node.nadir, scales);
                if (distance < bestDistance) {
                    bestDistance = distance;
                    best = node;
                }
            }
            return best;
        }

        /// Squared, scaled distance of `y` from the middle of `low` and `high`.
        private static double distance(double[] y, double[] low, double[] high, double[] scales) {
            double sum = 0;
            for (int i = 0; i < y.length; i++) {
                double difference = (y[i] - 0.5 * (low[i] + high[i])) * scales[i];
                sum += difference * difference;
            }
            return sum;
        }

        /// One over the range of each objective, 1 where there is none.
        double[] scales() {
            double[] scales = new double[ideal.length];
            for (int i = 0; i < scales.length; i++) {
                double range = nadir[i] - ideal[i];
                scales[i] = range > 0 ? 1 / range : 1;
            }
            return scales;
        }

        void forEach(Consumer<Entry<G>> action) {
            points.forEach(action);
            for (Node<G> child : children) {
                child.forEach(action);
            }
        }
    }
}
