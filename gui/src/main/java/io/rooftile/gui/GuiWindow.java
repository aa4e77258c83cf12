package io.rooftile.gui;

import io.rooftile.gui.act.ActView;
import io.rooftile.gui.act.ActViewModel;
import io.rooftile.gui.act.CommandLine;
import io.rooftile.gui.compare.CompareView;
import io.rooftile.gui.compare.CompareViewModel;
import io.rooftile.gui.data.Workspace;
import io.rooftile.gui.design.DesignView;
import io.rooftile.gui.design.DesignViewModel;
import io.rooftile.gui.front.FrontView;
import io.rooftile.gui.front.FrontViewModel;
import io.rooftile.gui.picture.PngFile;
import io.rooftile.gui.plot.Palette;
import io.rooftile.gui.search.RunSearch;
import io.rooftile.gui.search.SearchView;
import io.rooftile.gui.search.SearchViewModel;
import io.rooftile.gui.task.TaskRunner;
import io.rooftile.gui.text.Texts;
import io.rooftile.gui.whatif.WhatIfView;
import io.rooftile.gui.whatif.WhatIfViewModel;
import io.rooftile.gui.window.ClosingView;
import io.rooftile.gui.window.ClosingViewModel;
import io.rooftile.gui.window.Layout;
import io.rooftile.gui.window.MainView;
import io.rooftile.gui.window.MainViewModel;
import io.rooftile.gui.window.Theme;
import io.rooftile.resourcedb.ResourceDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.FileChooser;
import javafx.stage.Stage;

/// Puts view models and views together.
final class GuiWindow {
    private static final Duration MOST_WRITING = Duration.ofSeconds(20);

    private final Stage stage;
    private final Workspace workspace = new Workspace();
    private final MainViewModel main;
    private final FrontView front;
    private final DesignViewModel design;
    private final CompareViewModel compare;
    private final MainView view;
    private final SearchViewModel search;
    private final CommandLine commandLine;

    /// @param commandLine runs `rooftile`
    /// @param runSearch searches
    GuiWindow(Stage stage, TaskRunner tasks, CommandLine commandLine, RunSearch runSearch) {
        this.commandLine = commandLine;
        this.stage = stage;
        this.main = new MainViewModel(workspace, tasks);
        ObservableValue<Palette> palette = main.theme().map(Theme::palette);
        this.front = new FrontView(new FrontViewModel(workspace), palette, tasks, main::say, main::fail);
        List<MainView.Page> pages = new ArrayList<>();
        this.design = new DesignViewModel(workspace, tasks, main::fail);
        pages.add(new MainView.Page("page-design", Texts.of("page.design"), new DesignView(design, palette)));
        List<String> boards = ResourceDatabase.builtIn().boardNames();
        this.compare = new CompareViewModel(workspace, tasks, main::say, main::fail);
        pages.add(new MainView.Page(
                "page-compare", Texts.of("page.compare"), new CompareView(compare, image -> save(image, tasks))));
        pages.add(new MainView.Page(
                "page-whatif",
                Texts.of("page.whatif"),
                new WhatIfView(
                        new WhatIfViewModel(workspace, tasks, System::nanoTime, main::say, main::fail), boards)));
        ActViewModel act = new ActViewModel(workspace, tasks, commandLine, main::fail, main::fail);
        pages.add(new MainView.Page("page-act", Texts.of("page.act"), new ActView(act)));
        this.search = new SearchViewModel(workspace, tasks, runSearch, main::fail);
        pages.add(new MainView.Page("page-search", Texts.of("page.search"), new SearchView(search, boards, palette)));
        this.view = new MainView(main, front, pages);
        Scene scene = new Scene(view, Layout.FIRST.width(), Layout.FIRST.height());
        scene.getStylesheets().add(GuiWindow.class.getResource("window.css").toExternalForm());
        stage.setScene(scene);
        stage.setTitle(Texts.of("main.title"));
        ClosingView.watch(stage, new ClosingViewModel(search, act, main));
    }

    void show() {
        stage.show();
    }

    /// Puts the window as it was left.
    void arrange(Layout layout) {
        stage.setWidth(layout.width());
        stage.setHeight(layout.height());
        view.split().setDividerPositions(layout.across());
        front.split().setDividerPositions(layout.up());
        main.theme().set(layout.theme());
        view.tabs().getTabs().stream()
                .filter(tab -> layout.page().equals(tab.getId()))
                .forEach(view.tabs().getSelectionModel()::select);
    }

    /// How the window is now.
    Layout layout() {
        return new Layout(
                stage.getWidth(),
                stage.getHeight(),
                view.split().getDividerPositions()[0],
                front.split().getDividerPositions()[0],
                main.theme().get(),
                view.tabs().getSelectionModel().getSelectedItem().getId());
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

    DesignViewModel design() {
        return design;
    }

    CompareViewModel compare() {
        return compare;
    }

    private void save(Image image, TaskRunner tasks) {
        FileChooser chooser = new FileChooser();
        chooser.setInitialFileName("comparison.png");
        var file = chooser.showSaveDialog(stage);
        if (file != null) {
            tasks.run(
                    () -> {
                        PngFile.write(image, file.toPath());
                        return file;
                    },
                    written -> main.say(Texts.of("picture.exported", written)),
                    main::fail);
        }
    }

    /// Ends what still runs and waits until what a search has found is written: the program is told to end. Not for the
    /// window's thread, which it does without.
    ///
    /// @return whether all that was found is written
    boolean endAtOnce() {
        commandLine.close();
        try {
            return search.end(MOST_WRITING);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Ends what still runs: a search keeps what it has found when it gets to the end of its generation.
    void close() {
        search.stop();
        commandLine.close();
        workspace.clear();
    }
}
