package io.rooftile.calibration.published;

import io.rooftile.calibration.published.Prediction.Impossible;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The frames per second of AMD's model zoo, release by release and board by board.
final class DpuZooTables {
    private static final String KIND = "board";
    static final String SHEET = "model_zoo_3_0";
    private static final String SHEET_RELEASE = "3.0";
    static final String PAGES = "model_zoo_readme";
    private static final String ONE_THREAD = "fps_1thread";
    private static final String MANY_THREADS = "fps_mt";
    private static final Pattern CORES =
            Pattern.compile("(\\d+)\\s*[x*]\\s*(?:DPUCZDX8G\\s+)?(B\\d+)F?\\s*@\\s*(\\d+)\\s*MHz");
    private static final Pattern IMAGE = Pattern.compile("^(\\d+)\\*(\\d+)(\\*\\d+)?$");

    private final Rows rows;
    private final ZooPrediction prediction;

    private DpuZooTables(Rows rows, ZooPrediction prediction) {
        this.rows = rows;
        this.prediction = prediction;
    }

    static void read(TruthNode root, Topologies topologies, Rows rows) {
        DpuZooTables tables = new DpuZooTables(rows, new ZooPrediction(topologies));
        root.find(SHEET).ifPresent(tables::sheet);
        root.find(PAGES).flatMap(pages -> pages.find("versions")).ifPresent(versions -> versions.fields()
                .forEach((release, version) -> version.rows("tables").forEach(table -> tables.page(release, table))));
    }

    /// The sheet has a column of each board in every row.
    private void sheet(TruthNode table) {
        Map<String, TruthNode> boards = new TreeMap<>(table.get("config").fields());
        for (TruthNode row : table.rows("rows")) {
            String model = row.text("model");
            boards.forEach((board, config) -> row.find(board).ifPresent(cells -> {
                String source = "dpu/" + SHEET;
                Optional<TruthNode> suspect = cells.find("suspect");
                if (suspect.isPresent()) {
                    rows.leaveOut(source, model + " on " + board, suspect.get().text());
                    return;
                }
                Place place = new Place(source, SHEET_RELEASE, boardName(board), config.text());
                for (String figure : List.of(ONE_THREAD, MANY_THREADS)) {
                    cells.find(figure)
                            .ifPresent(cell -> add(
                                    place,
                                    new Entry(
                                            model,
                                            row.find("gops").map(TruthNode::number),
                                            row.find("input_hwc").flatMap(DpuZooTables::imageSize)),
                                    figure,
                                    cell.number()));
                }
            }));
        }
    }

    /// A page has a table for each board; a row is the model, its giga-operations and a figure for each column.
    private void page(String release, TruthNode table) {
        String source = "dpu/" + PAGES + " " + release;
        String board = table.text("board");
        List<TruthNode> entries = table.rows("rows");
        Optional<TruthNode> duplicate = table.find("duplicate_of");
        if (duplicate.isPresent()) {
            String which = board + ", " + entries.size() + " rows";
            rows.leaveOut(source, which, "duplicate of " + duplicate.get().text());
            return;
        }
        Map<String, String> suspects = suspects(table);
        Map<Integer, String> columns = columns(table);
        Place place = new Place(source, release, boardName(board), table.text("config"));
        for (TruthNode row : entries) {
            List<TruthNode> cells = row.items();
            if (cells.size() < 2) {
                throw row.wrong("a row is [model, gops, figures], but has " + cells.size() + " entries");
            }
            String model = cells.getFirst().text();
            if (suspects.containsKey(model)) {
                rows.leaveOut(source, model + " on " + place.board(), suspects.getOrDefault(model, ""));
                continue;
            }
            TruthNode gops = cells.get(1);
            Entry entry = new Entry(
                    model, gops.node().isNull() ? Optional.empty() : Optional.of(gops.number()), Optional.empty());
            columns.forEach((column, figure) -> {
                if (column < cells.size() && !cells.get(column).node().isNull()) {
                    add(place, entry, figure, cells.get(column).number());
                }
            });
        }
    }

    private static Map<String, String> suspects(TruthNode table) {
        Map<String, String> suspects = new TreeMap<>();
        for (TruthNode suspect : table.rows("suspect_rows")) {
            String[] words = suspect.text().split(":", 2);
            suspects.put(words[0], words.length > 1 ? words[1].strip() : "suspect");
        }
        return suspects;
    }

    /// Which entries of a row are frames per second. The latency of one thread is one over the frames per second
    /// beside it, the same measurement, and is not counted again.
    private static Map<Integer, String> columns(TruthNode table) {
        Map<Integer, String> columns = new TreeMap<>();
        List<TruthNode> titles = table.get("columns").items();
        for (int i = 0; i < titles.size(); i++) {
            String title = titles.get(i).text().toLowerCase(Locale.ROOT);
            if (title.contains("single thread")) {
                columns.put(i + 2, ONE_THREAD);
            } else if (title.contains("multi thread")) {
                columns.put(i + 2, MANY_THREADS);
            }
        }
        if (columns.isEmpty()) {
            throw table.get("columns").wrong("no column is a throughput of a single or of many threads");
        }
        return columns;
    }

    private static String boardName(String title) {
        String lower = title.toLowerCase(Locale.ROOT);
        return lower.contains("kv260") ? "kv260" : lower.split("[ (]", 2)[0];
    }

    private static Optional<ZooModel.ImageSize> imageSize(TruthNode cell) {
        Matcher matcher = IMAGE.matcher(cell.text().strip());
        return matcher.matches()
                ? Optional.of(
                        new ZooModel.ImageSize(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    /// Where a figure stands.
    ///
    /// @param config which engine ran, as the table says it
    record Place(String source, String release, String board, String config) {}

    /// What a row says of its model.
    record Entry(String model, Optional<Double> gops, Optional<ZooModel.ImageSize> imageSize) {}

    private void add(Place place, Entry entry, String figure, double published) {
        Matcher cores = CORES.matcher(place.config());
        Prediction predicted = cores.find()
                ? prediction.of(
                        entry,
                        place.release(),
                        new ZooPrediction.Engine(
                                Integer.parseInt(cores.group(1)),
                                cores.group(2),
                                Double.parseDouble(cores.group(3)) * 1e6),
                        figure.equals(MANY_THREADS))
                : new Impossible("another engine than DPUCZDX8G: " + place.board());
        rows.add(
                new Measurement(
                        place.source(),
                        KIND,
                        ZooModel.of(entry.model()).family(),
                        entry.model(),
                        place.board(),
                        figure,
                        published),
                predicted);
    }
}
