package io.rooftile.reports;

import io.rooftile.core.design.Family;
import io.rooftile.core.device.Basis;
import io.rooftile.core.device.Board;
import io.rooftile.core.network.HostOperation;
import io.rooftile.costmodel.LayerEstimate;
import io.rooftile.dse.Exploration;
import io.rooftile.dse.FrontDesign;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What the figures rest on, and what they leave out.
final class Trust {
    private Trust() {}

    static List<ReportPage.Fact> of(Exploration exploration, ComparedDesigns compared) {
        List<ReportPage.Fact> facts = new ArrayList<>();
        facts.add(new ReportPage.Fact(
                "What an estimate is",
                (exploration.accuracy().isPresent() ? "But for accuracy every" : "Every")
                        + " figure here is an estimate of a model, none a measurement. "
                        + "Exact: counted from the design. Measured: found by running the network on rows that were"
                        + " given. Analytic: a formula with a published source. "
                        + "Calibrated: fitted to measurements of generated hardware. "
                        + "Assumed: taken over from elsewhere without a check on this part."));
        AccuracyWords.of(exploration)
                .ifPresent(words -> facts.add(new ReportPage.Fact(
                        "What accuracy is",
                        words.explanation()
                                + " It guides the search as a prediction; the designs here were quantised and run.")));
        compared.overlay().ifPresent(design -> facts.add(bases(design)));
        compared.dataflow().ifPresent(design -> facts.add(bases(design)));
        facts.add(new ReportPage.Fact(
                "Coefficient set", exploration.target().coefficients().id()));
        if (exploration.target().isRobust()) {
            facts.add(new ReportPage.Fact(
                    "Robust",
                    "Designs were ranked, and had to fit, by the pessimistic end of their LUTs and flip-flops."));
        }
        facts.add(new ReportPage.Fact("Clocks assumed", clocks(exploration)));
        unverified(exploration.target().board()).forEach(facts::add);
        host(exploration).forEach(facts::add);
        facts.add(new ReportPage.Fact(
                "Repeat",
                "Seed " + exploration.settings().seed()
                        + "; the same model, board, seed and version give the same designs."));
        return facts;
    }

    private static ReportPage.Fact bases(FrontDesign design) {
        var byBasis = new TreeMap<Basis, TreeSet<String>>();
        design.estimate().basis().forEach((figure, basis) -> byBasis.computeIfAbsent(basis, _ -> new TreeSet<>())
                .add(words(figure)));
        String text = byBasis.entrySet().stream()
                .map(entry ->
                        entry.getKey().name().toLowerCase(Locale.ROOT) + ": " + String.join(", ", entry.getValue()))
                .collect(Collectors.joining("; "));
        return new ReportPage.Fact("Basis of " + design.id(), text.isEmpty() ? "not stated" : text);
    }

    /// `offChipBytes` as words.
    private static String words(String figure) {
        return figure.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }

    private static String clocks(Exploration exploration) {
        return exploration.front().stream()
                        .map(design -> design.estimate().figures().clockHertz)
                        .distinct()
                        .sorted()
                        .map(Quantity::hertz)
                        .collect(Collectors.joining(", "))
                + ". A clock is a choice of the search among those that designs of this kind reach on the part; only"
                + " place and route can confirm it.";
    }

    private static List<ReportPage.Fact> unverified(Board board) {
        Set<String> figures = new TreeSet<>();
        board.part().unverified().forEach(figure -> figures.add(board.part().name() + " " + figure));
        board.unverified().forEach(figure -> figures.add(board.name() + " " + figure));
        return figures.isEmpty()
                ? List.of()
                : List.of(new ReportPage.Fact(
                        "Unverified figures of the board",
                        String.join(", ", figures) + ". Nobody has read these in a source; check them first."));
    }

    /// What leaves the accelerator, and what a family does without hardware of its own.
    private static List<ReportPage.Fact> host(Exploration exploration) {
        List<ReportPage.Fact> facts = new ArrayList<>();
        String operations = exploration.network().layers().stream()
                .filter(HostOperation.class::isInstance)
                .map(HostOperation.class::cast)
                .map(operation -> operation.name() + " (" + operation.operation() + ": " + operation.reason() + ")")
                .collect(Collectors.joining("; "));
        if (!operations.isEmpty()) {
            facts.add(new ReportPage.Fact(
                    "Left to the host", operations + ". The time on the host is not part of any figure."));
        }
        for (Family family : Family.values()) {
            exploration.familyFront(family).stream().findFirst().ifPresent(design -> {
                Set<String> known = design.estimate().layers().stream()
                        .map(LayerEstimate::layer)
                        .collect(Collectors.toSet());
                String missing = exploration.network().layers().stream()
                        .filter(layer -> !(layer instanceof HostOperation) && !known.contains(layer.name()))
                        .map(layer -> layer.name() + " (" + layer.typeName() + ")")
                        .collect(Collectors.joining(", "));
                if (!missing.isEmpty()) {
                    facts.add(new ReportPage.Fact(
                            "Not estimated for " + family.word(),
                            missing + ". No hardware of this family does these; they move no data or run on the host,"
                                    + " and no figure includes them."));
                }
            });
        }
        return facts;
    }
}
