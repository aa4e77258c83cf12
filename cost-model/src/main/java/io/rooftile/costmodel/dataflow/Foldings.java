package io.rooftile.costmodel.dataflow;

import io.rooftile.core.dataflow.Folding;
import io.rooftile.core.dataflow.StageShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/// The foldings of a stage that are worth trying.
final class Foldings {
    /// One legal pair.
    record Pair(int pe, int simd) {}

    /// How many foldings of one interval are kept: the cheapest.
    private static final int PER_INTERVAL = 3;

    private Foldings() {}

    /// All legal pairs with at most so many products per cycle.
    static List<Pair> legal(StageShape shape, long mostProducts) {
        List<Integer> simds = new ArrayList<>();
        int length = shape.kind() == StageShape.Kind.MATRIX || shape.kind() == StageShape.Kind.CHANNELWISE
                ? shape.dotLength()
                : 1;
        for (int simd = 1; simd <= length; simd++) {
            if (length % simd == 0 && shape.isSimd(simd)) {
                simds.add(simd);
            }
        }
        List<Pair> pairs = new ArrayList<>();
        for (int pe = 1; pe <= shape.lanes(); pe++) {
            if (shape.isPe(pe)) {
                for (int simd : simds) {
                    if ((long) pe * simd <= mostProducts || pe * simd == 1) {
                        pairs.add(new Pair(pe, simd));
                    }
                }
            }
        }
        return pairs;
    }

    /// Legal pairs without those that no design needs: for each interval the cheapest few, and none that is slower than
    /// another and not cheaper. From the slowest to the fastest.
    ///
    /// @param score what a pair costs, in one number
    static List<Pair> useful(StageShape shape, long mostProducts, ToDoubleFunction<Pair> score) {
        record Scored(Pair pair, double cost) {}
        TreeMap<Long, List<Scored>> byInterval = new TreeMap<>();
        for (Pair pair : legal(shape, mostProducts)) {
            long interval = Folding.of(shape, pair.pe(), pair.simd()).intervalCycles();
            byInterval
                    .computeIfAbsent(interval, _ -> new ArrayList<>())
                    .add(new Scored(pair, score.applyAsDouble(pair)));
        }
        List<Pair> useful = new ArrayList<>();
        double cheapestFaster = Double.POSITIVE_INFINITY;
        for (List<Scored> group : byInterval.values()) {
            group.sort(Comparator.comparingDouble(Scored::cost)
                    .thenComparingInt(s -> s.pair().pe()));
            double cheapest = group.getFirst().cost();
            if (cheapest < cheapestFaster) {
                cheapestFaster = cheapest;
                List<Scored> kept = group.subList(0, Math.min(PER_INTERVAL, group.size()));
                for (Scored scored : kept.reversed()) {
                    useful.add(scored.pair());
                }
            }
        }
        return List.copyOf(useful.reversed());
    }
}
