package io.rooftile.gui.compare;

import io.rooftile.gui.text.Texts;
import io.rooftile.reports.DesignComparison;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/// The comparison as a table: differences in bold, the best with a tick.
public final class CompareView extends BorderPane {
    private final CompareViewModel model;
    private final TableView<DesignComparison.Row> table = new TableView<>();
    private final Label verdict = new Label(Texts.of("compare.none"));

    /// @param exportPicture takes a picture of this view to a file that the user picks
    public CompareView(CompareViewModel model, Consumer<WritableImage> exportPicture) {
        this.model = model;
        table.setId("comparison");
        verdict.setId("verdict");
        verdict.setWrapText(true);
        verdict.getStyleClass().add("controls");
        FlowPane buttons = new FlowPane(
                6,
                4,
                button("compare-chosen", model::toggleChosen),
                button("compare-families", model::addFastestOfEachFamily),
                button("compare-clear", model::clear),
                button("compare-export", this::export),
                button("compare-picture", () -> exportPicture.accept(snapshot(null, null))));
        buttons.getStyleClass().add("controls");
        setTop(new VBox(buttons, verdict));
        setCenter(table);
        model.comparison().addListener((_, _, shown) -> show(shown));
    }

    private static Button button(String id, Runnable action) {
        Button button = new Button(Texts.of(id));
        button.setId(id);
        button.setOnAction(_ -> action.run());
        return button;
    }

    /// Columns stay where they are, because a new one lays out the whole table.
    private void show(@Nullable DesignComparison shown) {
        if (shown == null) {
            table.getColumns().clear();
            table.getItems().clear();
            verdict.setText(Texts.of("compare.none"));
            return;
        }
        if (table.getColumns().isEmpty()) {
            table.getColumns().add(figures());
        }
        List<String> titles = shown.titles();
        for (int place = table.getColumns().size() - 1; place < titles.size(); place++) {
            table.getColumns().add(column(place));
        }
        table.getColumns().remove(titles.size() + 1, table.getColumns().size());
        for (int place = 0; place < titles.size(); place++) {
            table.getColumns().get(place + 1).setText(titles.get(place));
        }
        table.getItems().setAll(shown.rows());
        verdict.setText(String.join("\n", shown.verdict()));
    }

    private static TableColumn<DesignComparison.Row, String> figures() {
        TableColumn<DesignComparison.Row, String> figure = new TableColumn<>(Texts.of("column.figure"));
        figure.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(
                row.getValue().figure() + " (" + row.getValue().unit() + ")"));
        figure.setPrefWidth(160);
        return figure;
    }

    private static TableColumn<DesignComparison.Row, DesignComparison.Row> column(int place) {
        TableColumn<DesignComparison.Row, DesignComparison.Row> column = new TableColumn<>();
        column.setPrefWidth(170);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(_ -> new DesignCell(place));
        return column;
    }

    /// A figure of one of the designs.
    private static final class DesignCell extends TableCell<DesignComparison.Row, DesignComparison.Row> {
        private static final PseudoClass DIFFERENCE = PseudoClass.getPseudoClass("difference");

        private final int place;

        DesignCell(int place) {
            this.place = place;
            setAlignment(Pos.CENTER_RIGHT);
        }

        @Override
        protected void updateItem(DesignComparison.@Nullable Row row, boolean empty) {
            super.updateItem(row, empty);
            if (empty || row == null || place >= row.cells().size()) {
                pseudoClassStateChanged(DIFFERENCE, false);
                setText(null);
                return;
            }
            pseudoClassStateChanged(DIFFERENCE, row.isDifferent());
            DesignComparison.Cell cell = row.cells().get(place);
            setText(cell.isBest() ? cell.text() + " ✓" : cell.text());
        }
    }

    private void export() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Texts.of("compare-export"));
        chooser.setInitialFileName("comparison.html");
        chooser.getExtensionFilters()
                .addAll(
                        new FileChooser.ExtensionFilter("HTML", "*.html"),
                        new FileChooser.ExtensionFilter("CSV", "*.csv"),
                        new FileChooser.ExtensionFilter("SVG", "*.svg"));
        var file = chooser.showSaveDialog(((Node) this).getScene().getWindow());
        if (file != null) {
            model.export(file.toPath());
        }
    }
}
