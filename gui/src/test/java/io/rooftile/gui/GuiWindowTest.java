package io.rooftile.gui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.gui.data.RunDesign;
import io.rooftile.gui.data.Runs;
import io.rooftile.gui.task.BackgroundTasks;
import java.nio.file.Path;
import java.util.Objects;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real window, worked with mouse and keys.
class GuiWindowTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    private final BackgroundTasks tasks = Toolkit.tasks();

    @SuppressWarnings("NullAway.Init")
    private Stage stage;

    @SuppressWarnings("NullAway.Init")
    private GuiWindow window;

    @BeforeAll
    static void run() throws InterruptedException {
        Toolkit.start();
        var _ = Runs.digits(folder.resolve("run"), "ulx3s-85f");
    }

    @BeforeEach
    void open() throws InterruptedException {
        Toolkit.act(() -> {
            stage = new Stage();
            window = new GuiWindow(stage, tasks);
            window.show();
            window.open(folder.resolve("run"));
        });
        Toolkit.await("the run is open", () -> window.workspace().points().get().size() > 0);
        long frames = Toolkit.onWindow(() -> window.front().frames());
        Toolkit.await("the front is painted", () -> window.front().frames() > frames || frames > 2);
    }

    @AfterEach
    void close() throws InterruptedException {
        Toolkit.act(() -> {
            window.close();
            stage.close();
        });
        tasks.close();
    }

    private Node node(String id) {
        return Objects.requireNonNull(stage.getScene().lookup(id), id);
    }

    private void click(Node node, double x, double y) {
        Robot robot = new Robot();
        Point2D at = node.localToScreen(x, y);
        robot.mouseMove(at);
        robot.mouseClick(MouseButton.PRIMARY);
    }

    @Test
    void openedRun_showsItsFirstDesignLayerByLayer() throws InterruptedException {
        Toolkit.act(() -> {
            RunDesign chosen =
                    Objects.requireNonNull(window.workspace().chosen().get());
            assertEquals(chosen.title(), ((Label) node("#design-title")).getText());
            TableView<?> layers = (TableView<?>) node("#layers");
            assertEquals(chosen.estimate().layers(), layers.getItems());
        });
    }

    @Test
    void rightArrowInTheScatter_walksToAnotherDesign() throws InterruptedException {
        RunDesign first = Objects.requireNonNull(
                Toolkit.onWindow(() -> window.workspace().chosen().get()));
        Toolkit.act(() -> {
            node("#scatter").requestFocus();
            Robot robot = new Robot();
            for (int i = 0; i < 3; i++) {
                robot.keyType(KeyCode.RIGHT);
            }
        });
        Toolkit.await(
                "another design is chosen",
                () -> !first.equals(window.workspace().chosen().get()));
    }

    @Test
    void clickOnThemeButton_turnsTheWindowDark() throws InterruptedException {
        Toolkit.act(() -> click(node("#theme"), 10, 10));
        Toolkit.await(
                "the window is dark",
                () -> stage.getScene().getRoot().getStyleClass().contains("dark"));
    }

    @Test
    void brokenRun_isToldInADialogAndTheOpenedOneStays() throws InterruptedException {
        Toolkit.act(() -> window.open(folder.resolve("nothing")));
        Toolkit.await("the fault is told", () -> window.main().fault().get() != null);
        Toolkit.act(() -> {
            var fault = Objects.requireNonNull(window.main().fault().get());
            assertTrue(fault.message().contains("there is no such folder"), fault.message());
            assertNotNull(window.workspace().chosen().get());
            assertNotEquals(0, window.workspace().points().get().size());
            javafx.stage.Window.getWindows().stream()
                    .filter(one -> !one.equals(stage))
                    .toList()
                    .forEach(javafx.stage.Window::hide);
        });
    }
}
