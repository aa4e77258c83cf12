package io.rooftile.dse.search;

import java.util.Arrays;

/// How lonely each point of one front is, kept up to date while the most crowded are removed one by one.
///
/// Loneliness is the product of the distances to the two nearest neighbours, distances being Euclidean in
/// objectives scaled to the front's range; the best point of each objective is infinitely lonely. It
/// replaces the crowding distance of NSGA-II, which adds gaps of different objectives that need not lie at
/// the same place and so spreads badly in more than two objectives.
///
/// Source: Kukkonen and Deb 2006, "A fast and effective method for pruning of non-dominated solutions in
/// many-objective problems", <https://doi.org/10.1007/11844297_56>.
final class Vicinity {

    private static final int MATRIX_LIMIT = 1024;

    private final double[][] points;
    private final double[][] squares;
    private final boolean[] removed;
    private final boolean[] best;
    private final int[] nearest;
    private final int[] second;
    private final double[] loneliness;
    private int remaining;

    /// The vicinity of all `points`, which are objective values and are copied.
    Vicinity(double[][] points) {
        int n = points.length;
        this.points = scaled(points);
        this.squares = n <= MATRIX_LIMIT ? squares(this.points) : new double[0][];
        this.removed = new boolean[n];
        this.best = new boolean[n];
        this.nearest = new int[n];
        this.second = new int[n];
        this.loneliness = new double[n];
        this.remaining = n;
        for (int k = 0; n > 0 && k < points[0].length; k++) {
            best[smallest(k)] = true;
        }
        for (int i = 0; i < n; i++) {
            look(i);
        }
    }

    /// How lonely point `index` is among those that remain.
    double loneliness(int index) {
        return loneliness[index];
    }

    /// Removes the least lonely points (ties: the later one) until `count` remain, and returns these,
    /// ascending.
    int[] thin(int count) {
        while (remaining > count) {
            remove(leastLonely());
        }
        int[] kept = new int[remaining];
        int size = 0;
        for (int i = 0; i < points.length; i++) {
            if (!removed[i]) {
                kept[size++] = i;
            }
        }
        return kept;
    }

    private int leastLonely() {
        int least = -1;
        for (int i = 0; i < points.length; i++) {
            if (!removed[i] && (least < 0 || loneliness[i] <= loneliness[least])) {
                least = i;
            }
        }
        return least;
    }

    private void remove(int index) {
        removed[index] = true;
        remaining--;
        for (int i = 0; i < points.length; i++) {
            if (!removed[i] && (nearest[i] == index || second[i] == index)) {
                look(i);
            }
        }
    }

    /// Finds the two nearest remaining neighbours of point `index`.
    private void look(int index) {
        double first = Double.POSITIVE_INFINITY;
        double next = Double.POSITIVE_INFINITY;
        nearest[index] = -1;
        second[index] = -1;
        for (int i = 0; i < points.length; i++) {
            if (i != index && !removed[i]) {
                double distance = squares.length > 0 ? squares[index][i] : square(points[i], points[index]);
                if (distance < first) {
                    next = first;
                    second[index] = nearest[index];
                    first = distance;
                    nearest[index] = i;
                } else if (distance < next) {
                    next = distance;
                    second[index] = i;
                }
            }
        }
        loneliness[index] = best[index] ? Double.POSITIVE_INFINITY : Math.sqrt(first) * Math.sqrt(next);
    }

    /// All squared distances, kept for small fronts only.
    private static double[][] squares(double[][] points) {
        double[][] squares = new double[points.length][points.length];
        for (int i = 0; i < points.length; i++) {
            for (int j = 0; j < i; j++) {
                squares[i][j] = square(points[i], points[j]);
                squares[j][i] = squares[i][j];
            }
        }
        return squares;
    }

    private static double square(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += (a[k] - b[k]) * (a[k] - b[k]);
        }
        return sum;
    }

    private int smallest(int objective) {
        int smallest = 0;
        for (int i = 1; i < points.length; i++) {
            if (points[i][objective] < points[smallest][objective]) {
                smallest = i;
            }
        }
        return smallest;
    }

    private static double[][] scaled(double[][] points) {
        double[][] scaled = new double[points.length][];
        Arrays.setAll(scaled, i -> points[i].clone());
        for (int k = 0; points.length > 0 && k < points[0].length; k++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (double[] point : points) {
                low = Math.min(low, point[k]);
                high = Math.max(high, point[k]);
            }
            double scale = high > low ? 1 / (high - low) : 1;
            for (double[] point : scaled) {
                point[k] = (point[k] - low) * scale;
            }
        }
        return scaled;
    }
}
