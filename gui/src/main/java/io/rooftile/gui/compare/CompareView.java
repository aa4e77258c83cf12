package io.rooftile.gui.compare;

import io.rooftile.gui.text.Texts;
import io.rooftile.reports.DesignComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectWrapper;
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

    private void show(@Nullable DesignComparison shown) {
        if (shown == null) {
            table.getColumns().clear();
            table.getItems().clear();
            verdict.setText(Texts.of("compare.none"));
            return;
        }
        List<TableColumn<DesignComparison.Row, ?>> columns = new ArrayList<>();
        TableColumn<DesignComparison.Row, String> figure = new TableColumn<>(Texts.of("column.figure"));
        figure.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(
                row.getValue().figure() + " (" + row.getValue().unit() + ")"));
        figure.setPrefWidth(160);
        columns.add(figure);
        for (int place = 0; place < shown.titles().size(); place++) {
            columns.add(column(shown.titles().get(place), place));
        }
        table.getColumns().setAll(columns);
        table.getItems().setAll(shown.rows());
        verdict.setText(String.join("\n", shown.verdict()));
    }

    private static TableColumn<DesignComparison.Row, DesignComparison.Row> column(String title, int place) {
        TableColumn<DesignComparison.Row, DesignComparison.Row> column = new TableColumn<>(title);
        column.setPrefWidth(170);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(_ -> new TableCell<>() {
            @Override
            protected void updateItem(DesignComparison.@Nullable Row row, boolean empty) {
                super.updateItem(row, empty);
                setAlignment(Pos.CENTER_RIGHT);
                getStyleClass().remove("difference");
                if (empty || row == null || place >= row.cells().size()) {
                    setText(null);
                    return;
                }
                DesignComparison.Cell cell = row.cells().get(place);
                setText(cell.isBest() ? cell.text() + " ✓" : cell.text());
                if (row.isDifferent()) {
                    getStyleClass().add("difference");
                }
            }
        });
        return column;
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
