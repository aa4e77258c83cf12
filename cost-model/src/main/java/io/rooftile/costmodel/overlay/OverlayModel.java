package io.rooftile.costmodel.overlay;

import io.rooftile.core.design.Bound;
import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.design.Tiling;
import io.rooftile.core.device.Basis;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.core.network.ChannelAugmentation;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.costmodel.Estimate;
import io.rooftile.costmodel.Figures;
import io.rooftile.costmodel.LayerEstimate;
import io.rooftile.costmodel.Outcome;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.Violation;
import io.rooftile.costmodel.overlay.Workload.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Estimates one overlay layer by layer.
public final class OverlayModel {
    private final Network network;
    private final OverlayDesign design;
    private final Target target;
    private final boolean isTimed;
    private final Compiled compiled;
    private final Evaluator evaluator;
    private final Figures figures = new Figures();

    private OverlayModel(Network network, OverlayDesign design, Target target, boolean isTimed) {
        this.network = network;
        this.design = design;
        this.target = target;
        this.isTimed = isTimed;
        this.compiled = new Compiled(network, target, OverlayOptions.of(design));
        this.evaluator = new Evaluator(compiled, null, isTimed);
    }

    /// What a network takes on an overlay. The design of the estimate has the tiling of each layer; where the given
    /// design has tilings, these are used. The others suit each layer by itself, then the jobs of its neighbours.
    ///
    /// @throws io.rooftile.core.UserInputException when a given tiling names no layer of the engine, or does
    /// not fit the buffers; when the coefficient set lacks a figure
    public static Outcome estimate(Network network, OverlayDesign design, Target target) {
        return new OverlayModel(network, design, target, true).estimate();
    }

    /// A first answer in a fraction of the time: the layers' closed forms one behind the other, by which a search
    /// compares designs, where [#estimate] goes through the engine's control. Tilings are the best ones.
    ///
    /// @throws io.rooftile.core.UserInputException when the coefficient set lacks a figure
    public static Outcome sketch(Network network, OverlayDesign design, Target target) {
        return new OverlayModel(network, design.withTilings(List.of()), target, false).estimate();
    }

    /// How long each unit of the engine works on each layer, in the order of the network; layers that are no
    /// work for the
    /// engine are left out.
    ///
    /// @throws io.rooftile.core.UserInputException as [#estimate]
    public static List<UnitCycles> unitCycles(Network network, OverlayDesign design, Target target) {
        return new OverlayModel(network, design, target, true).unitCycles();
    }

    private List<UnitCycles> unitCycles() {
        evaluate();
        List<UnitCycles> units = new ArrayList<>();
        LayerCost cost = new LayerCost();
        for (Row row : compiled.workload.rows()) {
            if (row.task() != Workload.NONE) {
                evaluator.costOfTimedTask(row.task(), cost);
                checkGiven(row.task(), cost);
                units.add(new UnitCycles(
                        compiled.layerOf(row.task()).name(),
                        cost.loadCycles,
                        cost.computeCycles,
                        cost.storeCycles,
                        evaluator.kindOf(row.task()).shape().roundedCycles(evaluator.engine),
                        Engine.cycles(cost.bytes, evaluator.engine.memoryCyclesPerByte)));
            }
        }
        return units;
    }

    private void evaluate() {
        evaluator.given = GivenTile.of(design, compiled);
        int[] choices = new int[OverlayOptions.KNOBS];
        evaluator.evaluate(choices, figures);
        if (isTimed) {
            new TilingDescent(evaluator, compiled).improve(choices, figures);
        }
    }

    private Outcome estimate() {
        evaluate();
        List<Violation> violations = new ArrayList<>();
        evaluator.limits.check(evaluator, compiled, figures, violations);
        List<LayerCost> costs = new ArrayList<>();
        for (int task = 0; task < compiled.tasks(); task++) {
            LayerCost cost = new LayerCost();
            if (isTimed) {
                evaluator.costOfTimedTask(task, cost);
            } else {
                evaluator.costOfSketchedTask(task, cost);
            }
            checkGiven(task, cost);
            costs.add(cost);
        }
        List<Tiling> tilings = new ArrayList<>();
        List<LayerEstimate> rows = new ArrayList<>();
        for (int i = 0; i < network.layers().size(); i++) {
            rows.add(row(i, costs, tilings));
        }
        Estimate estimate = new Estimate(
                design.withTilings(tilings),
                figures.copy(),
                rows,
                basis(),
                target.coefficients().id());
        return violations.isEmpty() ? new Outcome.Feasible(estimate) : new Outcome.Infeasible(estimate, violations);
    }

    private void checkGiven(int task, LayerCost cost) {
        if (evaluator.given == null || evaluator.given[task] == null || cost.isFound) {
            return;
        }
        String layer = compiled.layerOf(task).name();
        for (Tiling tiling : design.tilings()) {
            if (tiling.layer().equals(layer)) {
                throw GivenTile.wrong(
                        tiling,
                        "does not fit buffers of " + evaluator.engine.featureDepthWords + " feature words, "
                                + evaluator.engine.weightDepthWords + " weight words and "
                                + evaluator.engine.outputDepthWords + " output words",
                        "choose smaller tiles or deeper buffers, or remove the tiling");
            }
        }
    }

    private LayerEstimate row(int index, List<LayerCost> costs, List<Tiling> tilings) {
        Layer layer = network.layers().get(index);
        Row row = compiled.workload.rows().get(index);
        Engine engine = evaluator.engine;
        double picojoules = evaluator.power().macPicojoules(engine, evaluator.resources(), layer.macs());
        long cycles = 0;
        long bytes = 0;
        Bound bound = Bound.CONTROL;
        String mapping = row.note();
        if (row.task() != Workload.NONE) {
            LayerCost cost = costs.get(row.task());
            LayerShape shape = evaluator.kindOf(row.task()).shape();
            cycles = cost.cycles;
            bytes = cost.bytes;
            bound = cost.bound();
            picojoules += evaluator.power().busyPicojoules(engine, !shape.mode().isLanes(), cost.activeCycles);
            Tiling tiling = tiling(layer.name(), row.task(), cost);
            tilings.add(tiling);
            boolean isAugmented = compiled.workload.tasks().get(row.task()).way(engine) != ChannelAugmentation.Way.NONE;
            mapping = Mappings.describe(
                    tiling, isAugmented ? shape.inputChannels() : 0, evaluator.isResident(row.task()), row.note());
        }
        picojoules += evaluator.power().memoryPicojoules(engine, bytes);
        return new LayerEstimate(
                layer.name(),
                layer.typeName(),
                mapping,
                new LayerEstimate.Work(
                        layer.macs(),
                        cycles,
                        engine.offChip(bytes),
                        picojoules * 1e-6,
                        bound,
                        engine.productsPerCycle()),
                ResourceVector.ZERO);
    }

    private Tiling tiling(String layer, int task, LayerCost cost) {
        ShapeTables tables = evaluator.kindOf(task).tables();
        PixelTile tile = Objects.requireNonNull(cost.tile);
        int tileK = (int) Math.min(tables.shape.outputChannels(), (long) cost.units * tables.channelUnits[0][0]);
        return new Tiling(layer, tile.rows, tile.columns, tileK, cost.order);
    }

    private Map<String, Basis> basis() {
        Basis cycles = Basis.ANALYTIC.weaker(
                target.coefficient("overlay_memory_latency_cycles", "cycles").basis());
        Basis logic = Basis.ANALYTIC
                .weaker(target.coefficient("overlay_control_luts", "luts").basis())
                .weaker(target.coefficient("adder_luts_per_bit", "luts_per_bit").basis());
        Basis energy = Basis.ANALYTIC.weaker(target.coefficient("off_chip_picojoules_per_byte", "picojoules_per_byte")
                .basis());
        Map<String, Basis> basis = new TreeMap<>();
        basis.put("clockHertz", Basis.ASSUMED);
        basis.put("latencyCycles", cycles);
        basis.put("intervalCycles", cycles);
        basis.put("lut", logic);
        basis.put("ff", logic);
        basis.put("dsp", Basis.ANALYTIC);
        basis.put("bram", Basis.ANALYTIC);
        basis.put("uram", Basis.ANALYTIC);
        basis.put("offChipBytes", Basis.ANALYTIC);
        basis.put("powerMilliwatts", energy);
        basis.put("energyMillijoules", energy);
        return basis;
    }
}
