package io.rooftile.gui.whatif;

import io.rooftile.gui.text.Texts;
import io.rooftile.reports.DesignComparison;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.cell.TextFieldTableCell;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The knobs of a design, each editable in its row, above the design as it was and as it is turned.
public final class WhatIfView extends BorderPane {
    /// @param boards names of the built-in boards
    public WhatIfView(WhatIfViewModel model, List<String> boards) {
        Button take = new Button(Texts.of("whatif.take"));
        take.setId("whatif-take");
        take.setOnAction(_ -> model.take());
        Button keep = new Button(Texts.of("whatif.keep"));
        keep.setId("whatif-keep");
        keep.setOnAction(_ -> model.keep());
        ComboBox<String> board = new ComboBox<>();
        board.setId("whatif-board");
        board.getItems().setAll(boards);
        board.valueProperty().bindBidirectional(model.board());
        HBox buttons = new HBox(6, take, new Label(Texts.of("search.board")), board, keep);
        buttons.getStyleClass().add("controls");
        Label word = new Label();
        word.setId("whatif-word");
        word.setWrapText(true);
        word.getStyleClass().add("controls");
        word.textProperty().bind(model.word());
        setTop(new VBox(buttons, word));
        SplitPane split = new SplitPane(knobs(model), beside(model));
        split.setOrientation(Orientation.VERTICAL);
        setCenter(split);
    }

    private static TableView<Turnable> knobs(WhatIfViewModel model) {
        TableView<Turnable> table = new TableView<>(model.knobs());
        table.setId("knobs");
        table.setEditable(true);
        TableColumn<Turnable, String> value = column("column.value", Turnable::value, 120);
        value.setCellFactory(TextFieldTableCell.forTableColumn());
        value.setOnEditCommit(edit -> {
            model.turn(edit.getRowValue(), edit.getNewValue());
            table.refresh();
        });
        TableColumn<Turnable, String> place = column("column.layer", Turnable::place, 150);
        TableColumn<Turnable, String> name = column("column.knob", Turnable::name, 170);
        table.getColumns().setAll(List.of(place, name, value));
        return table;
    }

    private static TableView<DesignComparison.Row> beside(WhatIfViewModel model) {
        TableView<DesignComparison.Row> table = new TableView<>();
        table.setId("whatif-beside");
        table.getColumns()
                .setAll(List.of(
                        column("column.figure", DesignComparison.Row::figure, 110),
                        column("column.unit", DesignComparison.Row::unit, 100),
                        column("whatif.before", row -> row.cells().getFirst().text(), 130),
                        column("whatif.after", WhatIfView::after, 150)));
        model.beside().addListener((_, _, shown) -> {
            if (shown != null) {
                table.getItems().setAll(shown.rows());
            }
        });
        return table;
    }

    /// The figure of the turned design, with an arrow where it is not what it was.
    private static String after(DesignComparison.Row row) {
        DesignComparison.Cell cell = row.cells().getLast();
        if (!row.isDifferent()) {
            return cell.text();
        }
        return cell.text() + (cell.isBest() ? " ✓ better" : " ✗ worse");
    }

    private static <R> TableColumn<R, String> column(String key, Function<R, String> value, double width) {
        TableColumn<R, String> column = new TableColumn<>(Texts.of(key));
        column.setPrefWidth(width);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(value.apply(row.getValue())));
        return column;
    }
}
