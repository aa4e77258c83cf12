package io.rooftile.dse.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// The exact hypervolume: the volume between a reference point and everything a set of points dominates,
/// all minimised.
///
/// Two objectives by a sweep, three by a sweep over a staircase. More by WFG: the volume is the sum of the
/// points' exclusive volumes, each the box of the point less what the later points, limited to that box,
/// cover of it. With the points in descending order of the last objective every limited set is flat in it,
/// so one dimension falls away at each level. Cost O(n log n) for 2 and 3 objectives, O(n^2 log n) for 4,
/// and in the worst case exponential in their number.
///
/// Sources: Fonseca, Paquete and Lopez-Ibanez 2006, <https://doi.org/10.1109/CEC.2006.1688440> (three
/// objectives); While, Bradstreet and Barone 2012, <https://doi.org/10.1109/TEVC.2010.2077298> (WFG).
public final class Hypervolume {

    private Hypervolume() {}

    /// The volume dominated by `points` up to `reference`; points that are not below the reference
    /// everywhere add nothing.
    ///
    /// @throws IllegalArgumentException when there are fewer than 2 objectives or a point's number of
    /// objectives differs
    public static double of(double[][] points, double[] reference) {
        if (reference.length < 2) {
            throw new IllegalArgumentException(
                    "the reference must have 2 or more objectives, but has " + reference.length);
        }
        for (double[] point : points) {
            if (point.length != reference.length) {
                throw new IllegalArgumentException(
                        "a point must have " + reference.length + " objectives, but has " + point.length);
            }
        }
        double[][] inside = Arrays.stream(points)
                .filter(point -> strictlyBelow(point, reference))
                .toArray(double[][]::new);
        return volume(inside, inside.length, reference, reference.length);
    }

    private static boolean strictlyBelow(double[] point, double[] reference) {
        for (int i = 0; i < point.length; i++) {
            if (!(point[i] < reference[i])) {
                return false;
            }
        }
        return true;
    }

    /// The volume of the first `count` points in the first `dimensions` objectives; reorders `points`.
    private static double volume(double[][] points, int count, double[] reference, int dimensions) {
        if (dimensions == 2) {
            return area(points, count, reference);
        }
        if (dimensions == 3) {
            return solid(points, count, reference);
        }
        int last = dimensions - 1;
        Arrays.sort(points, 0, count, Comparator.comparingDouble(point -> -point[last]));
        double[][] limited = new double[count][last];
        double volume = 0;
        for (int i = 0; i < count; i++) {
            double[] point = points[i];
            double box = 1;
            for (int k = 0; k < last; k++) {
                box *= reference[k] - point[k];
            }
            int kept = limit(points, i, count, limited, last);
            double covered = kept == 0 ? 0 : volume(limited, kept, reference, last);
            volume += (reference[last] - point[last]) * (box - covered);
        }
        return volume;
    }

    /// Writes the points after `index`, limited to its box, into `limited`, without those that others make
    /// redundant.
    private static int limit(double[][] points, int index, int count, double[][] limited, int dimensions) {
        int kept = 0;
        for (int j = index + 1; j < count; j++) {
            double[] slot = limited[kept];
            for (int k = 0; k < dimensions; k++) {
                slot[k] = Math.max(points[index][k], points[j][k]);
            }
            kept = dimensions <= 3 ? kept + 1 : admit(limited, kept, dimensions);
        }
        return kept;
    }

    /// Keeps the candidate at position `kept` unless an earlier point covers it, and drops those it covers;
    /// the new number of points.
    private static int admit(double[][] limited, int kept, int dimensions) {
        double[] candidate = limited[kept];
        int write = 0;
        for (int i = 0; i < kept; i++) {
            double[] other = limited[i];
            if (covers(other, candidate, dimensions)) {
                return kept;
            }
            if (!covers(candidate, other, dimensions)) {
                limited[i] = limited[write];
                limited[write++] = other;
            }
        }
        limited[kept] = limited[write];
        limited[write] = candidate;
        return write + 1;
    }

    private static boolean covers(double[] a, double[] b, int dimensions) {
        for (int k = 0; k < dimensions; k++) {
            if (a[k] > b[k]) {
                return false;
            }
        }
        return true;
    }

    private static double area(double[][] points, int count, double[] reference) {
        Arrays.sort(points, 0, count, Comparator.comparingDouble(point -> point[0]));
        double area = 0;
        double height = reference[1];
        for (int i = 0; i < count; i++) {
            double[] point = points[i];
            if (point[1] < height) {
                area += (reference[0] - point[0]) * (height - point[1]);
                height = point[1];
            }
        }
        return area;
    }

    /// Slices by the third objective: below each slice lies the area of the staircase of all points before
    /// it.
    private static double solid(double[][] points, int count, double[] reference) {
        Arrays.sort(points, 0, count, Comparator.comparingDouble(point -> point[2]));
        NavigableMap<Double, Double> staircase = new TreeMap<>();
        double area = 0;
        double volume = 0;
        for (int i = 0; i < count; i++) {
            area += step(staircase, points[i][0], points[i][1], reference);
            double above = i + 1 < count ? points[i + 1][2] : reference[2];
            volume += area * (above - points[i][2]);
        }
        return volume;
    }

    /// Adds a corner to a descending staircase (x to y), drops the corners it covers and returns the area
    /// gained.
    private static double step(NavigableMap<Double, Double> staircase, double x, double y, double[] reference) {
        Map.Entry<Double, Double> before = staircase.floorEntry(x);
        double height = before == null ? reference[1] : before.getValue();
        if (height <= y) {
            return 0;
        }
        double gained = 0;
        double left = x;
        Map.Entry<Double, Double> next = staircase.ceilingEntry(x);
        while (next != null && next.getValue() >= y) {
            gained += (next.getKey() - left) * (height - y);
            left = next.getKey();
            height = next.getValue();
            staircase.remove(next.getKey());
            next = staircase.higherEntry(left);
        }
        gained += ((next == null ? reference[0] : next.getKey()) - left) * (height - y);
        staircase.put(x, y);
        return gained;
    }
}
