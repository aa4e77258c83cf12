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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.GridPane;
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

    @SuppressWarnings("NullAway.Init")
    private Hands hands;

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
            hands = new Hands(stage);
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

    @Test
    void openedRun_showsItsFirstDesignLayerByLayer() throws InterruptedException {
        Toolkit.act(() -> {
            RunDesign chosen =
                    Objects.requireNonNull(window.workspace().chosen().get());
            assertEquals(chosen.title(), ((Label) hands.node("#design-title")).getText());
            TableView<?> layers = (TableView<?>) hands.node("#layers");
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
            hands.node("#scatter").requestFocus();
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
        hands.press("#theme");
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

    @Test
    void fastestOfEachFamily_areComparedSideBySideWithAVerdict() throws InterruptedException {
        hands.show("page-compare");
        hands.press("#compare-families");
        Toolkit.await("two designs are compared", () -> ((GridPane) hands.node("#comparison")).getColumnCount() == 3);
        Toolkit.act(() -> {
            String verdict = ((Label) hands.node("#verdict")).getText();
            assertTrue(verdict.contains("latency: ") && verdict.contains(" better than "), verdict);
        });
    }

    @Test
    void turnedClock_isEstimatedBesideTheDesignAsItWasFound() throws InterruptedException {
        hands.turnClock(10);
        String word = hands.text("#whatif-word");
        assertTrue(word.contains("It fits."), word);
    }

    @Test
    void startedSearch_growsItsFrontAndLeavesARun() throws InterruptedException {
        hands.search(Runs.model(), "ulx3s-85f", folder.resolve("searched"), "600");
        Toolkit.await("the run is shown", () -> window.workspace().runs().size() == 2);
        Toolkit.act(() -> {
            String progress = ((Label) hands.node("#search-progress")).getText();
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
