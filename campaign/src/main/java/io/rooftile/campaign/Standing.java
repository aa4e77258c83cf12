package io.rooftile.campaign;

import io.rooftile.core.design.Family;
import io.rooftile.dse.Objective;
import io.rooftile.reports.Quantity;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A design of a campaign and its figure for one objective.
record Standing(CellRecord record, DesignRow design, double value) {
    Family family() {
        return record.cell().family();
    }

    /// The figure as a person reads it.
    String text(Objective objective) {
        return switch (objective.word()) {
            case "latency" -> Quantity.milliseconds(value);
            case "energy" -> Quantity.millijoules(value);
            case "power" -> Quantity.milliwatts(value);
            case "utilisation" -> Quantity.percent(value);
            default -> Quantity.plain(value);
        };
    }

    /// The best design of several cells; ties go to the earlier cell, then to the earlier design.
    static Optional<Standing> best(List<CellRecord> records, Objective objective) {
        return records.stream()
                .flatMap(record -> record.result().designs().stream()
                        .map(design -> new Standing(record, design, objective.value(design.figures()))))
                .min(Comparator.comparingDouble(
                        standing -> objective.cost(standing.design().figures())));
    }

    /// The best design of each family that has one, the better first.
    static List<Standing> byFamily(List<CellRecord> records, Objective objective) {
        return List.of(Family.values()).stream()
                .flatMap(
                        family -> best(
                                records.stream()
                                        .filter(record -> record.cell().family() == family)
                                        .toList(),
                                objective)
                                .stream())
                .sorted(Comparator.comparingDouble(
                        standing -> objective.cost(standing.design().figures())))
                .toList();
    }
}
