package io.rooftile.costmodel.dataflow;

import java.util.List;

/// The FIFOs in front of a stage with several inputs: each holds what arrives while the slowest branch still fills its
/// windows.
///
/// @param fifos one per input; empty for a stage with one input
record Joins(List<Fifo> fifos) {
    static final Joins NONE = new Joins(List.of());

    /// One of them.
    ///
    /// @param depthElements what it holds; 0 for a branch that never waits
    /// @param elements what goes through in one inference
    record Fifo(long depthElements, long elements) {}

    Joins {
        fifos = List.copyOf(fifos);
    }

    /// Adds the FIFOs, as wide as the stage's own words.
    void add(Tally tally, int pe, int bits) {
        for (int i = 0; i < fifos.size(); i++) {
            Fifo fifo = fifos.get(i);
            if (fifo.depthElements() > 0) {
                tally.fifo(
                        Math.ceilDiv(fifo.depthElements(), (long) pe), (long) pe * bits, 2.0 * fifo.elements() * bits);
            }
        }
    }
}
