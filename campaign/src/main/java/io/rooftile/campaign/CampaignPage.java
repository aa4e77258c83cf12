package io.rooftile.campaign;

import java.util.List;

/// What the template of `index.html` shows, all numbers already text. Lists that are empty hide their section.
record CampaignPage(
        String title,
        String style,
        List<Fact> facts,
        List<Failure> failures,
        List<String> boards,
        List<HeatMap> maps,
        List<Winners> winners,
        List<IslandSearch> islands,
        List<Deed> deeds,
        List<String> objectives,
        List<CellLine> cells) {
    boolean hasFailures() {
        return !failures.isEmpty();
    }

    boolean hasWinners() {
        return !winners.isEmpty();
    }

    boolean hasIslands() {
        return !islands.isEmpty();
    }

    boolean hasDeeds() {
        return !deeds.isEmpty();
    }

    /// A name and what is known of it.
    record Fact(String name, String value) {}

    /// A cell that failed.
    record Failure(String id, String message) {}

    /// A figure for every model on every board.
    record HeatMap(String heading, String caption, List<HeatRow> rows) {}

    /// One model.
    record HeatRow(String model, String size, List<HeatCell> cells) {}

    /// One model on one board.
    ///
    /// @param heatPercent of the colour, 0 for the best figure of the map
    /// @param kind CSS class: the family that is better, `none` where nothing fits, `failed`
    /// @param link the report, or empty
    record HeatCell(String text, String heatPercent, String kind, String title, String link) {
        boolean hasLink() {
            return !link.isEmpty();
        }
    }

    /// Which family is better by one objective.
    record Winners(String objective, List<WinnerRow> rows) {}

    /// One board: where one family takes over, and the models from small to large.
    record WinnerRow(String board, String crossing, List<WinnerCell> models) {}

    /// One model: the better family and by how much.
    record WinnerCell(String kind, String title) {}

    /// One search of several seeds.
    ///
    /// @param merged designs on the front of all
    record IslandSearch(String model, String board, String family, List<Island> islands, String merged) {}

    /// One of its cells: its seed, how many designs it found, and how many of them no other island beats.
    record Island(String seed, String designs, String merged, String link) {
        boolean hasLink() {
            return !link.isEmpty();
        }
    }

    /// What was done with a design.
    ///
    /// @param state `done` or `failed`
    record Deed(String id, String design, String action, String state, String link, String output) {}

    /// One cell.
    ///
    /// @param bests one per objective of the page, empty where it is not the cell's
    record CellLine(
            String number,
            String id,
            String link,
            String family,
            String state,
            String message,
            String designs,
            String seconds,
            List<String> bests) {
        boolean hasLink() {
            return !link.isEmpty();
        }
    }
}
