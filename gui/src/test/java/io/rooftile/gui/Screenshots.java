package io.rooftile.gui;

import io.rooftile.core.design.Family;
import io.rooftile.gui.data.RunDesign;
import io.rooftile.gui.data.Runs;
import io.rooftile.gui.search.RunSearch;
import io.rooftile.gui.task.BackgroundTasks;
import io.rooftile.gui.window.Theme;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javax.imageio.ImageIO;

/// Takes the pictures of the README: a main program, not a test. Arguments: folder to write to, then run folders.
final class Screenshots {
    private Screenshots() {}

    public static void main(String[] arguments) throws InterruptedException {
        Locale.setDefault(Locale.ROOT);
        Toolkit.start();
        for (int[] size : new int[][] {{1280, 800}, {2560, 1440}}) {
            shoot(arguments, size[0], size[1]);
        }
        System.exit(0);
    }

    private static void shoot(String[] arguments, int width, int height) throws InterruptedException {
        BackgroundTasks tasks = Toolkit.tasks();
        GuiWindow window = Toolkit.onWindow(() -> {
            Stage stage = new Stage();
            RunSearch search = new RunSearch("test", Clock.systemUTC(), System::nanoTime, 1);
            GuiWindow opened = new GuiWindow(stage, tasks, Toolkit.commandLine(), search);
            stage.setWidth(width);
            stage.setHeight(height);
            opened.show();
            return opened;
        });
        for (int i = 1; i < arguments.length; i++) {
            Path run = Path.of(arguments[i]);
            Toolkit.act(() -> window.open(run));
            int runs = i;
            Toolkit.await("open", () -> window.workspace().runs().size() == runs);
        }
        Thread.sleep(800);
        Scene scene = Toolkit.onWindow(window::scene);
        TabPane pages = (TabPane) scene.lookup("#pages");
        for (int page = 0; page < pages.getTabs().size(); page++) {
            int shown = page;
            Toolkit.act(() -> pages.getSelectionModel().select(shown));
            press(scene, "#compare-families");
            whatIf(scene);
            act(window, scene);
            search(scene);
            Thread.sleep(1500);
            String name = pages.getTabs().get(page).getId() + "-" + width + "x" + height + ".png";
            Toolkit.act(() -> write(scene.snapshot(null), Path.of(arguments[0], name)));
        }
        Toolkit.act(() -> pages.getSelectionModel().select(0));
        choose(window, Comparator.comparing(design -> design.family() != Family.OVERLAY));
        Toolkit.await("lanes", () -> !window.design().units().isEmpty());
        Thread.sleep(1000);
        Toolkit.act(() -> write(
                scene.snapshot(null), Path.of(arguments[0], "page-design-overlay-" + width + "x" + height + ".png")));
        Toolkit.act(() -> window.front().export(Path.of(arguments[0], "front-" + width + "x" + height + ".svg")));
        Toolkit.act(() -> window.compare().export(Path.of(arguments[0], "comparison.svg")));
        Toolkit.act(() -> window.main().theme().set(Theme.DARK));
        Toolkit.act(() -> pages.getSelectionModel().select(0));
        Thread.sleep(1000);
        Toolkit.act(() -> write(
                scene.snapshot(null), Path.of(arguments[0], "page-design-dark-" + width + "x" + height + ".png")));
        Toolkit.act(window::close);
        tasks.close();
    }

    /// Takes up the chosen design, on its page.
    private static void whatIf(Scene scene) throws InterruptedException {
        if (Toolkit.onWindow(() -> scene.lookup("#whatif-take") instanceof Button button && isShown(button))) {
            press(scene, "#whatif-take");
            Toolkit.await(
                    "taken up",
                    () -> !((TableView<?>) scene.lookup("#knobs")).getItems().isEmpty());
        }
    }

    /// Simulates the smallest dataflow design, on its page.
    private static void act(GuiWindow window, Scene scene) throws InterruptedException {
        if (Toolkit.onWindow(() -> scene.lookup("#act-simulate") instanceof Button button && isShown(button))) {
            choose(
                    window,
                    Comparator.<RunDesign, Boolean>comparing(design -> design.family() != Family.DATAFLOW)
                            .thenComparingLong(design -> design.estimate().figures().lut));
            press(scene, "#act-simulate");
            Toolkit.await("simulated", 600, () -> !scene.lookup("#act-simulate").isDisabled());
        }
    }

    /// Searches for a while, on its page.
    private static void search(Scene scene) throws InterruptedException {
        if (Toolkit.onWindow(() -> scene.lookup("#search-start") instanceof Button button && isShown(button))) {
            Toolkit.act(() -> {
                ((TextField) scene.lookup("#search-model")).setText(Runs.model());
                @SuppressWarnings("unchecked")
                ComboBox<String> board = (ComboBox<String>) scene.lookup("#search-board");
                board.setValue("arty-a7-100t");
            });
            press(scene, "#search-start");
            Toolkit.await("searched", 600, () -> !scene.lookup("#search-start").isDisabled());
        }
    }

    private static void choose(GuiWindow window, Comparator<RunDesign> order) throws InterruptedException {
        Toolkit.act(() -> window.workspace()
                .chosen()
                .set(window.workspace().points().get().designs().stream()
                        .min(order)
                        .orElseThrow()));
    }

    /// Presses a button of the page that is shown, if it has it.
    private static void press(Scene scene, String id) throws InterruptedException {
        Toolkit.act(() -> {
            if (scene.lookup(id) instanceof Button button && isShown(button)) {
                button.fire();
            }
        });
    }

    private static boolean isShown(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private static void write(WritableImage image, Path file) {
        BufferedImage copy =
                new BufferedImage((int) image.getWidth(), (int) image.getHeight(), BufferedImage.TYPE_INT_RGB);
        PixelReader pixels = image.getPixelReader();
        for (int y = 0; y < copy.getHeight(); y++) {
            for (int x = 0; x < copy.getWidth(); x++) {
                copy.setRGB(x, y, pixels.getArgb(x, y));
            }
        }
        try {
            ImageIO.write(copy, "png", file.toFile());
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
