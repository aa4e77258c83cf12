package io.rooftile.quantization.accuracy;

import io.rooftile.quantization.accuracy.Sensitivity.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The falling curve that fits points best by least squares, in straight pieces between the means of pooled points.
///
/// Source: pool adjacent violators, Barlow et al. 1972, *Statistical Inference under Order Restrictions*.
final class FallingCurve {
    private FallingCurve() {}

    /// Points that were pooled, as their mean.
    private record Pool(double logNoise, double accuracy, int count) {
        Pool with(Pool other) {
            int total = count + other.count;
            return new Pool(
                    (logNoise * count + other.logNoise * other.count) / total,
                    (accuracy * count + other.accuracy * other.count) / total,
                    total);
        }
    }

    static List<Point> of(List<Point> points) {
        List<Pool> pools = new ArrayList<>();
        points.stream()
                .sorted(Comparator.comparingDouble(Point::logNoise)
                        .thenComparing(Point::accuracy, Comparator.reverseOrder()))
                .forEach(point -> {
                    Pool last = new Pool(point.logNoise(), point.accuracy(), 1);
                    while (!pools.isEmpty()
                            && (pools.getLast().accuracy() <= last.accuracy()
                                    || pools.getLast().logNoise() >= last.logNoise())) {
                        last = pools.removeLast().with(last);
                    }
                    pools.add(last);
                });
        return pools.stream()
                .map(pool -> new Point(pool.logNoise(), pool.accuracy()))
                .toList();
    }

    /// The curve's value; beyond its ends that of the nearest end.
    static double at(List<Point> curve, double logNoise) {
        Point before = curve.getFirst();
        for (Point point : curve) {
            if (logNoise < point.logNoise()) {
                double width = point.logNoise() - before.logNoise();
                double part = width > 0 ? Math.max(0, (logNoise - before.logNoise()) / width) : 1;
                return before.accuracy() + part * (point.accuracy() - before.accuracy());
            }
            before = point;
        }
        return before.accuracy();
    }
}
