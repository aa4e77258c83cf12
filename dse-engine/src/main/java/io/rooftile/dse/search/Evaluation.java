package io.rooftile.dse.search;

import java.util.Arrays;

/// What evaluating a genome gave: Jenetics' fitness of this search.
///
/// The order is total, feasible before infeasible, and serves Jenetics' bookkeeping alone; selection goes
/// by [Ranking].
final class Evaluation implements Comparable<Evaluation> {

    private final double[] objectives;
    private final double violation;

    /// @throws IllegalArgumentException when the violation is negative or not a number, or it is 0 and an
    /// objective is not finite
    Evaluation(double[] objectives, double violation) {
        if (!(violation >= 0)) {
            throw new IllegalArgumentException("constraint violation must be 0 or more, but was " + violation);
        }
        if (violation == 0 && !Arrays.stream(objectives).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(
                    "objectives of a feasible genome must be finite, but were " + Arrays.toString(objectives));
        }
        this.objectives = objectives;
        this.violation = violation;
    }

    /// The values themselves, never to be written.
    double[] objectives() {
        return objectives;
    }

    double violation() {
        return violation;
    }

    boolean isFeasible() {
        return violation == 0;
    }

    /// Whether no objective value is larger than the other's.
    boolean isNowhereAbove(Evaluation other) {
        for (int i = 0; i < objectives.length; i++) {
            if (objectives[i] > other.objectives[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int compareTo(Evaluation other) {
        int order = Double.compare(violation, other.violation);
        return order != 0 ? order : Arrays.compare(objectives, other.objectives);
    }

    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return other instanceof Evaluation evaluation && compareTo(evaluation) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * Double.hashCode(violation) + Arrays.hashCode(objectives);
    }
}
