package io.rooftile.costmodel.overlay;

import io.rooftile.core.design.OverlayNumbers;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.device.OffChipMemory;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.costmodel.Figures;
import org.jspecify.annotations.Nullable;

/// Evaluates designs of one compiled network, one after the other; belongs to one thread and allocates nothing per
/// call. After a call the fields tell how the figures came about.
final class Evaluator {
    private final Compiled compiled;
    private final @Nullable CostMemo memo;
    private final KeySpace keys;
    private final OverlayResources resources;
    private final OverlayPower power;
    private final TilingSearch search;
    private final LayerCost cost = new LayerCost();
    private final ResourceVector available;

    final Engine engine;
    final OptionIndex at = new OptionIndex();
    final Limits limits = new Limits();
    /// How the feature buffer is best used.
    Residency.Use bestUse = Residency.Use.TILES;
    boolean areWeightsResident;
    long bestCycles;
    long bestBytes;
    /// Tilings by task that are used in place of the best; null for none.
    @Nullable
    GivenTile @Nullable [] given;

    private long arrayCycles;
    private long laneCycles;
    private long useCycles;
    private long useBytes;
    private long useArrayCycles;
    private long useLaneCycles;

    Evaluator(Compiled compiled, @Nullable CostMemo memo) {
        this.compiled = compiled;
        this.memo = memo;
        this.keys = new KeySpace(compiled);
        this.engine = new Engine(compiled.target);
        this.resources = new OverlayResources(compiled.target, compiled.needsTable);
        this.power = new OverlayPower(compiled.target);
        this.search = new TilingSearch();
        this.available = compiled.target.board().available();
    }

    /// Evaluates the design of these choices, in the order of [OverlaySpace#knobs()].
    void evaluate(int[] choices, Figures out) {
        configure(choices);
        keys.use(choices);
        out.clockHertz = engine.clockHertz;
        areWeightsResident = compiled.allWeightWords(at, engine) <= 2L * engine.weightDepthWords;
        findBestUse();
        long hostBytes = compiled.hostBytes(engine);
        out.latencyCycles = bestCycles;
        out.offChipBytes = bestBytes + hostBytes;
        out.intervalCycles = Math.max(Math.ceilDiv(bestCycles, (long) engine.cores), memoryInterval(out.offChipBytes));
        assertRoofline(out);
        resources.write(engine, out);
        double picojoules = power.macPicojoules(engine, resources, compiled.macs)
                + power.busyPicojoules(engine, true, arrayCycles)
                + power.busyPicojoules(engine, false, laneCycles)
                + power.memoryPicojoules(out.offChipBytes);
        power.write(picojoules, out);
        limits.check(this, compiled, out);
        out.worstUtilisationFraction = worstUtilisation(out);
    }

    private void configure(int[] choices) {
        OverlayOptions options = compiled.options;
        at.pp = choices[1];
        at.icp = choices[2];
        at.ocp = choices[3];
        at.featureDepth = choices[4];
        engine.clockHertz = options.clocksHertz().get(choices[0]);
        engine.pp = options.pp().get(choices[1]);
        engine.icp = options.icp().get(choices[2]);
        engine.ocp = options.ocp().get(choices[3]);
        engine.featureDepthWords = options.buffers().feature().get(choices[4]);
        engine.weightDepthWords = options.buffers().weight().get(choices[5]);
        engine.accumulatorDepthWords = options.buffers().accumulator().get(choices[6]);
        engine.portBits = options.links().portBits().get(choices[7]);
        engine.cores = options.links().cores().get(choices[8]);
        OverlayNumbers numbers = options.numbers().get(choices[9]);
        engine.dataBits = numbers.dataBits();
        engine.weightBits = numbers.weightBits();
        engine.isExact = numbers.requantisation() == Requantisation.EXACT;
        engine.isPacked = numbers.dspPacking();
        engine.derive();
    }

    private void findBestUse() {
        bestCycles = Long.MAX_VALUE;
        bestBytes = Long.MAX_VALUE;
        boolean isFirst = true;
        for (int i = 0; i < Residency.uses().size(); i++) {
            Residency.Use use = Residency.uses().get(i);
            Schedule schedule = compiled.schedule(at, use);
            if (schedule == null) {
                continue;
            }
            // The first possible use counts even where a layer does not fit: it says what the design would do.
            boolean fits = run(schedule, use, isFirst);
            if ((fits || isFirst)
                    && (useCycles < bestCycles
                            || (useCycles == bestCycles && useBytes < bestBytes)
                            || !limits.fitsTiles)) {
                bestCycles = useCycles;
                bestBytes = useBytes;
                arrayCycles = useArrayCycles;
                laneCycles = useLaneCycles;
                bestUse = use;
                limits.fitsTiles = fits;
            }
            isFirst = false;
        }
    }

    private boolean run(Schedule schedule, Residency.Use use, boolean isFallback) {
        long loaded = schedule.givenWords * engine.featureWordBytes;
        useBytes = loaded;
        useCycles = engine.wholeLoadCycles(loaded);
        useArrayCycles = 0;
        useLaneCycles = 0;
        long halfWords = Residency.tileWords(use, engine.featureDepthWords);
        if (given != null) {
            return runEach(schedule, halfWords);
        }
        boolean fits = true;
        int[] shapes = schedule.shapes;
        for (int i = 0; i < shapes.length; i++) {
            ShapeTables tables = compiled.shapes[shapes[i]];
            costOf(tables, shapes[i], halfWords, residence(schedule.residences[i]), cost);
            fits &= cost.isFound;
            if (!isFallback && (!fits || (limits.fitsTiles && useCycles > bestCycles))) {
                return false;
            }
            add(schedule.counts[i], tables);
        }
        return fits;
    }

    private boolean runEach(Schedule schedule, long halfWords) {
        boolean fits = true;
        for (int task = 0; task < compiled.shapeOfTask.length; task++) {
            costOfTask(task, schedule, halfWords, cost);
            fits &= cost.isFound;
            add(1, compiled.shapes[compiled.shapeOfTask[task]]);
        }
        return fits;
    }

    private void add(int count, ShapeTables tables) {
        useCycles += count * cost.cycles;
        useBytes += count * cost.bytes;
        if (tables.isArray) {
            useArrayCycles += count * cost.activeCycles;
        } else {
            useLaneCycles += count * cost.activeCycles;
        }
    }

    /// Costs one task of the network.
    void costOfTask(int task, Schedule schedule, long halfWords, LayerCost out) {
        ShapeTables tables = compiled.shapes[compiled.shapeOfTask[task]];
        int residence = residence(schedule.residenceOfTask[task]);
        GivenTile tile = given == null ? null : given[task];
        if (tile == null) {
            searchOrFallBack(tables, halfWords, residence, out);
        } else {
            search.costOf(engine, tables, at, halfWords, residence, tile, out);
        }
    }

    /// What is on chip of a task, weights included.
    int residence(int ofFeatures) {
        return ofFeatures | (areWeightsResident || !engine.hasMemory() ? Residence.WEIGHTS : 0);
    }

    private void costOf(ShapeTables tables, int shape, long halfWords, int residence, LayerCost out) {
        if (memo == null) {
            searchOrFallBack(tables, halfWords, residence, out);
            return;
        }
        long key = keys.key(shape, engine, at, halfWords, residence);
        if (!memo.find(key, out)) {
            searchOrFallBack(tables, halfWords, residence, out);
            memo.store(key, out);
        }
    }

    /// The best tiling of one task; where none fits, the smallest one, with `isFound` false.
    void searchOrFallBack(ShapeTables tables, long halfWords, int residence, LayerCost out) {
        search.search(engine, tables, at, halfWords, residence, out);
        if (!out.isFound) {
            search.costOfSmallest(engine, tables, at, halfWords, residence, out);
        }
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

    private long memoryInterval(long bytes) {
        OffChipMemory memory = compiled.target.board().memory();
        return memory == null ? 0 : (long) Math.ceil(bytes * (engine.clockHertz / memory.usableBytesPerSecond()));
    }

    /// No design computes faster than its multipliers nor moves bytes faster than its memory. Source: Williams,
    /// Waterman and Patterson, CACM 2009, DOI 10.1145/1498765.1498785.
    private void assertRoofline(Figures out) {
        long computeCycles = Math.ceilDiv(compiled.macs, engine.multipliers());
        if (out.latencyCycles < computeCycles
                || out.intervalCycles * (long) engine.cores < computeCycles
                || out.intervalCycles < memoryInterval(out.offChipBytes)
                || out.intervalCycles < 1) {
            throw new IllegalStateException("the estimate beats the roofline: latency " + out.latencyCycles
                    + " and interval " + out.intervalCycles + " cycles, but " + compiled.macs + " MACs need "
                    + computeCycles + " and " + out.offChipBytes + " bytes need " + memoryInterval(out.offChipBytes));
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
