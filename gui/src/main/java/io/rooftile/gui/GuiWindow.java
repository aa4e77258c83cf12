package io.rooftile.gui;

import io.rooftile.gui.data.Workspace;
import io.rooftile.gui.design.DesignView;
import io.rooftile.gui.design.DesignViewModel;
import io.rooftile.gui.front.FrontView;
import io.rooftile.gui.front.FrontViewModel;
import io.rooftile.gui.plot.Palette;
import io.rooftile.gui.task.TaskRunner;
import io.rooftile.gui.text.Texts;
import io.rooftile.gui.window.MainView;
import io.rooftile.gui.window.MainViewModel;
import io.rooftile.gui.window.Theme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.stage.Stage;

/// Puts view models and views together.
final class GuiWindow {
    private static final double WIDTH = 1280;
    private static final double HEIGHT = 800;

    private final Stage stage;
    private final Workspace workspace = new Workspace();
    private final MainViewModel main;
    private final FrontView front;

    GuiWindow(Stage stage, TaskRunner tasks) {
        this.stage = stage;
        this.main = new MainViewModel(workspace, tasks);
        ObservableValue<Palette> palette = main.theme().map(Theme::palette);
        this.front = new FrontView(new FrontViewModel(workspace), palette, tasks, main::fail);
        List<MainView.Page> pages = new ArrayList<>();
        pages.add(new MainView.Page(
                "page-design",
                Texts.of("page.design"),
                new DesignView(new DesignViewModel(workspace, tasks, main::fail), palette)));
        Scene scene = new Scene(new MainView(main, front, pages), WIDTH, HEIGHT);
        scene.getStylesheets().add(GuiWindow.class.getResource("window.css").toExternalForm());
        stage.setScene(scene);
        stage.setTitle(Texts.of("main.title"));
    }

    void show() {
        stage.show();
    }

    void open(Path folder) {
        main.open(folder);
    }

    Scene scene() {
        return stage.getScene();
    }

    Workspace workspace() {
        return workspace;
    }

    MainViewModel main() {
        return main;
    }

    FrontView front() {
        return front;
    }

    /// Ends what still runs.
    void close() {
        workspace.clear();
    }
}
