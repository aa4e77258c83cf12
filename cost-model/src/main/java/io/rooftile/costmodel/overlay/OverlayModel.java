package io.rooftile.costmodel.overlay;

import io.rooftile.core.design.Bound;
import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.design.Tiling;
import io.rooftile.core.device.Basis;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.costmodel.Estimate;
import io.rooftile.costmodel.Figures;
import io.rooftile.costmodel.LayerEstimate;
import io.rooftile.costmodel.Outcome;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.Violation;
import io.rooftile.costmodel.overlay.Workload.HostMove;
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
    private final Compiled compiled;
    private final Evaluator evaluator;
    private final Figures figures = new Figures();

    private OverlayModel(Network network, OverlayDesign design, Target target) {
        this.network = network;
        this.design = design;
        this.target = target;
        this.compiled = new Compiled(network, target, OverlayOptions.of(design));
        this.evaluator = new Evaluator(compiled, null);
    }

    /// What a network takes on an overlay. The design of the estimate has the tiling of each layer; where the
    /// given design has tilings, these are used.
    ///
    /// @throws io.rooftile.core.UserInputException when a given tiling names no layer of the engine, or does
    /// not fit the buffers; when the coefficient set lacks a figure
    public static Outcome estimate(Network network, OverlayDesign design, Target target) {
        return new OverlayModel(network, design, target).estimate();
    }

    private Outcome estimate() {
        evaluator.given = GivenTile.of(design, compiled);
        evaluator.evaluate(new int[OverlayOptions.KNOBS], figures);
        List<Violation> violations = new ArrayList<>();
        evaluator.limits.check(evaluator, compiled, figures, violations);
        Schedule schedule = Objects.requireNonNull(compiled.schedule(evaluator.at, evaluator.bestUse));
        List<LayerCost> costs = new ArrayList<>();
        for (int task = 0; task < compiled.shapeOfTask.length; task++) {
            LayerCost cost = new LayerCost();
            evaluator.costOfTask(task, schedule, tileWords(), cost);
            checkGiven(task, cost);
            costs.add(cost);
        }
        addGivenInput(schedule, costs);
        List<Tiling> tilings = new ArrayList<>();
        List<LayerEstimate> rows = new ArrayList<>();
        for (int i = 0; i < network.layers().size(); i++) {
            rows.add(row(i, schedule, costs, tilings));
        }
        Estimate estimate = new Estimate(
                design.withTilings(tilings),
                figures.copy(),
                rows,
                basis(),
                target.coefficients().id());
        return violations.isEmpty() ? new Outcome.Feasible(estimate) : new Outcome.Infeasible(estimate, violations);
    }

    private long tileWords() {
        return Residency.tileWords(evaluator.bestUse, evaluator.engine.featureDepthWords);
    }

    private void checkGiven(int task, LayerCost cost) {
        if (evaluator.given == null || evaluator.given[task] == null || cost.isFound) {
            return;
        }
        String layer = network.layers()
                .get(compiled.workload.tasks().get(task).layer())
                .name();
        for (Tiling tiling : design.tilings()) {
            if (tiling.layer().equals(layer)) {
                throw GivenTile.wrong(
                        tiling,
                        "does not fit buffers of " + tileWords() + " feature words, "
                                + evaluator.engine.weightDepthWords + " weight words and "
                                + evaluator.engine.accumulatorDepthWords + " accumulator words",
                        "choose smaller tiles or deeper buffers, or remove the tiling");
            }
        }
    }

    /// What the host gives is loaded before the first layer when everything stays on chip; that layer's row
    /// shows it.
    private void addGivenInput(Schedule schedule, List<LayerCost> costs) {
        if (schedule.givenWords > 0) {
            long bytes = schedule.givenWords * evaluator.engine.featureWordBytes;
            LayerCost first = costs.getFirst();
            first.cycles += evaluator.engine.wholeLoadCycles(bytes);
            first.bytes += bytes;
            first.inputBytes += bytes;
        }
    }

    private LayerEstimate row(int index, Schedule schedule, List<LayerCost> costs, List<Tiling> tilings) {
        Layer layer = network.layers().get(index);
        Row row = compiled.workload.rows().get(index);
        Engine engine = evaluator.engine;
        long cycles = 0;
        long bytes = 0;
        double picojoules = evaluator.power().macPicojoules(engine, evaluator.resources(), layer.macs());
        Bound bound = Bound.CONTROL;
        String mapping = row.note();
        for (int task : row.tasks()) {
            LayerCost cost = costs.get(task);
            boolean isArray = compiled.shapes[compiled.shapeOfTask[task]].isArray;
            cycles += cost.cycles;
            bytes += cost.bytes;
            picojoules += evaluator.power().busyPicojoules(engine, isArray, cost.activeCycles);
            if (task == row.tasks().getFirst()) {
                bound = cost.bound();
                Tiling tiling = tiling(layer.name(), task, cost);
                tilings.add(tiling);
                int residence = evaluator.residence(schedule.residenceOfTask[task]);
                mapping = Mappings.describe(tiling, residence, row.note());
            }
        }
        for (HostMove move : compiled.workload.hostMoves()) {
            bytes += move.layer() == index ? Compiled.hostBytes(engine, move) : 0;
        }
        picojoules += evaluator.power().memoryPicojoules(bytes);
        return new LayerEstimate(
                layer.name(),
                layer.typeName(),
                mapping,
                new LayerEstimate.Work(layer.macs(), cycles, bytes, picojoules * 1e-6, bound, engine.multipliers()),
                ResourceVector.ZERO);
    }

    private Tiling tiling(String layer, int task, LayerCost cost) {
        ShapeTables tables = compiled.shapes[compiled.shapeOfTask[task]];
        LayerShape.Channels channels = tables.shape.channels();
        PixelTile tile = Objects.requireNonNull(cost.tile);
        int tileK = Math.min(channels.output(), cost.kGroups * design.array().ocp());
        int tileC = tables.isArray
                ? Math.min(channels.input(), cost.cGroups * design.array().icp())
                : 1;
        return new Tiling(layer, tile.rows, tile.columns, tileK, tileC, cost.order);
    }

    private Map<String, Basis> basis() {
        Basis cycles = Basis.ANALYTIC;
        for (String name : List.of(
                "overlay_tile_cycles",
                "overlay_layer_cycles",
                "overlay_burst_cycles",
                "overlay_memory_latency_cycles")) {
            cycles = cycles.weaker(target.coefficient(name, "cycles").basis());
        }
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
