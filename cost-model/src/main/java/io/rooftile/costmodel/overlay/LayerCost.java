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

    /// Takes in the figures of another one.
    void copy(LayerCost other) {
        isFound = other.isFound;
        cycles = other.cycles;
        bytes = other.bytes;
        activeCycles = other.activeCycles;
        parameterWords = other.parameterWords;
        storedBytes = other.storedBytes;
        tiles = other.tiles;
        tile = other.tile;
        tileIndex = other.tileIndex;
        units = other.units;
        order = other.order;
        computeCycles = other.computeCycles;
        waitCycles = other.waitCycles;
        inputBytes = other.inputBytes;
        weightBytes = other.weightBytes;
        outputBytes = other.outputBytes;
        loadCycles = other.loadCycles;
        storeCycles = other.storeCycles;
    }

    /// What the layer would take were it for one unit only, and what it waits for the layer before.
    long computeCycles;
    long waitCycles;
    long inputBytes;
    long weightBytes;
    long outputBytes;
    long loadCycles;
    long storeCycles;

    /// The least that it takes when only one unit or the memory is waited for.
    ///
    /// @param memoryCycles of its bytes
    long busyCycles(long memoryCycles) {
        return Math.max(Math.max(computeCycles, memoryCycles), Math.max(loadCycles, storeCycles));
    }

    /// Leaves out what is not loaded.
    ///
    /// @param cycles that loading it would take
    void keepInput(long cycles) {
        loadCycles = Math.max(0, loadCycles - cycles);
        bytes -= inputBytes;
        inputBytes = 0;
    }

    /// Leaves out what does not go to memory: the layer behind waits for none of it.
    void keepOutput() {
        storeCycles = 0;
        bytes -= outputBytes;
        outputBytes = 0;
        waitCycles = 0;
    }

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
