package io.rooftile.gui;

import io.rooftile.gui.data.Runs;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import javafx.stage.Window;

/// The window's own program, with hands inside that simulate a design and start a search without end: what
/// [TerminationTest] starts and ends. Arguments: the run folder to open and the one that the search leaves.
final class BusyWindow {
    /// The line that it writes when all of it runs.
    static final String WORKING = "it works";

    private BusyWindow() {}

    public static void main(String[] arguments) {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                work(new Hands(stage()), Path.of(arguments[1]));
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
        RooftileGui.main(new String[] {arguments[0]});
    }

    private static void work(Hands hands, Path out) throws InterruptedException {
        hands.show("page-act");
        Toolkit.await(
                "the run is open",
                () -> ((Label) hands.node("#status")).getText().contains("designs"));
        hands.press("#act-simulate");
        hands.search(Runs.model(), "ulx3s-85f", out, "999999999");
        hands.await("it searches", Toolkit.MOST_SECONDS, () -> ((Label) hands.node("#search-progress"))
                .getText()
                .contains("on the front"));
        System.out.println(WORKING);
    }

    /// The window, as soon as the toolkit shows it.
    private static Stage stage() throws InterruptedException {
        AtomicReference<Stage> shown = new AtomicReference<>();
        while (shown.get() == null) {
            Thread.sleep(50);
            try {
                Platform.runLater(() -> Window.getWindows().stream()
                        .filter(Stage.class::isInstance)
                        .map(Stage.class::cast)
                        .forEach(shown::set));
            } catch (IllegalStateException notYet) {
                // The toolkit is not there yet.
            }
        }
        return shown.get();
    }
}
