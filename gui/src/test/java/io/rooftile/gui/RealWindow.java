package io.rooftile.gui;

import io.rooftile.gui.data.Runs;
import io.rooftile.gui.task.BackgroundTasks;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;

/// Opens a run in a window of the desktop, looks at the screen and clicks: what [RealWindowTest] starts as a program of
/// its own. Argument: the run folder.
final class RealWindow {
    private RealWindow() {}

    public static void main(String[] arguments) throws InterruptedException {
        Locale.setDefault(Locale.ROOT);
        Toolkit.start();
        BackgroundTasks tasks = Toolkit.tasks();
        GuiWindow window = Toolkit.onWindow(() -> {
            GuiWindow opened = new GuiWindow(new Stage(), tasks, Toolkit.commandLine(), Runs.SEARCH);
            opened.show();
            opened.open(Path.of(arguments[0]));
            return opened;
        });
        Toolkit.await("the run is open", () -> window.workspace().points().get().size() > 0);
        Toolkit.await("the front is painted", () -> window.front().frames() > 2);
        Toolkit.await("the screen shows the window", () -> colours(window).size() > 20);
        Toolkit.act(() -> {
            Node theme = window.scene().lookup("#theme");
            Point2D at = theme.localToScreen(10, 10);
            Robot robot = new Robot();
            robot.mouseMove(at);
            robot.mouseClick(MouseButton.PRIMARY);
        });
        Toolkit.await(
                "the click has turned the window dark",
                () -> window.scene().getRoot().getStyleClass().contains("dark"));
        System.out.println("seen and clicked");
        System.exit(0);
    }

    /// The colours on the screen where the window is.
    private static Set<Integer> colours(GuiWindow window) {
        var stage = window.scene().getWindow();
        WritableImage screen = new Robot()
                .getScreenCapture(
                        null, new Rectangle2D(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight()));
        PixelReader pixels = screen.getPixelReader();
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < (int) screen.getHeight(); y++) {
            for (int x = 0; x < (int) screen.getWidth(); x++) {
                colours.add(pixels.getArgb(x, y));
            }
        }
        return colours;
    }
}
