package io.rooftile.costmodel.dataflow;

import io.rooftile.core.dataflow.Folding;
import io.rooftile.core.dataflow.Pipeline;
import io.rooftile.core.dataflow.StageShape;
import io.rooftile.core.design.Bound;
import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.design.IllegalDesignException;
import io.rooftile.core.design.MultiplierStyle;
import io.rooftile.core.design.Stage;
import io.rooftile.core.design.WeightStorage;
import io.rooftile.core.device.Basis;
import io.rooftile.core.device.Resource;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.costmodel.Estimate;
import io.rooftile.costmodel.Figures;
import io.rooftile.costmodel.LayerEstimate;
import io.rooftile.costmodel.Outcome;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.Violation;
import io.rooftile.costmodel.dataflow.BuiltStreams.Regrouping;
import io.rooftile.costmodel.fabric.Circuit;
import io.rooftile.costmodel.fabric.Fabric;
import io.rooftile.costmodel.fabric.Power;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The full estimate of one pipeline: what [DataflowSpace#evaluate] says of it, and a row per layer, how far each
/// figure can be trusted, and what would help where it does not fit.
public final class DataflowModel {
    private static final String SHELL = "(shell)";

    /// Name of the row of FIFOs that the replay made deeper.
    private static final String DEEPENED = "(deeper FIFOs)";

    /// Name of the row of what changes the width of words between stages, where it is known.
    private static final String REGROUPED = "(changes of width)";

    private DataflowModel() {}

    /// Estimates one design.
    ///
    /// @throws IllegalDesignException when the design is not one of this network: a stage missing, too many or in
    ///     another order, PE or SIMD that do not divide, constants in logic in a stage that is not unrolled
    public static Outcome estimate(Network network, DataflowDesign design, Target target) {
        Pipeline pipeline = Pipeline.of(network);
        return estimate(
                network, design, target, pipeline, JoinDepths.of(pipeline, target.budget()), List.of(), List.of());
    }

    /// Estimates a design of which all is known that is between its stages, FIFOs as a replay of its circuit shows
    /// them.
    ///
    /// @param network in the design's numbers
    /// @throws IllegalArgumentException as the other, and when there are more or fewer FIFOs at joins
    public static Outcome estimate(Network network, DataflowDesign design, Target target, BuiltStreams streams) {
        Pipeline pipeline = Pipeline.of(network);
        Joins[] joins = JoinDepths.of(pipeline, target.budget());
        int needed = Arrays.stream(joins).mapToInt(join -> join.fifos().size()).sum();
        if (needed != streams.atJoins().size()) {
            throw new IllegalArgumentException("there are " + needed + " FIFOs in front of joins, but "
                    + streams.atJoins().size() + " were given");
        }
        Iterator<FifoShape> next = streams.atJoins().iterator();
        for (int i = 0; i < joins.length; i++) {
            joins[i] = joins[i].sized(next);
        }
        return estimate(network, design, target, pipeline, joins, streams.deepened(), streams.regroupings());
    }

    /// What the accelerator takes by itself, without the way in and out.
    public static ResourceVector accelerator(Estimate estimate) {
        return estimate.layers().stream()
                .filter(layer -> !layer.layer().equals(SHELL))
                .map(LayerEstimate::resources)
                .reduce(ResourceVector.ZERO, ResourceVector::plus);
    }

    /// The longest path between registers of a design, in LUTs one behind the other.
    public static double logicLevels(Network network, DataflowDesign design) {
        List<StageShape> shapes = Pipeline.of(network).stages();
        double most = 0;
        for (int i = 0; i < shapes.size(); i++) {
            Stage stage = design.stages().get(i);
            StageShape shape = shapes.get(i);
            most = Math.max(
                    most,
                    LogicLevels.of(
                            shape,
                            choice(shape, stage, design),
                            Folding.of(shape, stage.pe(), stage.simd()),
                            StageNumbers.of(
                                    shape, stage.weightBits(), stage.activationBits(), design.requantisation())));
        }
        return most;
    }

    private static Outcome estimate(
            Network network,
            DataflowDesign design,
            Target target,
            Pipeline pipeline,
            Joins[] joins,
            List<FifoShape> deepened,
            List<Regrouping> regroupings) {
        List<StageShape> shapes = pipeline.stages();
        requireStages(shapes, design);
        Fabric fabric = Fabric.of(target);
        Power power = Power.of(target);
        StageModel model = new StageModel(fabric, power);
        Shell shell = Shell.of(pipeline, target, power, widestActivation(design));
        Latency latency = new Latency(pipeline);
        Figures figures = new Figures();
        shell.begin(design.clockHertz(), figures);
        Map<String, LayerEstimate> rows = new HashMap<>();
        long multipliers = 0;
        for (int i = 0; i < shapes.size(); i++) {
            StageShape shape = shapes.get(i);
            Stage stage = design.stages().get(i);
            requireLegal(shape, stage, fabric);
            StageChoice choice = choice(shape, stage, design);
            StageNumbers numbers =
                    StageNumbers.of(shape, stage.weightBits(), stage.activationBits(), design.requantisation());
            StageCost cost = model.cost(shape, choice, joins[i], numbers);
            Shell.add(cost, figures);
            latency.follow(i, cost.timing());
            multipliers += cost.multipliers();
            rows.put(shape.name(), row(shape, stage, cost));
        }
        ResourceVector buffers = deepened(deepened, fabric, power);
        Shell.add(buffers, figures);
        ResourceVector converters = regrouped(regroupings, fabric, power);
        Shell.add(converters, figures);
        shell.end(latency.cycles(), figures);
        ClockModel.of(target)
                .ifPresent(clock -> clock.write(
                        logicLevels(network, design),
                        (double) (figures.lut - shell.resources().lut())
                                / target.board().part().capacity().lut(),
                        figures));
        DataflowSpace.requireRoofline(figures, network.macs(), multipliers);
        List<LayerEstimate> layers = new ArrayList<>();
        for (Layer layer : network.layers()) {
            LayerEstimate row = rows.get(layer.name());
            layers.add(row != null ? row : noStage(layer, pipeline));
        }
        if (!deepened.isEmpty()) {
            layers.add(betweenStages(DEEPENED, "FIFO", deepened.size() + " FIFOs that hold bursts", buffers));
        }
        if (!regroupings.isEmpty()) {
            layers.add(betweenStages(REGROUPED, "Width", regroupings.size() + " changes of width", converters));
        }
        layers.add(shellRow(shell, design.clockHertz(), power));
        Estimate estimate = new Estimate(
                design,
                figures,
                layers,
                basis(fabric, power),
                target.coefficients().id());
        List<Violation> violations = pipeline.hostSteps().stream()
                .map(DataflowModel::hostInTheMiddle)
                .collect(Collectors.toCollection(ArrayList::new));
        for (Resource resource : Resource.values()) {
            long demand = shell.demand(figures).get(resource);
            long limit = target.budget().get(resource);
            if (demand > limit) {
                violations.add(new Violation(resource.word(), demand, limit, "blocks", lever(resource)));
            }
        }
        return violations.isEmpty() ? new Outcome.Feasible(estimate) : new Outcome.Infeasible(estimate, violations);
    }

    private static void requireStages(List<StageShape> shapes, DataflowDesign design) {
        List<String> needed = shapes.stream().map(StageShape::name).toList();
        List<String> given = design.stages().stream().map(Stage::layer).toList();
        if (!needed.equals(given)) {
            throw new IllegalDesignException(
                    "the design's stages must be the network's hardware layers " + needed + ", but were " + given);
        }
    }

    private static void requireLegal(StageShape shape, Stage stage, Fabric fabric) {
        if (!shape.isPe(stage.pe())) {
            String alone =
                    shape.kind() == StageShape.Kind.CHANNELWISE && shape.taps().groupOutputs() > 1
                            ? " and divide K=" + shape.taps().groupOutputs() + " or be a multiple of it"
                            : "";
            throw new IllegalDesignException("layer " + stage.layer() + ": PE must divide " + shape.lanes()
                    + " (channels that are worked on alike)" + alone + ", but was " + stage.pe());
        }
        if (!shape.isSimd(stage.simd())) {
            throw new IllegalDesignException(
                    "layer " + stage.layer() + ": SIMD must " + shape.simdRule() + ", but was " + stage.simd());
        }
        long fold = (long) shape.outputChannels() / stage.pe() * shape.dotLength() / stage.simd();
        if (shape.hasWeights() && stage.storage() == WeightStorage.LOGIC && fold != 1) {
            throw new IllegalDesignException("layer " + stage.layer()
                    + ": weights in logic need a fully unrolled stage, but inputFold*outputFold was " + fold);
        }
        if (shape.hasWeights() && stage.weightBits() < 1) {
            throw new IllegalDesignException(
                    "layer " + stage.layer() + ": weight bits must be at least 1, but were " + stage.weightBits());
        }
        if (stage.multiplier() == MultiplierStyle.DSP && !fabric.hasDsp()) {
            throw new IllegalDesignException(
                    "layer " + stage.layer() + ": the part has no DSP blocks, but the multiplier was DSP");
        }
        if (stage.storage() == WeightStorage.URAM && !fabric.hasUram()) {
            throw new IllegalDesignException(
                    "layer " + stage.layer() + ": the part has no large RAMs, but the weight storage was URAM");
        }
    }

    private static StageChoice choice(StageShape shape, Stage stage, DataflowDesign design) {
        return new StageChoice(
                stage.pe(),
                stage.simd(),
                stage.weightBits(),
                stage.activationBits(),
                StageSpace.outputBits(shape, stage.activationBits()),
                stage.storage(),
                stage.multiplier(),
                design.requantisation());
    }

    private static int widestActivation(DataflowDesign design) {
        return StageSpace.widest(
                design.stages().stream().map(Stage::activationBits).toList());
    }

    private static LayerEstimate row(StageShape shape, Stage stage, StageCost cost) {
        String folding = "PE " + stage.pe() + ", SIMD " + stage.simd();
        String mapping = shape.hasWeights()
                ? folding + ", " + stage.weightBits() + "x" + stage.activationBits() + " bit, "
                        + stage.storage().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ", " + stage.multiplier()
                : folding + ", " + stage.activationBits() + " bit";
        return new LayerEstimate(
                shape.name(),
                shape.layer().typeName(),
                mapping,
                new LayerEstimate.Work(
                        shape.layer().macs(),
                        cost.timing().intervalCycles(),
                        0,
                        cost.energyPicojoules() * 1e-6,
                        cost.bound(),
                        cost.multipliers()),
                new ResourceVector(cost.lut(), cost.ff(), cost.dsp(), cost.bram(), cost.uram()));
    }

    private static LayerEstimate noStage(Layer layer, Pipeline pipeline) {
        String mapping = pipeline.freeLayers().contains(layer.name()) ? "no stage" : "host";
        return new LayerEstimate(
                layer.name(),
                layer.typeName(),
                mapping,
                new LayerEstimate.Work(0, 0, 0, 0, Bound.CONTROL, 0),
                ResourceVector.ZERO);
    }

    /// FIFOs that hold bursts. What comes to two words more, those that each stage has, is a few LUTs each.
    private static ResourceVector deepened(List<FifoShape> fifos, Fabric fabric, Power power) {
        Tally tally = new Tally(fabric, power);
        for (FifoShape fifo : fifos) {
            StreamCosts.fifo(tally, fabric, fifo.depthWords(), fifo.widthBits(), 0);
        }
        tally.charge(Circuit.PORT);
        return new ResourceVector(
                (long) Math.ceil(tally.lut), (long) Math.ceil(tally.ff), tally.dsp, tally.bram, tally.uram);
    }

    private static ResourceVector regrouped(List<Regrouping> regroupings, Fabric fabric, Power power) {
        Tally tally = new Tally(fabric, power);
        for (Regrouping change : regroupings) {
            if (change.inLanes() > change.outLanes()) {
                StreamCosts.narrow(tally, fabric, change.inLanes(), change.outLanes(), change.elementBits());
            } else {
                StreamCosts.widen(tally, fabric, change.inLanes(), change.outLanes(), change.elementBits());
            }
        }
        tally.charge(Circuit.PORT);
        return new ResourceVector(
                (long) Math.ceil(tally.lut), (long) Math.ceil(tally.ff), tally.dsp, tally.bram, tally.uram);
    }

    private static LayerEstimate betweenStages(String name, String type, String what, ResourceVector resources) {
        return new LayerEstimate(name, type, what, new LayerEstimate.Work(0, 0, 0, 0, Bound.CONTROL, 0), resources);
    }

    /// What belongs to no layer: the way in and out.
    private static LayerEstimate shellRow(Shell shell, long clockHertz, Power power) {
        return new LayerEstimate(
                SHELL,
                "Shell",
                "stream in and out",
                new LayerEstimate.Work(
                        0,
                        shell.borderCycles(clockHertz),
                        shell.offChipBytes(),
                        power.offChipPicojoules((double) shell.offChipBytes()) * 1e-6,
                        Bound.INPUT,
                        0),
                shell.resources());
    }

    private static Map<String, Basis> basis(Fabric fabric, Power power) {
        Map<String, Basis> basis = new HashMap<>();
        basis.put("clockHertz", Basis.ASSUMED);
        basis.put("latencyCycles", Basis.ANALYTIC);
        basis.put("intervalCycles", Basis.EXACT);
        basis.put("lut", fabric.stageBasis());
        basis.put("ff", fabric.stageBasis());
        basis.put("dsp", Basis.ANALYTIC);
        basis.put("bram", Basis.ANALYTIC);
        basis.put("uram", Basis.ANALYTIC);
        basis.put("offChipBytes", Basis.EXACT);
        basis.put("powerMilliwatts", power.basis());
        basis.put("energyMillijoules", power.basis());
        return basis;
    }

    private static Violation hostInTheMiddle(Layer layer) {
        return new Violation(
                "host step " + layer.name(),
                1,
                0,
                "steps",
                "a pipeline cannot leave the part and come back: take the overlay family, or move " + layer.typeName()
                        + " to the end of the network");
    }

    private static String lever(Resource resource) {
        return switch (resource) {
            case LUT ->
                "fold more (smaller PE or SIMD), multiply in DSP blocks, keep weights in block RAM, use fewer"
                        + " bits, or take the overlay family";
            case FF -> "fold more (smaller PE or SIMD) or use fewer bits";
            case DSP -> "fold more, multiply in LUTs, or use 8 bits so that two products share a block";
            case BRAM ->
                "keep small weights in LUTs or large ones in URAM, use fewer weight bits, or take the overlay"
                        + " family, which keeps weights off chip";
            case URAM -> "keep weights in block RAM or LUTs, or use fewer weight bits";
        };
    }
}
