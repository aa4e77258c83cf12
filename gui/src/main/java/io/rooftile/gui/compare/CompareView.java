package io.rooftile.gui.compare;

import io.rooftile.gui.text.Texts;
import io.rooftile.reports.DesignComparison;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/// The comparison side by side: differences in bold, the best with a tick.
public final class CompareView extends BorderPane {
    private final CompareViewModel model;
    private final ComparisonGrid grid = new ComparisonGrid();
    private final Label verdict = new Label(Texts.of("compare.none"));

    /// @param exportPicture takes a picture of this view to a file that the user picks
    public CompareView(CompareViewModel model, Consumer<WritableImage> exportPicture) {
        this.model = model;
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
        setCenter(grid);
        model.comparison().addListener((_, _, shown) -> show(shown));
    }

    private static Button button(String id, Runnable action) {
        Button button = new Button(Texts.of(id));
        button.setId(id);
        button.setOnAction(_ -> action.run());
        return button;
    }

    private void show(@Nullable DesignComparison shown) {
        grid.show(shown);
        verdict.setText(shown == null ? Texts.of("compare.none") : String.join("\n", shown.verdict()));
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
