package io.rooftile.costmodel.overlay;

import org.jspecify.annotations.Nullable;

/// A layer on an engine: what its tiles' times and sizes are made of. Mutable and reused.
final class EngineTask {
    /// Instructions of a task's first tile, most of whose registers change; of any other tile's computing and
    /// store; and of any other load. Means over compiled programs, to a whole number.
    private static final int TASK_INSTRUCTIONS = 53;

    private static final int TILE_INSTRUCTIONS = 8;
    private static final int LOAD_INSTRUCTIONS = 6;

    Engine engine;
    LayerShape shape = TaskShapes.PIXEL;
    TaskKind.Reader behind = new TaskKind.Reader.None();
    boolean isLanes;
    /// Maps that are read, and loads of constants: weights, if it has any, and parameters.
    int operands = 1;
    int constantLoads = 1;
    /// Output channels of the smallest tile.
    int unit = 1;
    /// Words of a pixel.
    long inputWords;
    long outputWords;
    /// Groups of output channels, and weight words of one.
    int outputGroups;
    long groupWeightWords;
    /// Cycles for a group of pixels and of output channels: of the array, and until the next one can follow; and
    /// of a job those in which nothing is summed.
    long busyPerGroup;
    long cyclesPerGroup;
    long cyclesAhead;
    long chunkBytes;
    /// Whether no layer is before.
    boolean isFirst = true;
    /// Cycles that the load unit has to itself while the layer before is computed, whatever its tiling.
    long idleCycles;
    /// Cycles that a load takes beside its words: its instructions and one between two loads; and a tile's other
    /// instructions.
    private long perLoad;
    private long perTile;

    /// @param engine whose numbers [#take] reads anew
    EngineTask(Engine engine) {
        this.engine = engine;
    }

    /// Takes in a layer.
    ///
    /// @throws ArithmeticException when the layer's traffic is beyond any count
    void take(Engine newEngine, TaskKind kind, OptionIndex at) {
        engine = newEngine;
        shape = kind.shape();
        behind = kind.behind();
        isLanes = shape.mode().isLanes();
        operands = shape.mode().operands();
        unit = kind.tables().channelUnits[at.icp][at.ocp];
        inputWords = Math.ceilDiv(shape.inputChannels(), engine.icp);
        outputWords = Math.ceilDiv(shape.outputChannels(), engine.icp);
        outputGroups = shape.outputGroups(shape.outputChannels(), engine.icp, engine.ocp);
        cut(shape.output().columns());
        constantLoads = groupWeightWords > 0 ? 2 : 1;
        chunkBytes = (long) engine.beatsPerChunk * engine.beatBytes;
        perLoad = 1 + engine.wordCycles(LOAD_INSTRUCTIONS, Engine.INSTRUCTION_BYTES);
        perTile = engine.wordCycles(TILE_INSTRUCTIONS, Engine.INSTRUCTION_BYTES);
        isFirst = kind.before() == null;
        idleCycles = idleCycles(kind.before(), at);
        requireCountable(kind.tables().pixels(at, engine));
    }

    /// Takes in how many columns a tile has: of whole rows lanes may share what they read.
    void cut(int columns) {
        boolean isShared = columns == shape.output().columns() && shape.sharesColumns(engine);
        groupWeightWords = shape.groupWeightWords(engine.icp, isShared);
        busyPerGroup = shape.groupCycles(engine.icp, isShared);
        cyclesPerGroup = Math.max(busyPerGroup, engine.drainCycles);
        cyclesAhead = isShared ? busyPerGroup : 0;
    }

    private void requireCountable(PixelTiles pixels) {
        double features =
                (double) pixels.mostInputs * inputWords * operands * Math.ceilDiv(shape.outputChannels(), unit)
                        + 2.0 * shape.output().pixels() * outputWords;
        double constants = (double) outputGroups
                * (mostGroupWeightWords() * engine.weightWordBytes
                        + (double) engine.drainSteps * engine.parameterWordBytes);
        double most = features * chunkBytes + constants * pixels.mostTiles;
        if (most * engine.portCyclesPerByte > 0x1p62) {
            throw new ArithmeticException("a layer's traffic of up to " + most + " bytes is beyond any count");
        }
    }

    /// Weight words of a group, however the layer is cut.
    private double mostGroupWeightWords() {
        return Math.max(groupWeightWords, shape.groupWeightWords(engine.icp, false));
    }

    private long idleCycles(@Nullable ShapeTables before, OptionIndex at) {
        if (before == null) {
            return 0;
        }
        LayerShape of = before.shape;
        boolean isShared = of.sharesColumns(engine);
        PixelTile whole = before.pixels(at, engine).tiles[0];
        long beats = engine.beatsPerChunk;
        long load = whole.inputSteps
                * Math.ceilDiv(of.inputChannels(), engine.icp)
                * of.mode().operands()
                * beats;
        long groups = of.outputGroups(of.outputChannels(), engine.icp, engine.ocp);
        long constants = constantCycles(groups, of.groupWeightWords(engine.icp, isShared));
        long compute = whole.fullGroups * groups * Math.max(of.groupCycles(engine.icp, isShared), engine.drainCycles);
        return Math.max(0, compute - load - constants);
    }

    /// Cycles of the load unit for the weights and parameters of so many groups.
    long constantCycles(long groups) {
        return constantCycles(groups, groupWeightWords);
    }

    private long constantCycles(long groups, long weightWords) {
        return engine.wordCycles(groups * weightWords, engine.weightWordBytes)
                + engine.wordCycles(groups * engine.drainSteps, engine.parameterWordBytes);
    }

    /// Bytes of the weights and parameters of a tile.
    long constantBytes(long groups) {
        return engine.beatBytes
                * (engine.beats(groups * groupWeightWords, engine.weightWordBytes)
                        + engine.beats(groups * engine.drainSteps, engine.parameterWordBytes));
    }

    /// Cycles for loading the weights and parameters of a tile.
    long constantLoadCycles(long groups) {
        return Math.max(constantCycles(groups), engine.portCycles(constantBytes(groups))) + constantLoads * perLoad;
    }

    /// Cycles for loading the features of a tile.
    ///
    /// @param steps of one word of a pixel and one operand, which are so many chunks
    /// @param words of a pixel
    long featureLoadCycles(long steps, long chunks, long words) {
        return operands
                * (words * Math.max(steps * engine.beatsPerChunk, engine.portCycles(chunks * chunkBytes)) + perLoad);
    }

    /// Cycles for storing a tile.
    ///
    /// @param chunks of one word of a pixel
    /// @param words of a pixel
    long storeCycles(long chunks, long words) {
        return engine.portCycles(chunks * chunkBytes * words);
    }

    /// Cycles of the array for one tile.
    long jobCycles(long pixelGroups, long groups) {
        return Math.max(Engine.JOB_CYCLES, cyclesAhead + pixelGroups * groups * cyclesPerGroup);
    }

    /// Cycles from the beginning of one tile to that of the next: while it is computed the next one is loaded and
    /// the one before is stored. A buffer's half is free for the next but one only when the tile is done with it,
    /// so that two tiles take no less than one's way through two units. Loads and stores share the memory.
    ///
    /// @param load cycles of all loads, 0 where nothing is loaded
    long stepCycles(long compute, long load, long store) {
        long moved = load == 0 ? 0 : load + perTile;
        long both = Math.max(moved == 0 ? 0 : moved + engine.loadTurnCycles, store + engine.storeTurnCycles);
        long shared = engine.sharedCycles(moved + store);
        return Math.max(Math.max(compute, shared), Math.max(Math.max(moved, store), (compute + both) / 2));
    }

    /// Instructions of the layer.
    long instructions(long tiles, long loads) {
        return TASK_INSTRUCTIONS
                + (tiles - 1) * TILE_INSTRUCTIONS
                + (loads - operands - constantLoads) * LOAD_INSTRUCTIONS;
    }
}
