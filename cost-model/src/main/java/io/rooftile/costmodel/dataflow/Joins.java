package io.rooftile.costmodel.dataflow;

/// The FIFOs in front of a stage with several inputs: each holds what arrives while the slowest branch still fills its
/// windows.
///
/// @param depthElements per input; 0 for a branch that never waits
/// @param elements of one inference, per input
record Joins(long[] depthElements, long[] elements) {
    static final Joins NONE = new Joins(new long[0], new long[0]);

    /// Adds the FIFOs, as wide as the stage's own words.
    void add(Tally tally, int pe, int bits) {
        for (int i = 0; i < depthElements.length; i++) {
            if (depthElements[i] > 0) {
                tally.fifo(Math.ceilDiv(depthElements[i], (long) pe), (long) pe * bits, 2.0 * elements[i] * bits);
            }
        }
    }
}
