package io.rooftile.dse;

import io.rooftile.costmodel.DesignSpace;
import io.rooftile.costmodel.Figures;
import io.rooftile.costmodel.Knob;
import io.rooftile.dse.search.IntegerGenes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Designs that no change of a single knob improves, one for each objective and each way to weigh two of them.
///
/// An overlay has a dozen knobs of a dozen values, so that trying all values of one knob while the others stand
/// still costs little; repeated over all knobs until nothing improves it ends in a design that is best along every
/// axis: cyclic coordinate descent, Luenberger and Ye, Linear and Nonlinear Programming (2008), section 8.9.
final class KnobDescent {
    private static final int MOST_ROUNDS = 8;
    private static final long MOST_EVALUATIONS = 3000;

    /// Of a small space no more than this share is tried: the rest is the search's.
    private static final double MOST_OF_SPACE = 0.001;

    /// Weight of a violated limit against objectives on their logarithmic scale: fitting comes first.
    private static final double VIOLATION_WEIGHT = 1e6;

    private final DesignSpace space;
    private final List<Objective> objectives;
    private final Figures figures = new Figures();
    private final long budget;
    private long evaluations;

    KnobDescent(DesignSpace space, List<Objective> objectives) {
        this.space = space;
        this.objectives = List.copyOf(objectives);
        this.budget = (long) Math.min(MOST_EVALUATIONS, spaceSize(space) * MOST_OF_SPACE);
    }

    /// Designs there are.
    static double spaceSize(DesignSpace space) {
        return space.knobs().stream().mapToDouble(Knob::options).reduce(1, (a, b) -> a * b);
    }

    /// The designs, without duplicates.
    ExactDesigns designs() {
        Set<IntegerGenes> found = new LinkedHashSet<>();
        for (double[] weights : weightings()) {
            found.add(IntegerGenes.of(descend(middle(), weights)));
        }
        found.add(IntegerGenes.of(smallest()));
        found.add(IntegerGenes.of(largest()));
        return new ExactDesigns(List.copyOf(found), evaluations);
    }

    /// Each objective nearly alone, then each pair.
    private List<double[]> weightings() {
        List<double[]> all = new ArrayList<>();
        for (int first = 0; first < objectives.size(); first++) {
            all.add(weighting(first, first));
        }
        for (int first = 0; first < objectives.size(); first++) {
            for (int second = first + 1; second < objectives.size(); second++) {
                all.add(weighting(first, second));
            }
        }
        return all;
    }

    /// All others keep a little weight, so that ties are broken for the better design.
    private double[] weighting(int first, int second) {
        double[] weights = new double[objectives.size()];
        Arrays.fill(weights, 1e-3);
        weights[first] = 1;
        weights[second] = 1;
        return weights;
    }

    private int[] descend(int[] start, double[] weights) {
        List<Knob> knobs = space.knobs();
        int[] choices = start;
        double best = cost(choices, weights);
        for (int round = 0; round < MOST_ROUNDS && evaluations < budget; round++) {
            double before = best;
            for (int knob = 0; knob < choices.length; knob++) {
                int kept = choices[knob];
                for (int option = 0; option < knobs.get(knob).options(); option++) {
                    choices[knob] = option;
                    double cost = cost(choices, weights);
                    if (cost < best) {
                        best = cost;
                        kept = option;
                    }
                }
                choices[knob] = kept;
            }
            if (best == before) {
                break;
            }
        }
        return choices;
    }

    private double cost(int[] choices, double[] weights) {
        evaluations++;
        space.evaluate(choices, figures);
        double cost = figures.violation * VIOLATION_WEIGHT;
        for (int i = 0; i < weights.length; i++) {
            cost += weights[i] * objectives.get(i).cost(figures);
        }
        return cost;
    }

    private int[] smallest() {
        return new int[space.knobs().size()];
    }

    private int[] middle() {
        return space.knobs().stream().mapToInt(knob -> knob.options() / 2).toArray();
    }

    /// Fits the largest parts alone, where it is the far end of the front.
    private int[] largest() {
        return space.knobs().stream().mapToInt(knob -> knob.options() - 1).toArray();
    }
}
