package io.rooftile.gui;

import io.rooftile.core.UserInputException;
import io.rooftile.gui.act.CommandLine;
import io.rooftile.gui.search.RunSearch;
import io.rooftile.gui.task.BackgroundTasks;
import io.rooftile.gui.text.Texts;
import io.rooftile.gui.window.Layout;
import java.nio.file.Path;
import java.time.Clock;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// The window as the toolkit starts it.
public final class GuiApplication extends Application {
    private @Nullable BackgroundTasks tasks;
    private @Nullable GuiWindow window;

    @Override
    public void start(Stage stage) {
        BackgroundTasks background = new BackgroundTasks(Platform::runLater);
        GuiWindow opened = new GuiWindow(
                stage,
                background,
                new CommandLine(Path.of(System.getProperty("rooftile.launcher", "rooftile"))),
                new RunSearch(
                        Texts.of("version"),
                        Clock.systemUTC(),
                        System::nanoTime,
                        Math.max(1, Runtime.getRuntime().availableProcessors() - 1)));
        tasks = background;
        window = opened;
        // Ctrl-C and the end of the session ask nothing.
        Runtime.getRuntime().addShutdownHook(new Thread(opened::endSearch, "rooftile end"));
        opened.arrange(Layout.read(Layout.file(System.getenv())));
        opened.show();
        for (Path folder : RooftileGui.folders(getParameters().getRaw())) {
            opened.open(folder);
        }
    }

    @Override
    public void stop() {
        if (window == null || tasks == null) {
            return;
        }
        Layout left = window.layout();
        window.close();
        tasks.close();
        try {
            left.write(Layout.file(System.getenv()));
        } catch (UserInputException notKept) {
            // The window is gone, and nothing but its size is lost.
            System.err.println("rooftile: " + notKept.getMessage());
        }
    }
}
