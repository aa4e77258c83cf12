package io.rooftile.costmodel.overlay;

import io.rooftile.core.design.LoopOrder;
import io.rooftile.core.design.OverlayNumbers;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.costmodel.Figures;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Evaluates designs of one compiled network, one after the other; belongs to one thread and allocates nothing
/// per call. After a call the fields tell how the figures came about.
final class Evaluator {
    private final Compiled compiled;
    private final @Nullable CostMemo memo;
    private final boolean isTimed;
    private final KeySpace keys;
    private final OverlayResources resources;
    private final OverlayPower power;
    private final TilingSearch search;
    private final MapAreas areas;
    private final TileTable tiles;
    private final ChosenKinds chosen;
    private final Timeline timeline;
    /// By kind, the tiling that was found.
    private final PixelTile[] kindTile;
    private final int[] kindUnits;
    private final LoopOrder[] kindOrder;
    private final LayerCost cost = new LayerCost();
    private final LayerCost[] kindCosts;
    private final Residence residence;
    private final ResourceVector available;

    final Engine engine;
    final OptionIndex at = new OptionIndex();
    final Limits limits = new Limits();
    /// Whether every task found a tiling.
    boolean fitsTiles;
    /// Tilings by task that are used in place of the best; null for none.
    @Nullable
    GivenTile @Nullable [] given;

    private long cycles;
    private long bytes;
    private long storedBytes;
    private long parameterWords;
    private long arrayCycles;
    private long laneCycles;

    /// @param isTimed whether latency is that of the jobs, as reports say it, or the sum of the closed forms, by
    /// which a search compares designs
    Evaluator(Compiled compiled, @Nullable CostMemo memo, boolean isTimed) {
        this.compiled = compiled;
        this.memo = memo;
        this.isTimed = isTimed;
        this.engine = new Engine(compiled.target);
        this.keys = new KeySpace(compiled);
        this.resources = new OverlayResources(compiled.target);
        this.power = new OverlayPower(compiled.target);
        this.search = new TilingSearch(engine);
        this.areas = new MapAreas(compiled.workload);
        this.tiles = new TileTable(engine);
        this.chosen = new ChosenKinds(compiled);
        this.timeline = new Timeline(engine, areas);
        this.kindCosts =
                Stream.generate(LayerCost::new).limit(compiled.kinds.length).toArray(LayerCost[]::new);
        this.residence = new Residence(compiled);
        this.kindTile = new PixelTile[compiled.kinds.length];
        this.kindUnits = new int[compiled.kinds.length];
        this.kindOrder = new LoopOrder[compiled.kinds.length];
        this.available = compiled.target.board().available();
    }

    /// Evaluates the design of these choices, in the order of [OverlaySpace#knobs()].
    void evaluate(int[] choices, Figures out) {
        configure(choices);
        keys.use(choices);
        run();
        out.clockHertz = engine.clockHertz;
        out.latencyCycles = cycles;
        out.offChipBytes = engine.offChip(bytes);
        out.intervalCycles = Math.max(Math.ceilDiv(cycles, (long) engine.cores), memoryInterval());
        assertRoofline(out);
        resources.write(engine, parameterWords, out);
        double picojoules = power.macPicojoules(engine, resources, compiled.macs)
                + power.busyPicojoules(engine, true, arrayCycles)
                + power.busyPicojoules(engine, false, laneCycles)
                + power.memoryPicojoules(engine, bytes);
        power.write(picojoules, out);
        limits.check(this, compiled, out);
        out.worstUtilisationFraction = worstUtilisation(out);
    }

    private void configure(int[] choices) {
        OverlayOptions options = compiled.options;
        at.pp = choices[1];
        at.icp = choices[2];
        at.ocp = choices[3];
        engine.clockHertz = options.clocksHertz().get(choices[0]);
        engine.pp = options.pp().get(choices[1]);
        engine.icp = options.icp().get(choices[2]);
        engine.ocp = options.ocp().get(choices[3]);
        engine.mostDrainSteps = options.drainSteps().get(choices[10]);
        engine.featureDepthWords = options.buffers().feature().get(choices[4]);
        engine.weightDepthWords = options.buffers().weight().get(choices[5]);
        engine.outputDepthWords = options.buffers().output().get(choices[6]);
        engine.portBits = options.links().portBits().get(choices[7]);
        engine.cores = options.links().cores().get(choices[8]);
        OverlayNumbers numbers = options.numbers().get(choices[9]);
        engine.dataBits = numbers.dataBits();
        engine.weightBits = Math.max(numbers.weightBits(), compiled.leastWeightBits);
        engine.isPacked = numbers.dspPacking();
        engine.derive();
        compiled.choose(engine, chosen);
    }

    /// What the last evaluation took a task for.
    TaskKind kindOf(int task) {
        return compiled.kinds[chosen.ofTask[task]];
    }

    private void run() {
        storedBytes = 0;
        parameterWords = 0;
        arrayCycles = 0;
        laneCycles = 0;
        fitsTiles = true;
        if (isTimed) {
            time();
        } else {
            add();
        }
    }

    /// The closed forms of all layers, one behind the other.
    private void add() {
        cycles = 0;
        bytes = 0;
        for (int kind = 0; kind < compiled.kinds.length; kind++) {
            if (chosen.counts[kind] > 0) {
                costOf(kind, kindCosts[kind]);
                add(chosen.counts[kind], kindCosts[kind], compiled.kinds[kind]);
            }
        }
        residence.find(engine, chosen, at, kindCosts);
        for (int task = 0; task < compiled.tasks(); task++) {
            costOfSketchedTask(task, cost);
            cycles += cost.cycles;
            bytes += cost.bytes;
        }
    }

    /// The closed form of one task of the last evaluation, which has not been timed. Of a map that stays in the feature
    /// banks nothing is waited for, and no unit is busy with it.
    void costOfSketchedTask(int task, LayerCost out) {
        out.copy(kindCosts[chosen.ofTask[task]]);
        long spare = Math.max(0, out.cycles - out.waitCycles - busyCycles(out));
        leaveOut(task, residence.isInput(task), residence.isOutput(task), out);
        out.cycles = Math.min(out.cycles, busyCycles(out) + out.waitCycles + spare);
    }

    private long busyCycles(LayerCost of) {
        return of.busyCycles(Engine.cycles(of.bytes, engine.memoryCyclesPerByte));
    }

    /// Whether the map of a task of the last evaluation stays in the feature banks.
    boolean isResident(int task) {
        return isTimed ? timeline.isResident(task) : residence.isOutput(task);
    }

    /// Leaves out what stays in the feature banks.
    private void leaveOut(int task, boolean isInput, boolean isOutput, LayerCost out) {
        if (isInput) {
            out.keepInput(engine.portCycles(out.inputBytes));
        }
        if (isOutput && !compiled.maps[task].isReadAgain()) {
            out.keepOutput();
        }
    }

    /// The jobs of all layers, which overlap.
    private void time() {
        tiles.clear(engine);
        if (given == null) {
            for (int kind = 0; kind < compiled.kinds.length; kind++) {
                if (chosen.counts[kind] == 0) {
                    continue;
                }
                costOf(kind, cost);
                add(chosen.counts[kind], cost, compiled.kinds[kind]);
                kindTile[kind] = Objects.requireNonNull(cost.tile);
                kindUnits[kind] = cost.units;
                kindOrder[kind] = cost.order;
            }
            for (int task = 0; task < compiled.tasks(); task++) {
                int kind = chosen.ofTask[task];
                addTiles(task, kindTile[kind], kindUnits[kind], kindOrder[kind]);
            }
        } else {
            for (int task = 0; task < compiled.tasks(); task++) {
                costOfTask(task, cost);
                add(1, cost, kindOf(task));
                addTiles(task, Objects.requireNonNull(cost.tile), cost.units, cost.order);
            }
        }
        cycles = timeline.run(engine, tiles, Engine.ceilPowerOfTwo(Math.toIntExact(parameterWords)));
        bytes = 0;
        for (int task = 0; task < tiles.tasks; task++) {
            bytes += timeline.bytesOf(task);
        }
    }

    private void addTiles(int task, PixelTile tile, int units, LoopOrder order) {
        ShapeTables tables = kindOf(task).tables();
        tiles.add(tables.shape, compiled.maps[task], tile, tables.channelUnits[at.icp][at.ocp], units, order);
    }

    /// Cycles of a task of the last evaluation: from the last result of the one before to its own.
    long cyclesOf(int task) {
        return timeline.taskEnd[task] - (task == 0 ? 0 : timeline.taskEnd[task - 1]);
    }

    /// Bytes that a task of the last evaluation moves.
    long bytesOf(int task) {
        return timeline.bytesOf(task);
    }

    private void add(int count, LayerCost of, TaskKind kind) {
        fitsTiles &= of.isFound;
        storedBytes += count * of.storedBytes;
        parameterWords = Math.max(parameterWords, of.parameterWords);
        if (kind.shape().mode().isLanes()) {
            laneCycles += count * of.activeCycles;
        } else {
            arrayCycles += count * of.activeCycles;
        }
    }

    /// Costs one task as it was timed last: what stays in the feature banks is neither loaded nor stored.
    void costOfTimedTask(int task, LayerCost out) {
        costOfTask(task, out);
        leaveOut(task, task > 0 && timeline.isResident(task - 1), timeline.isResident(task), out);
        out.cycles = cyclesOf(task);
        out.bytes = bytesOf(task);
    }

    /// Costs one task of the network.
    void costOfTask(int task, LayerCost out) {
        GivenTile tile = given == null ? null : given[task];
        if (tile == null) {
            searchOrFallBack(kindOf(task), out);
        } else {
            search.costOf(engine, kindOf(task), at, tile, out);
        }
    }

    private void costOf(int kind, LayerCost out) {
        if (memo == null) {
            searchOrFallBack(compiled.kinds[kind], out);
            return;
        }
        long key = keys.key(kind, engine, at);
        if (memo.find(key, out)) {
            out.tile = compiled.kinds[kind].tables().pixels(at, engine).tiles[out.tileIndex];
        } else {
            searchOrFallBack(compiled.kinds[kind], out);
            memo.store(key, out);
        }
    }

    /// The best tiling of one task; where none fits, the smallest one, with `isFound` false.
    private void searchOrFallBack(TaskKind kind, LayerCost out) {
        search.search(engine, kind, at, out);
        if (!out.isFound) {
            search.costOfSmallest(engine, kind, at, out);
        }
    }

    /// Bytes of memory that program, constants and feature maps take.
    long memoryBytes() {
        return storedBytes + areas.bytes(engine);
    }

    TilingSearch search() {
        return search;
    }

    OverlayPower power() {
        return power;
    }

    OverlayResources resources() {
        return resources;
    }

    private long memoryInterval() {
        return (long) Math.ceil(bytes / (engine.memoryBytesPerCycle * engine.cores));
    }

    /// No design computes faster than its products a cycle nor moves bytes faster than its memory. Source: Williams,
    /// Waterman and Patterson, CACM 2009, DOI 10.1145/1498765.1498785.
    private void assertRoofline(Figures out) {
        long computeCycles = Math.ceilDiv(compiled.macs, engine.productsPerCycle());
        if (out.latencyCycles < computeCycles
                || out.intervalCycles * (long) engine.cores < computeCycles
                || out.intervalCycles < memoryInterval()
                || out.intervalCycles < 1) {
            throw new IllegalStateException("the estimate beats the roofline: latency " + out.latencyCycles
                    + " and interval " + out.intervalCycles + " cycles, but " + compiled.macs + " MACs need "
                    + computeCycles + " and " + bytes + " bytes need " + memoryInterval());
        }
    }

    private double worstUtilisation(Figures out) {
        double worst = share(out.lut, available.lut());
        worst = Math.max(worst, share(out.ff, available.ff()));
        worst = Math.max(worst, share(out.dsp, available.dsp()));
        worst = Math.max(worst, share(out.bram, available.bram()));
        return Math.max(worst, share(out.uram, available.uram()));
    }

    private static double share(long used, long limit) {
        if (used == 0) {
            return 0;
        }
        return (double) used / Math.max(1, limit);
    }
}
