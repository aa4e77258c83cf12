package io.rooftile.gui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.design.Family;
import io.rooftile.costmodel.LayerEstimate;
import io.rooftile.costmodel.overlay.UnitCycles;
import io.rooftile.gui.data.RunDesign;
import io.rooftile.gui.data.Runs;
import io.rooftile.gui.task.BackgroundTasks;
import io.rooftile.gui.whatif.Turnable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

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
            window = new GuiWindow(stage, tasks, Toolkit.commandLine(), Runs.SEARCH);
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
    void chosenOverlay_hasLanesOfItsUnitsForEveryLayerItRuns() throws InterruptedException {
        Toolkit.act(() -> window.workspace()
                .chosen()
                .set(window.workspace().points().get().designs().stream()
                        .filter(one -> one.family() == Family.OVERLAY)
                        .findFirst()
                        .orElseThrow()));
        Toolkit.await("the lanes are known", () -> !window.design().units().isEmpty());
        Toolkit.act(() -> {
            assertEquals(
                    window.design().layers().stream()
                            .filter(layer -> layer.work().cycles() > 0)
                            .map(LayerEstimate::layer)
                            .toList(),
                    window.design().units().stream().map(UnitCycles::layer).toList());
            // No unit works longer on a layer than the whole network takes.
            long latency = Objects.requireNonNull(window.workspace().chosen().get())
                    .estimate()
                    .figures()
                    .latencyCycles;
            window.design().units().forEach(one -> assertTrue(one.compute() <= latency, one.toString()));
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
    void pictureOfTheFront_hasEveryDesignByName() throws Exception {
        Path svg = folder.resolve("front.svg");
        Toolkit.act(() -> window.front().export(svg));
        Toolkit.await("the vectors are written", () -> Files.exists(svg));
        Document picture =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(svg.toFile());
        NodeList titles = picture.getElementsByTagName("title");
        Set<String> names = new HashSet<>();
        for (int i = 0; i < titles.getLength(); i++) {
            names.add(titles.item(i).getTextContent().replaceFirst(": latency .*", ""));
        }
        Set<String> expected = new HashSet<>();
        Toolkit.act(() -> window.workspace().points().get().designs().forEach(one -> expected.add(one.title())));
        assertEquals(expected, names);

        Path png = folder.resolve("front.png");
        Toolkit.act(() -> window.front().export(png));
        Toolkit.await("the pixels are written", () -> Files.exists(png));
        assertTrue(ImageIO.read(png.toFile()).getWidth() > 300);
    }

    private void show(String page) throws InterruptedException {
        Toolkit.act(() -> {
            TabPane pages = (TabPane) node("#pages");
            pages.getTabs().stream().filter(tab -> page.equals(tab.getId())).forEach(pages.getSelectionModel()::select);
        });
        // Two pulses lay the page out.
        Toolkit.act(() -> stage.getScene().getRoot().layout());
        Thread.sleep(100);
    }

    private void press(String id) throws InterruptedException {
        Toolkit.act(() -> click(node(id), 12, 12));
    }

    @Test
    void fastestOfEachFamily_areComparedSideBySideWithAVerdict() throws InterruptedException {
        show("page-compare");
        press("#compare-families");
        Toolkit.await(
                "two designs are compared",
                () -> ((TableView<?>) node("#comparison")).getColumns().size() == 3);
        Toolkit.act(() -> {
            String verdict = ((Label) node("#verdict")).getText();
            assertTrue(verdict.contains("latency: ") && verdict.contains(" better than "), verdict);
        });
    }

    @Test
    void turnedClock_isEstimatedBesideTheDesignAsItWasFound() throws InterruptedException {
        show("page-whatif");
        press("#whatif-take");
        Toolkit.await(
                "the knobs are there",
                () -> !((TableView<?>) node("#knobs")).getItems().isEmpty());
        Toolkit.act(() -> {
            @SuppressWarnings("unchecked")
            TableView<Turnable> knobs = (TableView<Turnable>) node("#knobs");
            TableColumn<Turnable, ?> value = knobs.getColumns().getLast();
            knobs.requestFocus();
            knobs.getSelectionModel().select(0);
            knobs.layout();
            knobs.edit(0, value);
        });
        Toolkit.await("the clock is being edited", () -> stage.getScene().getFocusOwner() instanceof TextField);
        Toolkit.act(() -> {
            Robot robot = new Robot();
            for (KeyCode key : new KeyCode[] {KeyCode.DIGIT1, KeyCode.DIGIT0, KeyCode.ENTER}) {
                robot.keyType(key);
            }
        });
        Toolkit.await(
                "the clock is 10 MHz",
                () -> ((TableView<?>) node("#knobs")).getItems().getFirst() instanceof Turnable clock
                        && clock.value().equals("10"));
        Toolkit.act(() -> {
            String word = ((Label) node("#whatif-word")).getText();
            assertTrue(word.contains("It fits."), word);
        });
    }

    @Test
    void startedSearch_growsItsFrontAndLeavesARun() throws InterruptedException {
        show("page-search");
        Toolkit.act(() -> {
            ((TextField) node("#search-model")).setText(Runs.model());
            ((TextField) node("#search-out")).setText(folder.resolve("searched").toString());
            ((TextField) node("#search-evaluations")).setText("600");
            @SuppressWarnings("unchecked")
            ComboBox<String> board = (ComboBox<String>) node("#search-board");
            board.setValue("ulx3s-85f");
        });
        press("#search-start");
        Toolkit.await("the run is shown", () -> window.workspace().runs().size() == 2);
        Toolkit.act(() -> {
            String progress = ((Label) node("#search-progress")).getText();
            assertTrue(progress.contains("designs"), progress);
            // What was estimated on the way is shown beside the designs of both runs.
            assertTrue(window.workspace().points().get().size()
                    > window.workspace().points().get().designs().size());
        });
        assertTrue(Files.exists(folder.resolve("searched/front.csv")));
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
