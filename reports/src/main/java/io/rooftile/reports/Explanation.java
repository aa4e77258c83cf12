package io.rooftile.reports;

import io.rooftile.core.design.Bound;
import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.device.Resource;
import io.rooftile.costmodel.Estimate;
import io.rooftile.costmodel.LayerEstimate;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.Violation;
import io.rooftile.dse.CycleProfile;
import io.rooftile.dse.FrontDesign;
import io.rooftile.dse.NearMiss;
import io.rooftile.dse.Usage;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Why a design's figures are what they are, in sentences drawn from its estimate.
final class Explanation {
    /// Bounds with less than this share of the cycles are not worth a word.
    private static final double SMALLEST_SHARE = 0.01;

    private final Target target;

    Explanation(Target target) {
        this.target = target;
    }

    /// What a design's time goes into and what keeps it from being faster.
    String ofSpeed(FrontDesign design) {
        CycleProfile profile = CycleProfile.of(design.estimate());
        String efficiency = Quantity.percent(profile.macEfficiencyFraction());
        String limit = Usage.fullest(design.estimate(), target)
                .map(usage -> " " + fullest(usage) + ".")
                .orElse("");
        return switch (design.estimate().design()) {
            case OverlayDesign _ ->
                design.id() + " runs its layers one after another and spends " + shares(profile)
                        + "; its multipliers do " + efficiency + " of the MACs they could." + limit;
            case DataflowDesign _ ->
                design.id() + " works on all layers at once, at the pace of "
                        + profile.slowest().map(Explanation::stage).orElse("no stage") + "; its multipliers do "
                        + efficiency + " of the MACs they could." + limit;
        };
    }

    private static String stage(LayerEstimate layer) {
        return layer.layer() + " (" + layer.mapping() + ", "
                + Quantity.count(layer.work().cycles()) + " cycles, "
                + waitsFor(layer.work().bound()) + ")";
    }

    private static String shares(CycleProfile profile) {
        List<Map.Entry<Bound, Double>> largestFirst = profile.shares().entrySet().stream()
                .filter(entry -> entry.getValue() >= SMALLEST_SHARE)
                .sorted(Map.Entry.<Bound, Double>comparingByValue(Comparator.reverseOrder()))
                .toList();
        return largestFirst.isEmpty()
                ? "no cycles"
                : largestFirst.stream()
                        .map(entry -> Quantity.percent(entry.getValue()) + " of its cycles on layers "
                                + waitsFor(entry.getKey()))
                        .collect(Collectors.joining(", "))
                        .replace(
                                " of its cycles on layers ",
                                largestFirst.size() > 1 ? " " : " of its cycles on layers ");
    }

    /// What a layer with some bound waits for.
    static String waitsFor(Bound bound) {
        return switch (bound) {
            case COMPUTE -> "bound by compute";
            case WEIGHTS -> "waiting for weights";
            case INPUT -> "waiting for input";
            case OUTPUT -> "waiting to store output";
            case CONTROL -> "bound by control";
        };
    }

    /// What a design's energy goes into.
    String ofEnergy(FrontDesign design) {
        Estimate estimate = design.estimate();
        return design.id() + " draws " + Quantity.milliwatts(estimate.figures().powerMilliwatts) + " for "
                + Quantity.perSecond(estimate.figures().throughputPerSecond()) + " and moves "
                + Quantity.bytes(estimate.figures().offChipBytes) + " off chip per inference.";
    }

    /// What a design fills most.
    String ofSize(FrontDesign design) {
        return Usage.fullest(design.estimate(), target)
                .map(usage -> design.id() + ": " + fullest(usage) + ".")
                .orElse(design.id() + " uses nothing that is counted.");
    }

    private static String fullest(Usage usage) {
        return usage.resource().name() + " is its fullest resource: " + Quantity.count(usage.used()) + " of "
                + Quantity.count(usage.available()) + " (" + Quantity.percent(usage.fraction()) + "; budget "
                + Quantity.percent(usage.budgetFraction()) + ")";
    }

    /// Why a family has no feasible design.
    static String ofMiss(NearMiss miss) {
        return "The nearest design does not fit: "
                + miss.outcome().violations().stream()
                        .map(Explanation::violation)
                        .collect(Collectors.joining("; "))
                + ".";
    }

    private static String violation(Violation violation) {
        return limit(violation.resource()) + " " + Quantity.plain(violation.demand()) + " of "
                + Quantity.plain(violation.limit()) + " " + violation.unit() + " (what would help: "
                + violation.lever() + ")";
    }

    /// A kind of block in capitals, as data sheets write it; any other limit as it is.
    static String limit(String word) {
        return Arrays.stream(Resource.values())
                .filter(resource -> resource.word().equals(word))
                .map(Resource::name)
                .findFirst()
                .orElse(word);
    }

    static String capital(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
