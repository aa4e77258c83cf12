package io.rooftile.gui.act;

import io.rooftile.gui.text.Texts;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/// Buttons for what can be done with a design, the log, and predicted beside measured.
public final class ActView extends BorderPane {
    public ActView(ActViewModel model) {
        FlowPane buttons = new FlowPane(6, 4);
        buttons.getStyleClass().add("controls");
        TextField design = new TextField();
        design.setId("act-design");
        design.textProperty().bindBidirectional(model.design());
        buttons.getChildren().addAll(new Label(Texts.of("act.design")), design);
        for (Verb verb : Verb.values()) {
            Button button = new Button(verb.word());
            button.setId("act-" + verb.word());
            button.disableProperty().bind(model.busy());
            button.setOnAction(_ -> model.act(verb));
            buttons.getChildren().add(button);
        }
        Button cancel = new Button(Texts.of("act.cancel"));
        cancel.setId("act-cancel");
        cancel.disableProperty().bind(model.busy().not());
        cancel.setOnAction(_ -> model.cancel());
        buttons.getChildren().add(cancel);
        Label word = new Label();
        word.setId("act-word");
        word.setWrapText(true);
        word.getStyleClass().add("controls");
        word.textProperty().bind(model.word());
        setTop(new VBox(buttons, word));
        ListView<String> log = new ListView<>(model.log());
        log.setId("act-log");
        SplitPane split = new SplitPane(measured(model), log);
        split.setOrientation(Orientation.VERTICAL);
        split.setDividerPositions(0.55);
        setCenter(split);
    }

    private static TableView<Measured> measured(ActViewModel model) {
        TableView<Measured> table = new TableView<>(model.measured());
        table.setId("measured");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getColumns()
                .setAll(List.of(
                        column("column.design", Measured::design),
                        column("column.figure", Measured::figure),
                        column("column.predicted", Measured::predicted),
                        column("column.measured", Measured::measured)));
        return table;
    }

    private static TableColumn<Measured, String> column(String key, Function<Measured, String> value) {
        TableColumn<Measured, String> column = new TableColumn<>(Texts.of(key));
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(value.apply(row.getValue())));
        return column;
    }
}
