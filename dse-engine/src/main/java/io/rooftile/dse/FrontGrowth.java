package io.rooftile.dse;

import io.rooftile.dse.search.Hypervolume;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How much a front that grows covers, as its hypervolume in boxes of the first front: the box between the best and the
/// worst of each objective of the first front that was seen is 1, and its worst corner is the reference point from then
/// on. Costs are as [Objective#cost] gives them, so the box is of ratios, not of differences.
///
/// At most [#MOST_POINTS] points are taken, evenly spread in the order given, because the volume of many points in many
/// objectives takes long; the result is then a lower bound. It never falls.
public final class FrontGrowth {
    /// Points that a volume in four objectives is known of within milliseconds.
    public static final int MOST_POINTS = 150;

    private static final double LEAST_RANGE = 1e-9;

    private double @Nullable [] reference;
    private double[] range = {};
    private double covered;

    /// What a front covers.
    ///
    /// @param front costs of each point, two or more
    public double of(double[][] front) {
        if (front.length == 0) {
            return covered;
        }
        double[] corner = reference;
        if (corner == null) {
            corner = corner(front);
            reference = corner;
        }
        int stride = Math.max(1, Math.ceilDiv(front.length, MOST_POINTS));
        double[][] points = new double[Math.ceilDiv(front.length, stride)][];
        for (int i = 0; i < points.length; i++) {
            points[i] = scaled(front[i * stride], corner);
        }
        covered = Math.max(covered, Hypervolume.of(points, new double[corner.length]));
        return covered;
    }

    private double[] corner(double[][] front) {
        double[] worst = front[0].clone();
        double[] best = front[0].clone();
        for (double[] point : front) {
            for (int i = 0; i < point.length; i++) {
                worst[i] = Math.max(worst[i], point[i]);
                best[i] = Math.min(best[i], point[i]);
            }
        }
        range = new double[worst.length];
        Arrays.setAll(range, i -> Math.max(LEAST_RANGE, worst[i] - best[i]));
        return worst;
    }

    /// In boxes from the reference point, which becomes 0.
    private double[] scaled(double[] point, double[] corner) {
        double[] scaled = new double[point.length];
        Arrays.setAll(scaled, i -> (point[i] - corner[i]) / range[i]);
        return scaled;
    }
}
