package io.rooftile.gui.front;

import io.rooftile.dse.Objective;
import io.rooftile.gui.front.FrontViewModel.ColourBy;
import io.rooftile.gui.picture.PngFile;
import io.rooftile.gui.plot.Palette;
import io.rooftile.gui.task.TaskRunner;
import io.rooftile.gui.text.Texts;
import io.rooftile.reports.WholePath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.stage.FileChooser;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// The front with the controls that say what it is drawn in.
public final class FrontView extends BorderPane {
    private final FrontViewModel model;
    private final TaskRunner tasks;
    private final Consumer<String> say;
    private final Consumer<Exception> failed;
    private final ScatterView scatter;
    private final SplitPane split = new SplitPane();
    private final Label count = new Label();

    /// @param say hears where a picture was written
    /// @param failed hears what could not be done
    public FrontView(
            FrontViewModel model,
            ObservableValue<Palette> palette,
            TaskRunner tasks,
            Consumer<String> say,
            Consumer<Exception> failed) {
        this.model = model;
        this.tasks = tasks;
        this.say = say;
        this.failed = failed;
        this.scatter = new ScatterView(model, palette, tasks, failed);
        ParallelView parallel = new ParallelView(model, palette, tasks, failed);
        split.setOrientation(Orientation.VERTICAL);
        split.getItems().addAll(scatter, parallel);
        split.setDividerPositions(0.66);
        setTop(controls());
        setCenter(split);
        count.textProperty().bind(scatter.count());
    }

    /// Pictures of the scatter shown so far.
    public long frames() {
        return scatter.surface().frames();
    }

    /// How the room is shared between scatter and parallel coordinates.
    public SplitPane split() {
        return split;
    }

    /// Writes a picture of the front, by the file's ending as vectors (`.svg`: the scatter) or as pixels (all that is
    /// shown).
    public void export(Path file) {
        Callable<Path> writing = String.valueOf(file).endsWith(".svg") ? vectors(file) : pixels(file);
        tasks.run(writing, written -> say.accept(Texts.of("picture.exported", written)), failed);
    }

    private Callable<Path> vectors(Path file) {
        Supplier<String> svg = scatter.svg();
        return () -> {
            WholePath.write(file, "file", svg.get());
            return file;
        };
    }

    private Callable<Path> pixels(Path file) {
        WritableImage image = split.snapshot(null, null);
        return () -> {
            PngFile.write(image, file);
            return file;
        };
    }

    private void export() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Texts.of("front.picture"));
        chooser.setInitialFileName("front.svg");
        chooser.getExtensionFilters()
                .addAll(
                        new FileChooser.ExtensionFilter("SVG", "*.svg"),
                        new FileChooser.ExtensionFilter("PNG", "*.png"));
        var file = chooser.showSaveDialog(getScene().getWindow());
        if (file != null) {
            export(file.toPath());
        }
    }

    private FlowPane controls() {
        FlowPane controls = new FlowPane(8, 4);
        controls.getStyleClass().add("controls");
        CheckBox acrossLog = check("front.log", "across-log");
        acrossLog.selectedProperty().bindBidirectional(model.acrossLog());
        CheckBox upLog = check("front.log", "up-log");
        upLog.selectedProperty().bindBidirectional(model.upLog());
        CheckBox cloud = check("front.cloud", "cloud");
        cloud.selectedProperty().bindBidirectional(model.hasCloud());
        Button clear = new Button(Texts.of("front.clear"));
        clear.setId("clear-brush");
        clear.setOnAction(_ -> model.clearBrush());
        Button picture = new Button(Texts.of("front.picture"));
        picture.setId("front-picture");
        picture.setOnAction(_ -> export());
        ComboBox<Objective> across = figures("across");
        across.valueProperty().bindBidirectional(model.across());
        ComboBox<Objective> up = figures("up");
        up.valueProperty().bindBidirectional(model.up());
        count.setId("count");
        controls.getChildren()
                .addAll(
                        new Label(Texts.of("front.across")),
                        across,
                        acrossLog,
                        new Label(Texts.of("front.up")),
                        up,
                        upLog,
                        new Label(Texts.of("front.colour")),
                        colours(),
                        new Label(Texts.of("front.size")),
                        sizes(),
                        cloud,
                        clear,
                        picture,
                        count);
        return controls;
    }

    private static CheckBox check(String text, String id) {
        CheckBox box = new CheckBox(Texts.of(text));
        box.setId(id);
        return box;
    }

    private ComboBox<Objective> figures(String id) {
        ComboBox<Objective> box = new ComboBox<>();
        box.setId(id);
        box.getItems().setAll(Objective.ALL);
        box.setConverter(words(figure -> figure.word() + " (" + figure.unit() + ")"));
        return box;
    }

    private ComboBox<ColourBy> colours() {
        List<ColourBy> choices = new ArrayList<>(List.of(new ColourBy.FamilyColour(), new ColourBy.RunColour()));
        Objective.ALL.forEach(figure -> choices.add(new ColourBy.FigureColour(figure)));
        ComboBox<ColourBy> box = new ComboBox<>();
        box.setId("colour");
        box.getItems().setAll(choices);
        box.setConverter(words(choice -> switch (choice) {
            case ColourBy.FamilyColour _ -> Texts.of("front.colour.family");
            case ColourBy.RunColour _ -> Texts.of("front.colour.run");
            case ColourBy.FigureColour(Objective figure) -> figure.word();
        }));
        box.valueProperty().bindBidirectional(model.colour());
        return box;
    }

    private ComboBox<String> sizes() {
        ComboBox<String> box = new ComboBox<>();
        box.setId("size");
        String same = Texts.of("front.size.same");
        box.getItems().add(same);
        Objective.ALL.forEach(figure -> box.getItems().add(figure.word()));
        box.setValue(same);
        box.valueProperty()
                .addListener((_, _, word) -> model.size().set(Objective.of(word).orElse(null)));
        return box;
    }

    private static <T> StringConverter<T> words(Function<T, String> word) {
        return new StringConverter<>() {
            @Override
            public String toString(@Nullable T value) {
                return value == null ? "" : word.apply(value);
            }

            @Override
            public T fromString(String text) {
                throw new UnsupportedOperationException("the box is not editable");
            }
        };
    }
}
