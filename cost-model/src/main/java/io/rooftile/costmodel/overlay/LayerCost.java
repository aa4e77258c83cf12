package io.rooftile.costmodel.overlay;

import io.rooftile.core.design.Bound;
import io.rooftile.core.design.LoopOrder;
import org.jspecify.annotations.Nullable;

/// Time and traffic of one layer under one tiling, in closed form. Mutable and reused.
///
/// The load, compute and store units work on neighbouring tiles at once (double buffering), so a layer takes
/// the longest of: first load, then all computing; all loads, then the last tile's computing; the first
/// group, then all stores; all traffic through the memory. Source: the makespan of a flow shop whose jobs are
/// alike (Johnson 1954, DOI 10.1002/nav.3800010110) with the tile pipeline of Zhang et al., FPGA 2015, DOI
/// 10.1145/2684746.2689060, section 4.3.
final class LayerCost {
    /// Whether any tiling was found.
    boolean isFound;
    long cycles;
    long bytes;
    /// Cycles in which the array or the lanes work on a tap.
    long activeCycles;

    @Nullable
    PixelTile tile;

    int kGroups;
    int cGroups;
    LoopOrder order = LoopOrder.WEIGHTS_OUTER;

    /// What the layer would take were it for one unit only.
    long computeCycles;
    long controlCycles;
    long inputBytes;
    long weightBytes;
    long outputBytes;
    long loadCycles;
    long storeCycles;

    /// What the layer waits for: the longest of the units, and for the memory the operand with most bytes.
    Bound bound() {
        long memory = Math.max(loadCycles, storeCycles);
        if (controlCycles >= computeCycles && controlCycles >= memory) {
            return Bound.CONTROL;
        }
        if (computeCycles >= memory) {
            return Bound.COMPUTE;
        }
        if (weightBytes >= inputBytes && weightBytes >= outputBytes) {
            return Bound.WEIGHTS;
        }
        return inputBytes >= outputBytes ? Bound.INPUT : Bound.OUTPUT;
    }
}
