package io.rooftile.gui.search;

import io.rooftile.core.design.Family;
import io.rooftile.dse.Objective;
import io.rooftile.gui.plot.Palette;
import io.rooftile.gui.text.Texts;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableValue;
import javafx.collections.ObservableSet;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

/// The form of a search with its progress.
public final class SearchView extends BorderPane {
    private final SearchViewModel model;
    private final GridPane form = new GridPane(8, 6);

    /// @param boards names of the built-in boards
    public SearchView(SearchViewModel model, List<String> boards, ObservableValue<Palette> palette) {
        this.model = model;
        form.getStyleClass().add("controls");
        ColumnConstraints fields = new ColumnConstraints();
        fields.setHgrow(Priority.ALWAYS);
        form.getColumnConstraints().addAll(new ColumnConstraints(), fields);
        TextField path = field("search-model");
        path.textProperty().bindBidirectional(model.model());
        Button browse = new Button(Texts.of("search.browse"));
        browse.setOnAction(_ -> browse());
        HBox.setHgrow(path, Priority.ALWAYS);
        row("search.model", new HBox(4, path, browse));
        ComboBox<String> board = new ComboBox<>();
        board.setId("search-board");
        board.getItems().setAll(boards);
        board.setEditable(true);
        board.valueProperty().bindBidirectional(model.board());
        row("search.board", board);
        row("search.families", boxes(List.of(Family.values()), model.families(), Family::word));
        row("search.objectives", boxes(withoutAccuracy(), model.objectives(), Objective::word));
        TextField evaluations = field("search-evaluations");
        evaluations.textProperty().bindBidirectional(model.evaluations());
        row("search.evaluations", evaluations);
        TextField limits = field("search-limits");
        limits.setPromptText("lut=0.7 dsp=0.5");
        limits.textProperty().bindBidirectional(model.limits());
        row("search.limits", limits);
        TextField out = field("search-out");
        out.textProperty().bindBidirectional(model.out());
        row("search.out", out);
        Label progress = new Label();
        progress.setId("search-progress");
        progress.setWrapText(true);
        progress.getStyleClass().add("controls");
        progress.textProperty().bind(model.progress());
        setTop(new VBox(form, new VBox(4, buttons(), progress)));
        setCenter(new GrowthView(model, palette));
    }

    /// Accuracy takes a data set, which the command line has the arguments for.
    private static List<Objective> withoutAccuracy() {
        return Objective.ALL.stream()
                .filter(objective -> !objective.equals(Objective.ACCURACY))
                .toList();
    }

    private static TextField field(String id) {
        TextField field = new TextField();
        field.setId(id);
        return field;
    }

    private void row(String key, Node field) {
        Label label = new Label(Texts.of(key));
        label.setLabelFor(field);
        form.addRow(form.getRowCount(), label, field);
    }

    private static <T> FlowPane boxes(
            List<T> all, ObservableSet<T> chosen, java.util.function.Function<T, String> word) {
        FlowPane boxes = new FlowPane(8, 2);
        for (T one : all) {
            CheckBox box = new CheckBox(word.apply(one));
            box.setId("search-" + word.apply(one));
            box.setSelected(chosen.contains(one));
            box.selectedProperty().addListener((_, _, isChosen) -> {
                if (isChosen) {
                    chosen.add(one);
                } else {
                    chosen.remove(one);
                }
            });
            boxes.getChildren().add(box);
        }
        return boxes;
    }

    private HBox buttons() {
        Button start = new Button(Texts.of("search.start"));
        start.setId("search-start");
        start.setOnAction(_ -> model.start());
        start.disableProperty().bind(model.state().isNotEqualTo(SearchViewModel.State.IDLE));
        Button pause = new Button();
        pause.setId("search-pause");
        pause.textProperty()
                .bind(Bindings.when(model.state().isEqualTo(SearchViewModel.State.PAUSED))
                        .then(Texts.of("search.go-on"))
                        .otherwise(Texts.of("search.pause")));
        pause.setOnAction(_ -> model.pauseOrGoOn());
        BooleanBinding isOver = model.state()
                .isEqualTo(SearchViewModel.State.IDLE)
                .or(model.state().isEqualTo(SearchViewModel.State.UNSAVED));
        pause.disableProperty().bind(isOver);
        Button stop = new Button(Texts.of("search.stop"));
        stop.setId("search-stop");
        stop.setOnAction(_ -> model.stop());
        stop.disableProperty().bind(isOver);
        Button keep = new Button(Texts.of("search.keep"));
        keep.setId("search-keep");
        keep.setOnAction(_ -> model.keep());
        keep.visibleProperty().bind(model.state().isEqualTo(SearchViewModel.State.UNSAVED));
        HBox buttons = new HBox(6, start, pause, stop, keep);
        buttons.getStyleClass().add("controls");
        return buttons;
    }

    private void browse() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Texts.of("search.model"));
        var file = chooser.showOpenDialog(getScene().getWindow());
        if (file != null) {
            model.model().set(file.getPath());
        }
    }
}
