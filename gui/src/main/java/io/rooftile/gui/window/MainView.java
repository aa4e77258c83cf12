package io.rooftile.gui.window;

import io.rooftile.gui.text.Texts;
import io.rooftile.reports.StoredRun;
import java.util.List;
import java.util.stream.Collectors;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToolBar;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.stage.DirectoryChooser;
import org.jspecify.annotations.Nullable;

/// The frame of the window: the front on the left, what is done with a design on the right.
public final class MainView extends BorderPane {
    private final MainViewModel model;
    private final SplitPane split;
    private final TabPane tabs = new TabPane();

    /// A page beside the front.
    ///
    /// @param id what layout files and tests know it by
    public record Page(String id, String title, Node view) {}

    public MainView(MainViewModel model, Node front, List<Page> pages) {
        this.model = model;
        for (Page page : pages) {
            Tab tab = new Tab(page.title(), page.view());
            tab.setId(page.id());
            tabs.getTabs().add(tab);
        }
        tabs.setId("pages");
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        split = new SplitPane(front, tabs);
        split.setDividerPositions(0.56);
        setTop(toolBar());
        setCenter(split);
        setBottom(statusLine());
        model.theme().addListener((_, _, _) -> applyTheme());
        model.fault().addListener((_, _, fault) -> show(fault));
        applyTheme();
    }

    /// How the room is shared between the front and the pages.
    public SplitPane split() {
        return split;
    }

    /// The pages beside the front.
    public TabPane tabs() {
        return tabs;
    }

    private ToolBar toolBar() {
        Button open = button("open", () -> openFolder());
        Button clear = button("close-runs", model.workspace()::clear);
        Button theme =
                button("theme", () -> model.theme().set(model.theme().get().other()));
        Label runs = new Label();
        runs.setId("runs");
        HBox.setHgrow(runs, Priority.ALWAYS);
        model.workspace().runs().addListener((ListChangeListener<StoredRun>)
                change -> runs.setText(change.getList().stream()
                        .map(run -> run.network() + " on " + run.board())
                        .collect(Collectors.joining(" | "))));
        return new ToolBar(open, clear, theme, runs);
    }

    private static Button button(String id, Runnable action) {
        Button button = new Button(Texts.of("main." + id));
        button.setId(id);
        button.setMnemonicParsing(true);
        button.setOnAction(_ -> action.run());
        return button;
    }

    private Label statusLine() {
        Label status = new Label();
        status.setId("status");
        status.getStyleClass().add("status");
        status.setMaxWidth(Double.MAX_VALUE);
        status.textProperty().bind(model.status());
        return status;
    }

    private void openFolder() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(Texts.of("main.open.title"));
        var folder = chooser.showDialog(getScene().getWindow());
        if (folder != null) {
            model.open(folder.toPath());
        }
    }

    private void applyTheme() {
        for (Theme theme : Theme.values()) {
            getStyleClass().remove(theme.styleClass());
        }
        getStyleClass().add(model.theme().get().styleClass());
    }

    private void show(MainViewModel.@Nullable Fault fault) {
        if (fault == null) {
            return;
        }
        Alert alert = new Alert(Alert.AlertType.ERROR);
        if (getScene() != null) {
            alert.initOwner(getScene().getWindow());
        }
        alert.setTitle(Texts.of("fault.title"));
        alert.setHeaderText(null);
        alert.getDialogPane().setId("fault");
        TextArea text = new TextArea(
                fault.details().isEmpty()
                        ? fault.message()
                        : fault.message() + "\n\n" + String.join("\n", fault.details()));
        text.setEditable(false);
        text.setWrapText(true);
        text.setPrefRowCount(6);
        alert.getDialogPane().setContent(text);
        alert.setOnHidden(_ -> model.acknowledge());
        alert.show();
    }
}
