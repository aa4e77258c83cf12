package io.rooftile.costmodel.dataflow;

import io.rooftile.costmodel.fabric.Fabric;
import java.util.Iterator;
import java.util.List;

/// The FIFOs around a stage. In front of one with several inputs each holds what arrives while the slowest branch
/// still fills its windows.
///
/// @param fifos one per input; empty for a stage with one input
/// @param isFollowed whether there is a stage behind it, and so a FIFO between them
/// @param isBuilt whether what is in front of the stage is known, and counted apart from it
record Joins(List<Fifo> fifos, boolean isFollowed, boolean isBuilt) {
    private static final long LEAST_WORDS = 2;
    static final Joins NONE = new Joins(List.of(), true, false);

    /// One of them.
    ///
    /// @param depth what it holds, in elements, or in words where their width is known; 0 for a branch that
    /// never waits
    /// @param elements what goes through in one inference
    /// @param widthBits of a word; 0 where it is as wide as the stage's own
    record Fifo(long depth, long elements, long widthBits) {}

    Joins {
        fifos = List.copyOf(fifos);
    }

    /// These FIFOs with the depths and widths that they have in hardware.
    Joins sized(Iterator<FifoShape> shapes) {
        return new Joins(
                fifos.stream()
                        .map(fifo -> {
                            FifoShape shape = shapes.next();
                            return new Fifo(shape.depthWords(), fifo.elements(), shape.widthBits());
                        })
                        .toList(),
                isFollowed,
                true);
    }

    /// Adds the FIFOs: registers or LUT RAM for few words, else block RAM.
    void add(Tally tally, Fabric fabric, int pe, int bits) {
        for (int i = 0; i < fifos.size(); i++) {
            Fifo fifo = fifos.get(i);
            boolean isKnown = fifo.widthBits() > 0;
            long width = isKnown ? fifo.widthBits() : (long) pe * bits;
            long words = Math.max(LEAST_WORDS, isKnown ? fifo.depth() : Math.ceilDiv(fifo.depth(), (long) pe));
            double moved = 2.0 * fifo.elements() * bits;
            StreamCosts.fifo(tally, fabric, words, width, moved);
        }
    }
}
