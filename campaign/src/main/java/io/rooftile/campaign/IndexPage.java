package io.rooftile.campaign;

import io.rooftile.campaign.CellResult.State;
import io.rooftile.core.design.Family;
import io.rooftile.dse.Objective;
import io.rooftile.reports.PageTemplate;
import io.rooftile.reports.Quantity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// `index.html`: one page over all cells that needs nothing beside it but the reports it links to.
///
/// @param folder of the campaign
/// @param records one per cell, in the plan's order
record IndexPage(String name, String version, Path folder, List<CellRecord> records) {
    private static final String TEMPLATE = "index.mustache";
    private static final double MILLISECONDS_PER_SECOND = 1e3;

    String text() {
        return PageTemplate.text(IndexPage.class, TEMPLATE, page());
    }

    CampaignPage page() {
        List<String> models = models();
        List<String> boards = distinct(record -> record.cell().board().name());
        List<Objective> objectives = records.stream()
                .flatMap(record -> record.cell().objectives().stream())
                .distinct()
                .sorted(Comparator.comparingInt(Objective.ALL::indexOf))
                .toList();
        HeatMaps maps = new HeatMaps(this, models, boards);
        return new CampaignPage(
                name,
                PageTemplate.style(),
                facts(models, boards),
                records.stream()
                        .filter(record -> record.result().state() == State.FAILED)
                        .map(record -> new CampaignPage.Failure(
                                record.cell().id(), record.result().message()))
                        .toList(),
                boards,
                maps.all(objectives),
                distinct(record -> record.cell().family().word()).size() < Family.values().length
                        ? List.of()
                        : objectives.stream()
                                .map(objective -> winners(objective, models, boards))
                                .toList(),
                Islands.of(records).searches().stream().map(this::islands).toList(),
                records.stream().flatMap(record -> deeds(record).stream()).toList(),
                objectives.stream().map(Objective::word).toList(),
                records.stream().map(record -> line(record, objectives)).toList());
    }

    private List<String> distinct(Function<CellRecord, String> what) {
        return records.stream().map(what).distinct().toList();
    }

    /// From small to large; those that could not be read come last.
    private List<String> models() {
        return distinct(record -> record.cell().model().name()).stream()
                .sorted(Comparator.comparingLong((String model) -> macs(model).orElse(Long.MAX_VALUE)))
                .toList();
    }

    Optional<Long> macs(String model) {
        return records.stream()
                .filter(record -> record.cell().model().name().equals(model)
                        && record.result().macs() > 0)
                .map(record -> record.result().macs())
                .findFirst();
    }

    /// What is known of a model on a board.
    List<CellRecord> on(String model, String board) {
        return records.stream()
                .filter(record -> record.cell().model().name().equals(model)
                        && record.cell().board().name().equals(board))
                .toList();
    }

    /// The report of a cell, seen from the page; empty where none was kept.
    String link(Cell cell) {
        String report = "cells/" + cell.id() + "/report.html";
        return Files.exists(folder.resolve(report)) ? report : "";
    }

    private List<CampaignPage.Fact> facts(List<String> models, List<String> boards) {
        Map<String, Long> states = records.stream()
                .collect(Collectors.groupingBy(
                        record -> record.result().state().word(), LinkedHashMap::new, Collectors.counting()));
        long milliseconds = records.stream().mapToLong(CellRecord::milliseconds).sum();
        long evaluations = records.stream()
                .mapToLong(record -> record.result().evaluations())
                .sum();
        List<CampaignPage.Fact> facts = new ArrayList<>();
        facts.add(new CampaignPage.Fact("Models", String.valueOf(models.size())));
        facts.add(new CampaignPage.Fact("Boards", String.valueOf(boards.size())));
        facts.add(new CampaignPage.Fact(
                "Cells",
                Quantity.count(records.size()) + ": "
                        + states.entrySet().stream()
                                .map(state -> state.getValue() + " " + state.getKey())
                                .collect(Collectors.joining(", "))));
        facts.add(new CampaignPage.Fact(
                "Objectives", several(distinct(record -> record.cell().objectiveWords()))));
        facts.add(new CampaignPage.Fact(
                "Limits", several(distinct(record -> record.cell().limitWords()))));
        facts.add(new CampaignPage.Fact("Designs estimated", Quantity.count(evaluations)));
        facts.add(new CampaignPage.Fact(
                "Time of all cells", Quantity.plain(milliseconds / MILLISECONDS_PER_SECOND) + " s"));
        facts.add(new CampaignPage.Fact("Rooftile", version));
        return facts;
    }

    private static String several(List<String> values) {
        return values.stream()
                .map(value -> value.isEmpty() ? "the usual" : value)
                .collect(Collectors.joining("; "));
    }

    private CampaignPage.Winners winners(Objective objective, List<String> models, List<String> boards) {
        return new CampaignPage.Winners(
                objective.word(),
                boards.stream().map(board -> winners(objective, models, board)).toList());
    }

    private CampaignPage.WinnerRow winners(Objective objective, List<String> models, String board) {
        List<Crossing.Contest> contests = new ArrayList<>();
        List<CampaignPage.WinnerCell> cells = new ArrayList<>();
        for (String model : models) {
            List<Standing> standings = Standing.byFamily(on(model, board), objective);
            if (standings.isEmpty()) {
                cells.add(new CampaignPage.WinnerCell("none", model + ": nothing fits"));
                continue;
            }
            Standing first = standings.getFirst();
            contests.add(new Crossing.Contest(first.record().result().macs(), first.family()));
            cells.add(
                    new CampaignPage.WinnerCell(first.family().word(), model + ": " + advantage(standings, objective)));
        }
        return new CampaignPage.WinnerRow(
                board,
                contests.isEmpty() ? "nothing fits" : Crossing.of(contests).text(),
                cells);
    }

    private static String advantage(List<Standing> standings, Objective objective) {
        Standing first = standings.getFirst();
        String best = first.family().word() + " " + first.text(objective);
        return standings.size() == 1
                ? best + ", the only one that fits"
                : best + " against " + standings.get(1).text(objective);
    }

    private CampaignPage.IslandSearch islands(Islands.Search search) {
        Cell first = search.islands().getFirst().cell();
        List<CampaignPage.Island> islands = new ArrayList<>();
        for (int i = 0; i < search.islands().size(); i++) {
            CellRecord island = search.islands().get(i);
            islands.add(new CampaignPage.Island(
                    String.valueOf(island.cell().seed()),
                    String.valueOf(island.result().designs().size()),
                    String.valueOf(search.merged().get(i)),
                    link(island.cell())));
        }
        return new CampaignPage.IslandSearch(
                first.model().name(),
                first.board().name(),
                first.family().word(),
                islands,
                String.valueOf(
                        search.merged().stream().mapToInt(Integer::intValue).sum()));
    }

    private List<CampaignPage.Deed> deeds(CellRecord record) {
        return record.result().deeds().stream()
                .map(deed -> new CampaignPage.Deed(
                        record.cell().id(),
                        deed.design(),
                        deed.action(),
                        deed.isDone() ? "done" : "failed",
                        "cells/" + record.cell().id(),
                        deed.output()))
                .toList();
    }

    private CampaignPage.CellLine line(CellRecord record, List<Objective> objectives) {
        Cell cell = record.cell();
        CellResult result = record.result();
        return new CampaignPage.CellLine(
                String.valueOf(cell.number()),
                cell.id(),
                link(cell),
                cell.family().word(),
                result.state().word(),
                result.message(),
                String.valueOf(result.designs().size()),
                Quantity.plain(record.milliseconds() / MILLISECONDS_PER_SECOND),
                objectives.stream()
                        .map(objective -> !cell.objectives().contains(objective)
                                ? ""
                                : Standing.best(List.of(record), objective)
                                        .map(best -> best.text(objective))
                                        .orElse("–"))
                        .toList());
    }
}
