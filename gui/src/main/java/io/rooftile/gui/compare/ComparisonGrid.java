package io.rooftile.gui.compare;

import io.rooftile.gui.text.Texts;
import io.rooftile.reports.DesignComparison;
import io.rooftile.reports.DesignComparison.Cell;
import io.rooftile.reports.DesignComparison.Row;
import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/// Figures down, designs across. A grid of texts and no table: a table lays out all of its cells when it gets a
/// column, a grid only the new ones.
final class ComparisonGrid extends ScrollPane {
    private static final PseudoClass DIFFERENCE = PseudoClass.getPseudoClass("difference");

    private final GridPane grid = new GridPane(24, 6);

    /// By column, from the title down.
    private final List<List<Text>> columns = new ArrayList<>();

    ComparisonGrid() {
        grid.setId("comparison");
        grid.getStyleClass().add("comparison");
        setContent(grid);
    }

    void show(@Nullable DesignComparison shown) {
        if (shown == null) {
            grid.getChildren().clear();
            columns.clear();
            return;
        }
        while (columns.size() > shown.titles().size() + 1) {
            grid.getChildren().removeAll(columns.removeLast());
        }
        List<Row> rows = shown.rows();
        fill(
                0,
                Texts.of("column.figure"),
                rows.stream().map(row -> row.figure() + " (" + row.unit() + ")").toList());
        for (int design = 0; design < shown.titles().size(); design++) {
            int place = design;
            fill(
                    1 + design,
                    shown.titles().get(design),
                    rows.stream().map(row -> text(row.cells().get(place))).toList());
            for (int row = 0; row < rows.size(); row++) {
                columns.get(1 + design)
                        .get(1 + row)
                        .pseudoClassStateChanged(DIFFERENCE, rows.get(row).isDifferent());
            }
        }
    }

    private static String text(Cell cell) {
        return cell.isBest() ? cell.text() + " ✓" : cell.text();
    }

    private void fill(int column, String title, List<String> texts) {
        if (column == columns.size()) {
            columns.add(new ArrayList<>());
        }
        List<Text> cells = columns.get(column);
        while (cells.size() > texts.size() + 1) {
            grid.getChildren().remove(cells.removeLast());
        }
        while (cells.size() < texts.size() + 1) {
            Text cell = new Text();
            cell.getStyleClass().add(cells.isEmpty() ? "head" : "cell");
            cell.setTextAlignment(column == 0 ? TextAlignment.LEFT : TextAlignment.RIGHT);
            GridPane.setValignment(cell, VPos.BASELINE);
            GridPane.setHalignment(cell, column == 0 ? HPos.LEFT : HPos.RIGHT);
            grid.add(cell, column, cells.size());
            cells.add(cell);
        }
        // Name and run below each other, so that several designs have room.
        cells.getFirst().setText(title.replace(" · ", "\n"));
        for (int row = 0; row < texts.size(); row++) {
            cells.get(1 + row).setText(texts.get(row));
        }
    }
}
