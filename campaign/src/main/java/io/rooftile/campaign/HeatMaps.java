package io.rooftile.campaign;

import io.rooftile.campaign.CampaignPage.HeatCell;
import io.rooftile.campaign.CampaignPage.HeatMap;
import io.rooftile.campaign.CampaignPage.HeatRow;
import io.rooftile.campaign.CellResult.State;
import io.rooftile.core.design.Family;
import io.rooftile.dse.Objective;
import io.rooftile.reports.Quantity;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/// Models x boards: what fits, and the best latency and energy.
///
/// @param models from small to large
record HeatMaps(IndexPage page, List<String> models, List<String> boards) {
    private static final List<Objective> SHOWN = List.of(Objective.LATENCY, Objective.ENERGY);

    /// @param objectives that were searched
    List<HeatMap> all(List<Objective> objectives) {
        List<HeatMap> maps = new ArrayList<>();
        maps.add(new HeatMap(
                "What fits",
                "Which family has a design on the board: both (o d), overlay (o), dataflow (d).",
                rows(this::fit)));
        for (Objective objective : SHOWN) {
            if (objectives.contains(objective)) {
                maps.add(map(objective));
            }
        }
        return maps;
    }

    private HeatMap map(Objective objective) {
        DoubleSummaryStatistics costs = models.stream()
                .flatMap(model ->
                        boards.stream().flatMap(board -> Standing.best(page.on(model, board), objective).stream()))
                .mapToDouble(standing -> objective.cost(standing.design().figures()))
                .summaryStatistics();
        return new HeatMap(
                "Best " + objective.word(),
                "Colour by the logarithm, darker is worse; o or d names the better family. Each links to its report.",
                rows((model, board) -> figure(model, board, objective, costs)));
    }

    private List<HeatRow> rows(BiFunction<String, String, HeatCell> cell) {
        return models.stream()
                .map(model -> new HeatRow(
                        model,
                        page.macs(model)
                                .map(macs -> Quantity.scaled((double) macs, "MACs"))
                                .orElse(""),
                        boards.stream().map(board -> cell.apply(model, board)).toList()))
                .toList();
    }

    private HeatCell fit(String model, String board) {
        List<CellRecord> records = page.on(model, board);
        List<Family> fitting = List.of(Family.values()).stream()
                .filter(family -> records.stream()
                        .anyMatch(record -> record.cell().family() == family
                                && !record.result().designs().isEmpty()))
                .toList();
        String title = records.stream()
                .map(record -> record.cell().id() + ": "
                        + (record.result().message().isEmpty()
                                ? record.result().designs().size() + " designs"
                                : record.result().message()))
                .collect(Collectors.joining("\n"));
        if (fitting.isEmpty()) {
            return absent(records, title);
        }
        String text = fitting.stream().map(HeatMaps::letter).collect(Collectors.joining(" "));
        return new HeatCell(
                text, "100", fitting.size() > 1 ? "both" : fitting.getFirst().word(), title, "");
    }

    private static HeatCell absent(List<CellRecord> records, String title) {
        boolean isFailed = records.stream().anyMatch(record -> record.result().state() == State.FAILED);
        return new HeatCell(isFailed ? "failed" : "–", "0", isFailed ? "failed" : "none", title, "");
    }

    private HeatCell figure(String model, String board, Objective objective, DoubleSummaryStatistics costs) {
        List<CellRecord> records = page.on(model, board);
        Optional<Standing> best = Standing.best(records, objective);
        if (best.isEmpty()) {
            return absent(records, "");
        }
        Standing standing = best.get();
        double range = costs.getMax() - costs.getMin();
        double cost = objective.cost(standing.design().figures());
        double heat = range == 0 ? 0 : (cost - costs.getMin()) / range;
        return new HeatCell(
                standing.text(objective) + " " + letter(standing.family()),
                String.format(Locale.ROOT, "%.0f", 100 * heat),
                "figure",
                standing.record().cell().id() + ", " + standing.design().design(),
                page.link(standing.record().cell()));
    }

    private static String letter(Family family) {
        return family.word().substring(0, 1);
    }
}
