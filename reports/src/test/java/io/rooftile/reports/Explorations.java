package io.rooftile.reports;

import io.rooftile.core.design.ArrayShape;
import io.rooftile.core.design.Bound;
import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.design.Design;
import io.rooftile.core.design.Family;
import io.rooftile.core.design.LoopOrder;
import io.rooftile.core.design.MultiplierStyle;
import io.rooftile.core.design.OverlayBuffers;
import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.design.OverlayNumbers;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.design.Stage;
import io.rooftile.core.design.Tiling;
import io.rooftile.core.design.WeightStorage;
import io.rooftile.core.device.Basis;
import io.rooftile.core.device.Board;
import io.rooftile.core.device.Coefficients;
import io.rooftile.core.device.DspBlock;
import io.rooftile.core.device.Logic;
import io.rooftile.core.device.MemoryBlock;
import io.rooftile.core.device.OffChipMemory;
import io.rooftile.core.device.Part;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Dense;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Parameters;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Softmax;
import io.rooftile.core.network.Tensor;
import io.rooftile.costmodel.Estimate;
import io.rooftile.costmodel.Figures;
import io.rooftile.costmodel.LayerEstimate;
import io.rooftile.costmodel.Outcome;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.Violation;
import io.rooftile.dse.AccuracyMeasure;
import io.rooftile.dse.Exploration;
import io.rooftile.dse.FrontDesign;
import io.rooftile.dse.NearMiss;
import io.rooftile.dse.Objective;
import io.rooftile.dse.SearchSettings;
import io.rooftile.dse.SearchStatistics;
import io.rooftile.dse.SearchStatistics.FamilyStatistics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;

/// Explorations of round numbers. They say nothing about any device or network.
final class Explorations {
    private static final long CLOCK_HERTZ = 100_000_000;

    private Explorations() {}

    static RunManifest manifest(String model) {
        Instant start = Instant.parse("2026-01-02T03:04:05Z");
        return new RunManifest(
                "0.1.0",
                List.of("explore", model),
                model,
                "TensorFlow Lite",
                "00ff",
                1234,
                start,
                start.plusSeconds(2));
    }

    /// A chain of dense layers of 30 inputs and 20 outputs, then 20 by 20, and a softmax.
    static Network network(String name, int layers) {
        List<io.rooftile.core.network.Layer> chain = new ArrayList<>();
        Tensor at = Tensor.real("in", Shape.of(1, 30));
        Tensor input = at;
        for (int i = 0; i < layers; i++) {
            Tensor out = Tensor.real("t" + i, Shape.of(1, 20));
            Constant weights =
                    Constant.absent(Tensor.real("w" + i, Shape.of(20, at.shape().channels())));
            chain.add(new Dense("dense" + i, at, out, new Parameters(weights, null), ActivationFunction.RELU));
            at = out;
        }
        Tensor probabilities = Tensor.real("p", Shape.of(1, 20));
        chain.add(new Softmax("softmax", at, probabilities, 1));
        return new Network(name, List.of(input), List.of(probabilities), chain);
    }

    static Target target() {
        MemoryBlock bram = new MemoryBlock("RAM18", 18432, List.of(new MemoryBlock.Aspect(1024, 18)));
        Part part = new Part(
                "xtest",
                "AMD",
                "xc7",
                new ResourceVector(50_000, 100_000, 220, 280, 0),
                new Part.Blocks(new Logic(6, 64), new DspBlock("DSP48", 25, 18, 1), bram, null),
                List.of(CLOCK_HERTZ),
                Map.of("lut", "made up"),
                Set.of("dsp"));
        Board board = new Board(
                "test-board",
                part,
                ResourceVector.ZERO,
                new OffChipMemory("DDR3", 4e9, 0.8, 512L << 20, 64),
                null,
                Map.of(),
                Set.of());
        return new Target(
                board, new ResourceVector(35_000, 50_000, 176, 224, 0), new Coefficients("theory-0000", Map.of()));
    }

    static OverlayDesign overlay() {
        return new OverlayDesign(
                CLOCK_HERTZ,
                new ArrayShape(2, 4, 8),
                new OverlayBuffers(512, 1024, 64),
                new OverlayNumbers(8, 4, Requantisation.EXACT, true),
                64,
                2,
                List.of(
                        new Tiling("dense0", 1, 1, 20, LoopOrder.WEIGHTS_OUTER),
                        new Tiling("dense1", 1, 1, 10, LoopOrder.FEATURES_OUTER)));
    }

    static DataflowDesign dataflow() {
        return new DataflowDesign(
                CLOCK_HERTZ,
                Requantisation.POWER_OF_TWO,
                List.of(
                        new Stage("dense0", 4, 15, 3, 8, WeightStorage.LUT_RAM, MultiplierStyle.LUT),
                        new Stage("dense1", 5, 10, 8, 6, WeightStorage.BLOCK_RAM, MultiplierStyle.DSP)));
    }

    /// An estimate whose latency and interval are a number of cycles per layer.
    static Estimate estimate(Design design, Network network, long cyclesPerLayer, long lut) {
        Figures figures = new Figures();
        List<LayerEstimate> layers = new ArrayList<>();
        Bound[] bounds = Bound.values();
        boolean isOverlay = design.family() == Family.OVERLAY;
        for (int i = 0; i < network.layers().size() - 1; i++) {
            io.rooftile.core.network.Layer layer = network.layers().get(i);
            layers.add(new LayerEstimate(
                    layer.name(),
                    layer.typeName(),
                    isOverlay ? "tile 1x1x20x15" : "PE 4, SIMD 15",
                    new LayerEstimate.Work(
                            layer.macs(),
                            cyclesPerLayer + i,
                            isOverlay ? layer.parameters() * (i % 3) : 0,
                            1.5,
                            bounds[i % bounds.length],
                            60),
                    ResourceVector.ZERO));
        }
        long sum = layers.stream().mapToLong(layer -> layer.work().cycles()).sum();
        figures.clockHertz = CLOCK_HERTZ;
        figures.latencyCycles = isOverlay ? sum : sum / 2 + 1;
        figures.intervalCycles = isOverlay ? sum : cyclesPerLayer + layers.size() - 1;
        figures.lut = lut;
        figures.ff = lut * 3 / 2;
        figures.dsp = lut / 200;
        figures.bram = lut / 300;
        figures.offChipBytes =
                layers.stream().mapToLong(layer -> layer.work().offChipBytes()).sum() + 50;
        figures.powerMilliwatts = 200 + lut / 50.0;
        figures.energyMillijoules = figures.powerMilliwatts * figures.intervalCycles / CLOCK_HERTZ;
        figures.worstUtilisationFraction = lut / 50_000.0;
        return new Estimate(
                design,
                figures,
                layers,
                Map.of(
                        "latencyCycles", Basis.ANALYTIC,
                        "intervalCycles", Basis.EXACT,
                        "lut", Basis.ASSUMED,
                        "powerMilliwatts", Basis.ASSUMED),
                "theory-0000");
    }

    static SearchSettings settings() {
        return new SearchSettings(
                List.of(Family.OVERLAY, Family.DATAFLOW),
                Objective.STANDARD,
                7,
                2,
                new SearchSettings.Effort(20_000, null),
                100);
    }

    /// Both families feasible: dataflow designs are faster, overlay designs smaller.
    ///
    /// @param designs of each family
    static Exploration both(Network network, int designs) {
        List<FrontDesign> all = new ArrayList<>();
        IntStream.rangeClosed(1, designs)
                .forEach(i -> all.add(new FrontDesign(
                        "overlay-%03d".formatted(i),
                        estimate(overlay(), network, 500L * i * i, Math.max(300, 12_000 / i)))));
        IntStream.rangeClosed(1, designs)
                .forEach(i -> all.add(new FrontDesign(
                        "dataflow-%03d".formatted(i),
                        estimate(dataflow(), network, 40L * i * i, Math.max(2000, 34_000 / i)))));
        List<FrontDesign> front = all.stream()
                .filter(design ->
                        design.family() == Family.DATAFLOW || design.id().compareTo("overlay-003") <= 0)
                .toList();
        return new Exploration(network, target(), settings(), front, all, List.of(), statistics(), Optional.empty());
    }

    /// What the accuracies of [#accurate] are.
    static final AccuracyMeasure TOP1 = new AccuracyMeasure(
            "top1", "fraction", Basis.MEASURED, OptionalDouble.of(0.975), "top1 on 40 rows of a.csv");

    /// The same with accuracy as an objective: 0.95 of overlay designs, 0.875 of dataflow designs.
    static Exploration accurate(Network network, int designs) {
        Exploration plain = both(network, designs);
        List<FrontDesign> all = plain.familyFronts().stream()
                .map(design ->
                        new FrontDesign(design.id(), design.estimate().withAccuracy(accuracy(design), Basis.MEASURED)))
                .toList();
        List<String> front = plain.front().stream().map(FrontDesign::id).toList();
        SearchSettings settings = plain.settings();
        return new Exploration(
                network,
                plain.target(),
                new SearchSettings(
                        settings.families(),
                        List.of(Objective.ACCURACY, Objective.LATENCY),
                        settings.seed(),
                        settings.threads(),
                        settings.effort(),
                        settings.frontSize()),
                all.stream().filter(design -> front.contains(design.id())).toList(),
                all,
                List.of(),
                plain.statistics(),
                Optional.of(TOP1));
    }

    private static double accuracy(FrontDesign design) {
        return switch (design.family()) {
            case OVERLAY -> 0.95;
            case DATAFLOW -> 0.875;
        };
    }

    /// Only overlay designs fit.
    static Exploration overlayOnly(Network network) {
        List<FrontDesign> all = List.of(new FrontDesign("overlay-001", estimate(overlay(), network, 500, 12_000)));
        NearMiss miss = new NearMiss(new Outcome.Infeasible(
                estimate(dataflow(), network, 40, 90_000),
                List.of(new Violation("bram", 912, 224, "blocks", "fewer weight bits"))));
        return new Exploration(network, target(), settings(), all, all, List.of(miss), statistics(), Optional.empty());
    }

    /// Nothing fits.
    static Exploration none(Network network) {
        return new Exploration(
                network,
                target(),
                settings(),
                List.of(),
                List.of(),
                overlayOnly(network).nearMisses(),
                statistics(),
                Optional.empty());
    }

    private static SearchStatistics statistics() {
        return new SearchStatistics(List.of(
                new FamilyStatistics(Family.OVERLAY, 7776, 1200, 15, 12, "front has stopped moving"),
                new FamilyStatistics(Family.DATAFLOW, 3e15, 4321, 40, 30, "front has stopped moving")));
    }
}
