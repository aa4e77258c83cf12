package io.rooftile.dse.search;

import java.util.Arrays;
import java.util.List;

/// The best members of a population, with the preference among them: first the better group, then the
/// lonelier member.
///
/// Groups ([Ranking]) are taken whole while they fit; the one that does not is thinned by [Vicinity].
final class Survivors {

    private final int[] members;
    private final int[] rank;
    private final double[] loneliness;
    private int size;

    private Survivors(int capacity) {
        members = new int[capacity];
        rank = new int[capacity];
        loneliness = new double[capacity];
    }

    /// The best `count` members of `population`, all of it when it is smaller.
    static Survivors of(Evaluation[] population, int count) {
        Survivors survivors = new Survivors(Math.min(count, population.length));
        List<int[]> groups = Ranking.groups(population);
        for (int group = 0; survivors.size < survivors.members.length; group++) {
            survivors.take(groups.get(group), group, population);
        }
        return survivors;
    }

    private void take(int[] group, int groupRank, Evaluation[] population) {
        double[][] points = Arrays.stream(group)
                .mapToObj(member -> population[member].objectives())
                .toArray(double[][]::new);
        boolean hasPoints = population[group[0]].isFeasible();
        Vicinity vicinity = new Vicinity(hasPoints ? points : new double[0][]);
        int room = Math.min(group.length, members.length - size);
        int[] kept = hasPoints
                ? vicinity.thin(room)
                : java.util.stream.IntStream.range(0, room).toArray();
        for (int k : kept) {
            members[size] = group[k];
            rank[size] = groupRank;
            loneliness[size] = hasPoints ? vicinity.loneliness(k) : 0;
            size++;
        }
    }

    int size() {
        return size;
    }

    /// The index in the population of survivor `survivor`.
    int member(int survivor) {
        return members[survivor];
    }

    /// Negative when survivor `a` is preferred to survivor `b`.
    int compare(int a, int b) {
        return rank[a] != rank[b] ? Integer.compare(rank[a], rank[b]) : Double.compare(loneliness[b], loneliness[a]);
    }
}
