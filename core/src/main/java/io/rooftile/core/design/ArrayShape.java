package io.rooftile.core.design;

/// The multiply array of an overlay. Source of the names: AMD PG338, DPUCZDX8G product guide.
///
/// @param pp pixels at once
/// @param icp input channels at once
/// @param ocp output channels at once
/// @param drainCycles cycles in which the sums of a group of pixels and output channels leave at most, where the
/// channels
/// allow it; the fewer, the more requantisers
public record ArrayShape(int pp, int icp, int ocp, int drainCycles) {
    /// Drain cycles that most layers with several words of input channels do not wait for.
    public static final int USUAL_DRAIN_CYCLES = 4;

    public ArrayShape {
        if (drainCycles < 1) {
            throw new IllegalArgumentException("the drain cycles must be at least 1, but were " + drainCycles);
        }
        if (pp < 1 || icp < 1 || ocp < 1) {
            throw new IllegalArgumentException(
                    "PP, ICP and OCP must be at least 1, but were " + pp + ", " + icp + ", " + ocp);
        }
    }

    /// An array with the usual drain cycles.
    public ArrayShape(int pp, int icp, int ocp) {
        this(pp, icp, ocp, USUAL_DRAIN_CYCLES);
    }

    /// Multipliers of the array.
    public long macsPerCycle() {
        return (long) pp * icp * ocp;
    }
}
