package io.rooftile.core.network;

import java.util.List;

/// How stored numbers map to real ones: `real = scale * (stored - zeroPoint)`, with one pair for the whole tensor or
/// one for each index of an axis. Un-quantised tensors have [#NONE], which is the identity.
///
/// Source: TensorFlow Lite 8-bit quantisation specification.
///
/// @param scales one per index of the axis, or exactly one; a float32 scale of a file is kept without rounding
/// @param zeroPoints as many as scales
/// @param axis the axis that scales belong to; 0 when there is only one
public record Quantisation(List<Double> scales, List<Integer> zeroPoints, int axis) {
    public static final Quantisation NONE = perTensor(1.0, 0);

    public Quantisation {
        scales = List.copyOf(scales);
        zeroPoints = List.copyOf(zeroPoints);
        if (scales.isEmpty() || scales.size() != zeroPoints.size()) {
            throw new IllegalArgumentException(
                    "as many zero points as scales and at least one are needed, but there were " + scales.size()
                            + " scales and " + zeroPoints.size() + " zero points");
        }
        for (double scale : scales) {
            if (!(scale > 0) || Double.isInfinite(scale)) {
                throw new IllegalArgumentException("a scale must be positive and finite, but was " + scale);
            }
        }
    }

    public static Quantisation perTensor(double scale, int zeroPoint) {
        return new Quantisation(List.of(scale), List.of(zeroPoint), 0);
    }

    public boolean isPerTensor() {
        return scales.size() == 1;
    }

    /// Scale of one index of the axis.
    public double scale(int index) {
        return scales.get(isPerTensor() ? 0 : index);
    }

    /// Zero point of one index of the axis.
    public int zeroPoint(int index) {
        return zeroPoints.get(isPerTensor() ? 0 : index);
    }
}
