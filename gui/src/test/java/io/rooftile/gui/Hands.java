package io.rooftile.gui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rooftile.gui.whatif.Turnable;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import javafx.stage.Window;

/// What a test does at a window as a person would: turns to a page, presses, writes. None of it is for the window's own
/// thread but where it says so.
///
/// @param stage the window that is worked
record Hands(Stage stage) {
    /// Something in the window, by its id; for the window's thread.
    Node node(String id) {
        return Objects.requireNonNull(stage.getScene().lookup(id), id);
    }

    String text(String id) throws InterruptedException {
        return Toolkit.onWindow(() -> ((Label) node(id)).getText());
    }

    /// Waits for long work. A fault that is told ends it: the work would never come to its end.
    void await(String what, long seconds, BooleanSupplier holds) throws InterruptedException {
        Toolkit.await(what, seconds, () -> holds.getAsBoolean() || fault().isPresent());
        assertEquals(Optional.empty(), Toolkit.onWindow(Hands::fault), what);
    }

    /// What a dialog tells that went wrong; for the window's thread.
    static Optional<String> fault() {
        return Window.getWindows().stream()
                .map(window -> window.getScene().getRoot())
                .filter(root -> "fault".equals(root.getId()))
                .map(root -> ((TextArea) ((DialogPane) root).getContent()).getText())
                .findFirst();
    }

    /// Turns to a page and waits until it is laid out.
    void show(String page) throws InterruptedException {
        Toolkit.act(() -> {
            TabPane pages = (TabPane) node("#pages");
            pages.getTabs().stream().filter(tab -> page.equals(tab.getId())).forEach(pages.getSelectionModel()::select);
        });
        Toolkit.settle(stage.getScene());
    }

    /// Clicks into the middle of something that is seen.
    void press(String id) throws InterruptedException {
        Toolkit.settle(stage.getScene());
        Toolkit.act(() -> {
            Bounds bounds = node(id).getLayoutBounds();
            Robot robot = new Robot();
            robot.mouseMove(node(id).localToScreen(bounds.getCenterX(), bounds.getCenterY()));
            robot.mouseClick(MouseButton.PRIMARY);
        });
    }

    void write(String id, String text) throws InterruptedException {
        Toolkit.act(() -> ((TextField) node(id)).setText(text));
    }

    /// Types one key after another into whatever has the focus.
    void type(List<KeyCode> keys) throws InterruptedException {
        Toolkit.act(() -> keys.forEach(new Robot()::keyType));
    }

    /// Starts a search from its page.
    void search(String model, String board, Path out, String evaluations) throws InterruptedException {
        show("page-search");
        write("#search-model", model);
        write("#search-out", out.toString());
        write("#search-evaluations", evaluations);
        Toolkit.act(() -> {
            @SuppressWarnings("unchecked")
            ComboBox<String> boards = (ComboBox<String>) node("#search-board");
            boards.setValue(board);
        });
        press("#search-start");
    }

    /// The knobs of what-if; for the window's thread.
    List<Turnable> knobs() {
        return knobTable().getItems();
    }

    @SuppressWarnings("unchecked")
    private TableView<Turnable> knobTable() {
        return (TableView<Turnable>) node("#knobs");
    }

    /// Takes the chosen design up in what-if and gives its clock another value.
    void turnClock(int megahertz) throws InterruptedException {
        show("page-whatif");
        press("#whatif-take");
        Toolkit.await("the design is taken up", this::isEstimated);
        // A table that is laid out for the first time makes its cells anew, and with them the one that is edited.
        Toolkit.settle(stage.getScene());
        Toolkit.act(() -> {
            knobTable().requestFocus();
            knobTable().edit(0, knobTable().getColumns().getLast());
        });
        // A field without a skin has the focus, but takes no keys: that comes with the next pulse.
        Toolkit.await(
                "the clock is being edited",
                () -> knobTable().lookup(".text-field") instanceof TextField field
                        && field.isFocused()
                        && field.getSkin() != null);
        String value = String.valueOf(megahertz);
        type(value.chars()
                .mapToObj(digit -> KeyCode.getKeyCode(String.valueOf((char) digit)))
                .toList());
        assertEquals(
                value, Toolkit.onWindow(() -> ((TextInputControl) knobTable().lookup(".text-field")).getText()));
        // The design may have this clock already: then nothing but a new answer tells that it was turned.
        AtomicInteger answers = new AtomicInteger();
        Toolkit.act(() -> ((Label) node("#whatif-word")).textProperty().addListener(_ -> answers.incrementAndGet()));
        type(List.of(KeyCode.ENTER));
        Toolkit.await(
                "the clock is turned",
                () -> answers.get() > 0 && knobs().getFirst().value().equals(value) && isEstimated());
    }

    /// Not only sketched.
    private boolean isEstimated() {
        return ((Label) node("#whatif-word")).getText().contains("Estimated in");
    }
}
