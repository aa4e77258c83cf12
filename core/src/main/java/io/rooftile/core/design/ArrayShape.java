package io.rooftile.core.design;

/// The multiply array of an overlay. Source of the names: AMD PG338, DPUCZDX8G product guide.
///
/// @param pp pixels at once
/// @param icp input channels at once
/// @param ocp output channels at once
public record ArrayShape(int pp, int icp, int ocp) {
    public ArrayShape {
        if (pp < 1 || icp < 1 || ocp < 1) {
            throw new IllegalArgumentException(
                    "PP, ICP and OCP must be at least 1, but were " + pp + ", " + icp + ", " + ocp);
        }
    }

    /// Multipliers of the array.
    public long macsPerCycle() {
        return (long) pp * icp * ocp;
    }
}
