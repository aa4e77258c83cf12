package io.rooftile.dse.search;

import java.util.List;
import java.util.Optional;

/// Stops a search whose front has ceased to move.
///
/// Each `window` generations the front is compared with the one of the window before by the additive
/// epsilon indicator: the smallest shift, as a fraction of each objective's range, after which the old
/// front would dominate the new one. Below `epsilon` the search has stagnated. The indicator needs no
/// reference point, never falls when the front improves and costs little for any number of objectives,
/// which the hypervolume does not offer. While nothing is feasible the least violation must fall by the
/// fraction `epsilon`.
///
/// Source of the indicator: Zitzler, Thiele, Laumanns, Fonseca and Grunert da Fonseca 2003,
/// <https://doi.org/10.1109/TEVC.2003.810758>.
final class Stagnation implements StopRule {

    private final int window;
    private final double epsilon;
    private long nextGeneration;
    private long changes;
    private double leastViolation = Double.POSITIVE_INFINITY;
    private double[][] front = {};

    Stagnation(int window, double epsilon) {
        if (window < 1) {
            throw new IllegalArgumentException("window must be at least 1 generation, but was " + window);
        }
        if (!(epsilon >= 0)) {
            throw new IllegalArgumentException("epsilon must be 0 or more, but was " + epsilon);
        }
        this.window = window;
        this.epsilon = epsilon;
        this.nextGeneration = window;
    }

    @Override
    public Optional<String> reason(Progress progress) {
        if (progress.generation() < nextGeneration) {
            return Optional.empty();
        }
        boolean moved = moved(progress);
        nextGeneration = progress.generation() + window;
        return moved ? Optional.empty() : Optional.of("front unchanged for " + window + " generations");
    }

    private boolean moved(Progress progress) {
        double[][] before = front;
        double violationBefore = leastViolation;
        boolean unchanged = progress.archive().changes() == changes;
        front = values(progress.archive().members());
        changes = progress.archive().changes();
        leastViolation = progress.leastViolation();
        if (front.length == 0) {
            return leastViolation < violationBefore * (1 - epsilon);
        }
        return before.length == 0 || (!unchanged && shift(before, front) > epsilon);
    }

    private static double[][] values(List<? extends Entry<?>> entries) {
        return entries.stream().map(Entry::values).toArray(double[][]::new);
    }

    /// The smallest shift of `before`, in fractions of the ranges of `after`, that makes it weakly dominate
    /// `after`.
    static double shift(double[][] before, double[][] after) {
        double[] scales = scales(after);
        double largest = 0;
        for (double[] target : after) {
            double smallest = Double.POSITIVE_INFINITY;
            for (int i = 0; i < before.length && smallest > largest; i++) {
                smallest = Math.min(smallest, shift(before[i], target, scales, smallest));
            }
            largest = Math.max(largest, smallest);
        }
        return largest;
    }

    private static double shift(double[] from, double[] to, double[] scales, double enough) {
        double shift = 0;
        for (int k = 0; k < to.length && shift < enough; k++) {
            shift = Math.max(shift, (from[k] - to[k]) * scales[k]);
        }
        return shift;
    }

    /// One over the range of each objective; where there is none, any difference counts as a whole range
    /// relative to the value.
    private static double[] scales(double[][] points) {
        double[] scales = new double[points[0].length];
        for (int k = 0; k < scales.length; k++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (double[] point : points) {
                low = Math.min(low, point[k]);
                high = Math.max(high, point[k]);
            }
            double range = high > low ? high - low : Math.abs(high);
            scales[k] = range > 0 ? 1 / range : 1;
        }
        return scales;
    }
}
