package io.rooftile.dse.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Groups the members of a population by constraint-dominance, the best group first.
///
/// First the feasible members by non-dominated fronts; then those that repeat the objective values of
/// another, because they add nothing to a front; then the infeasible ones, one group per violation,
/// ascending.
///
/// Sources: Deb, Pratap, Agarwal and Meyarivan 2002, <https://doi.org/10.1109/4235.996017>; the fronts are
/// found by ENS, Zhang, Tian, Cheng and Jin 2015, <https://doi.org/10.1109/TEVC.2014.2308305>.
final class Ranking {

    private Ranking() {}

    /// The groups, as indices into `population`; every index is in one group.
    static List<int[]> groups(Evaluation[] population) {
        int[] order = IntStream.range(0, population.length)
                .boxed()
                .sorted((i, j) -> population[i].compareTo(population[j]))
                .mapToInt(i -> i)
                .toArray();
        List<Group> fronts = new ArrayList<>();
        Group copies = new Group();
        List<Group> infeasible = new ArrayList<>();
        for (int k = 0; k < order.length; k++) {
            Evaluation member = population[order[k]];
            boolean isCopy = k > 0 && member.equals(population[order[k - 1]]);
            if (!member.isFeasible()) {
                if (infeasible.isEmpty() || member.violation() > population[order[k - 1]].violation()) {
                    infeasible.add(new Group());
                }
                infeasible.getLast().add(order[k]);
            } else if (isCopy) {
                copies.add(order[k]);
            } else {
                frontFor(member, fronts, population).add(order[k]);
            }
        }
        List<int[]> groups = new ArrayList<>();
        fronts.forEach(front -> groups.add(front.toArray()));
        if (copies.size > 0) {
            groups.add(copies.toArray());
        }
        infeasible.forEach(group -> groups.add(group.toArray()));
        return groups;
    }

    /// The first front none of whose members dominates `member`. Members come in lexicographic order, so a
    /// later one never dominates an earlier one.
    private static Group frontFor(Evaluation member, List<Group> fronts, Evaluation[] population) {
        for (Group front : fronts) {
            if (!front.dominates(member, population)) {
                return front;
            }
        }
        Group added = new Group();
        fronts.add(added);
        return added;
    }

    /// A growing list of population indices.
    private static final class Group {

        private int[] indices = new int[16];
        private int size;

        void add(int index) {
            if (size == indices.length) {
                indices = Arrays.copyOf(indices, 2 * size);
            }
            indices[size++] = index;
        }

        int[] toArray() {
            return Arrays.copyOf(indices, size);
        }

        /// The latest members are the likeliest to dominate, so they are asked first.
        boolean dominates(Evaluation candidate, Evaluation[] population) {
            for (int k = size - 1; k >= 0; k--) {
                if (population[indices[k]].isNowhereAbove(candidate)) {
                    return true;
                }
            }
            return false;
        }
    }
}
