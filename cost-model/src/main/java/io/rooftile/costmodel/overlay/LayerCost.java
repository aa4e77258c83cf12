package io.rooftile.costmodel.overlay;

import io.rooftile.core.design.Bound;
import io.rooftile.core.design.LoopOrder;
import org.jspecify.annotations.Nullable;

/// Time and traffic of one layer under one tiling, in closed form. Mutable and reused.
final class LayerCost {
    /// Whether any tiling was found.
    boolean isFound;
    long cycles;
    long bytes;
    /// Cycles in which the array or the lanes work on a tap.
    long activeCycles;
    /// Words that one half of the parameter buffer must hold.
    long parameterWords;
    /// Bytes of constants and program in memory.
    long storedBytes;
    /// Tiles of pixels and channels.
    long tiles;

    @Nullable
    PixelTile tile;

    /// Index of the tile among those of its layer, where it is one of them.
    int tileIndex;

    /// Smallest parts of the output channels in a tile.
    int units;
    LoopOrder order = LoopOrder.WEIGHTS_OUTER;

    /// What the layer would take were it for one unit only, and what it waits for the layer before.
    long computeCycles;
    long waitCycles;
    long inputBytes;
    long weightBytes;
    long outputBytes;
    long loadCycles;
    long storeCycles;

    /// What the layer waits for: the longest of the units, and for the memory the operand with most bytes.
    Bound bound() {
        long memory = Math.max(loadCycles, storeCycles);
        boolean areJobsShort = computeCycles >= memory && computeCycles <= tiles * Engine.JOB_CYCLES;
        if (areJobsShort || waitCycles >= Math.max(computeCycles, memory)) {
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
