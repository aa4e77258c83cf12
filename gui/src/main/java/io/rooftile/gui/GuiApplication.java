package io.rooftile.gui;

import io.rooftile.core.UserInputException;
import io.rooftile.gui.act.CommandLine;
import io.rooftile.gui.search.RunSearch;
import io.rooftile.gui.task.BackgroundTasks;
import io.rooftile.gui.text.Texts;
import io.rooftile.gui.window.Layout;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
    /// Nothing more is shown, and what a person has decided to lose is lost.
    private volatile boolean isEnding;

    @Override
    public void start(Stage stage) {
        BackgroundTasks background = new BackgroundTasks(update -> {
            if (!isEnding) {
                Platform.runLater(update);
            }
        });
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
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(opened), "rooftile end"));
        opened.arrange(Layout.read(Layout.file(System.getenv())));
        opened.show();
        for (Path folder : RooftileGui.folders(getParameters().getRaw())) {
            opened.open(folder);
        }
    }

    /// The toolkit is taken down at the same time by a hook of its own: nothing may be shown any more, and what it says
    /// of pictures that it had begun is of no use to anybody.
    private void end(GuiWindow opened) {
        if (isEnding) {
            return;
        }
        isEnding = true;
        PrintStream err = System.err;
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        if (!opened.endAtOnce()) {
            err.println("rooftile: " + Texts.of("closing.lost"));
        }
    }

    @Override
    public void stop() {
        if (window == null || tasks == null) {
            return;
        }
        isEnding = true;
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
