package io.rooftile.costmodel.published;

import java.util.List;
import java.util.Optional;

/// The array of a DPUCZDX8G core.
///
/// @param pp pixels per cycle
/// @param icp input channels per cycle
/// @param ocp output channels per cycle
public record DpuShape(int pp, int icp, int ocp) {
    /// The eight that AMD offers (PG338 v1.2, table 8); a name is `B` and the peak operations of a cycle.
    private static final List<DpuShape> OFFERED = List.of(
            new DpuShape(4, 8, 8),
            new DpuShape(4, 10, 10),
            new DpuShape(8, 8, 8),
            new DpuShape(4, 12, 12),
            new DpuShape(8, 10, 10),
            new DpuShape(8, 12, 12),
            new DpuShape(8, 14, 14),
            new DpuShape(8, 16, 16));

    public DpuShape {
        if (pp < 1 || icp < 1 || ocp < 1) {
            throw new IllegalArgumentException(
                    "PP, ICP and OCP must be from 1, but were " + pp + ", " + icp + ", " + ocp);
        }
    }

    /// The offered array of that name, such as `B4096`.
    public static Optional<DpuShape> named(String name) {
        return OFFERED.stream().filter(shape -> shape.name().equals(name)).findFirst();
    }

    /// The arrays that AMD offers, the smallest first.
    public static List<DpuShape> offered() {
        return OFFERED;
    }

    public String name() {
        return "B" + peakOperationsPerCycle();
    }

    public int multiplyAccumulatesPerCycle() {
        return pp * icp * ocp;
    }

    /// One multiply-accumulate is two operations.
    public int peakOperationsPerCycle() {
        return 2 * multiplyAccumulatesPerCycle();
    }
}
