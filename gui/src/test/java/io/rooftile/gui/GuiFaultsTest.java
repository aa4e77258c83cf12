package io.rooftile.gui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rooftile.gui.act.CommandLine;
import io.rooftile.gui.data.Runs;
import io.rooftile.gui.task.BackgroundTasks;
import io.rooftile.reports.StoredRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What goes wrong is told with what to do, and nothing is lost.
class GuiFaultsTest {
    private static final String ENDLESS = "999999999";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final BackgroundTasks tasks = Toolkit.tasks();

    @SuppressWarnings("NullAway.Init")
    private Stage stage;

    @SuppressWarnings("NullAway.Init")
    private GuiWindow window;

    @SuppressWarnings("NullAway.Init")
    private Hands hands;

    @BeforeAll
    static void start() throws InterruptedException {
        Toolkit.start();
    }

    @BeforeEach
    void open() throws IOException, InterruptedException {
        Path launcher = Files.writeString(
                folder.resolve("launcher"), "#!/bin/sh\necho $$ >" + folder.resolve("process") + "\nexec sleep 300\n");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        Toolkit.act(() -> {
            stage = new Stage();
            window = new GuiWindow(stage, tasks, new CommandLine(launcher), Runs.SEARCH);
            hands = new Hands(stage);
            window.show();
        });
    }

    @AfterEach
    void close() throws InterruptedException {
        Toolkit.act(() -> {
            dialogs();
            window.close();
            stage.close();
        });
        tasks.close();
    }

    private String told() throws InterruptedException {
        Toolkit.await("a fault is told", () -> window.main().fault().get() != null);
        return Toolkit.onWindow(
                () -> Objects.requireNonNull(window.main().fault().get()).message());
    }

    /// Closes what dialogs are open.
    private void dialogs() {
        Window.getWindows().stream().filter(one -> !one.equals(stage)).toList().forEach(Window::hide);
    }

    private void search(String model, Path out, String evaluations) throws InterruptedException {
        hands.search(model, "ulx3s-85f", out, evaluations);
    }

    @Test
    void runCutShort_isToldWithItsLineAndWhatToDo() throws IOException, InterruptedException {
        Path run = folder.resolve("run");
        var _ = Runs.digits(run, "ulx3s-85f");
        Path result = run.resolve("result.json");
        String text = Files.readString(result);
        Files.writeString(result, text.substring(0, text.length() / 3));
        Toolkit.act(() -> window.open(run));
        String told = told();
        assertTrue(told.startsWith(result + ", line ") && told.endsWith("explore again"), told);
    }

    @Test
    void runOfAnOlderVersion_isToBeExploredAgain() throws IOException, InterruptedException {
        Path run = folder.resolve("run");
        var _ = Runs.digits(run, "ulx3s-85f");
        Path result = run.resolve("result.json");
        Files.writeString(result, Files.readString(result).replaceAll("\\s*\"macs_per_cycle_peak\" : [0-9]+,", ""));
        Toolkit.act(() -> window.open(run));
        String told = told();
        assertTrue(told.endsWith("another version left the run, or it was edited: explore again"), told);
        assertFalse(told.contains("\n"), told);
    }

    @Test
    void fileThatIsNoModel_isToldAndTheFormStays() throws IOException, InterruptedException {
        Path model = Files.writeString(folder.resolve("model.tflite"), "no model at all");
        search(model.toString(), folder.resolve("out"), "100");
        String told = told();
        assertTrue(told.startsWith(model.toString()), told);
        Toolkit.await(
                "it can be started again", () -> !hands.node("#search-start").isDisabled());
        Toolkit.act(() -> assertEquals(model.toString(), ((TextField) hands.node("#search-model")).getText()));
        assertFalse(Files.exists(folder.resolve("out")));
    }

    @Test
    void folderThatCannotBeWrittenWhenTheSearchIsDone_costsNothingThatWasFound()
            throws IOException, InterruptedException {
        Path parent = Files.createDirectory(folder.resolve("disk"));
        search(Runs.model(), parent.resolve("run"), ENDLESS);
        Toolkit.await(
                "it runs",
                () -> ((Label) hands.node("#search-progress")).getText().contains("on the front"));
        hands.press("#search-pause");
        Files.delete(parent);
        Files.writeString(parent, "a file where the folder was");
        hands.press("#search-stop");
        String told = told();
        assertTrue(told.startsWith(parent.resolve("run").toString()) && told.contains("give another"), told);
        assertTrue(hands.text("#search-progress").contains("then press Keep"), hands.text("#search-progress"));
        assertFalse(window.endAtOnce(), "what was found is not written");
        Toolkit.act(this::dialogs);
        hands.write("#search-out", folder.resolve("elsewhere").toString());
        hands.press("#search-keep");
        Toolkit.await("it is kept", () -> window.workspace().runs().size() == 1);
        StoredRun kept = StoredRun.read(folder.resolve("elsewhere"));
        assertFalse(kept.designs().isEmpty());
        assertTrue(
                kept.origin().commandLine().contains(folder.resolve("elsewhere").toString()));
    }

    @Test
    void fullDisk_costsNothingThatWasFound() throws IOException, InterruptedException {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                mounted("mount", "-t", "tmpfs", "-o", "size=32k", "tmpfs", disk.toString()), "no file system to fill");
        try {
            search(Runs.model(), disk.resolve("run"), "500");
            String told = told();
            assertTrue(told.startsWith(disk.resolve("run").toString()), told);
            assertTrue(told.contains("No space left on device") && told.contains("give another"), told);
            try (Stream<Path> left = Files.list(disk)) {
                assertEquals(List.of(), left.toList());
            }
            Toolkit.act(this::dialogs);
            hands.write("#search-out", folder.resolve("elsewhere").toString());
            hands.press("#search-keep");
            Toolkit.await("it is kept", () -> window.workspace().runs().size() == 1);
            assertFalse(StoredRun.read(folder.resolve("elsewhere")).designs().isEmpty());
        } finally {
            mounted("umount", disk.toString());
        }
    }

    /// Whether a command of the system did what it was told: only root may mount.
    private static boolean mounted(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).start().waitFor() == 0;
    }

    private void askToClose() throws InterruptedException {
        Toolkit.act(() -> stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
    }

    /// Presses a button of the dialog that is open.
    private void answer(String id) throws InterruptedException {
        Toolkit.act(() -> {
            Node button = Window.getWindows().stream()
                    .map(one -> one.getScene().lookup(id))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElseThrow();
            ((Button) button).fire();
        });
    }

    @Test
    void closedInMidSearch_asksAndKeepsWhatWasFound() throws InterruptedException {
        Path out = folder.resolve("run");
        search(Runs.model(), out, ENDLESS);
        Toolkit.await(
                "it runs",
                () -> ((Label) hands.node("#search-progress")).getText().contains("on the front"));
        askToClose();
        answer("#closing-stay");
        assertTrue(Toolkit.onWindow(
                () -> stage.isShowing() && hands.node("#search-start").isDisabled()));
        askToClose();
        answer("#closing-close");
        Toolkit.await("it is closed", () -> !stage.isShowing());
        assertFalse(StoredRun.read(out).designs().isEmpty());
    }

    @Test
    void toldToEndInMidSearch_keepsWhatWasFound() throws InterruptedException {
        Path out = folder.resolve("run");
        search(Runs.model(), out, ENDLESS);
        Toolkit.await(
                "it runs",
                () -> ((Label) hands.node("#search-progress")).getText().contains("on the front"));
        assertTrue(window.endAtOnce());
        assertFalse(StoredRun.read(out).designs().isEmpty());
    }

    @Test
    void closedWhileRooftileWorks_asksAndLeavesNoProcess() throws IOException, InterruptedException {
        Toolkit.act(() -> window.workspace().open(Runs.digits(folder.resolve("run"), "ulx3s-85f")));
        hands.show("page-act");
        hands.press("#act-simulate");
        Toolkit.await("it runs", () -> Files.exists(folder.resolve("process")));
        long process =
                Long.parseLong(Files.readString(folder.resolve("process")).strip());
        ProcessHandle running = ProcessHandle.of(process).orElseThrow();
        askToClose();
        assertTrue(Toolkit.onWindow(stage::isShowing));
        answer("#closing-close");
        Toolkit.await("it is closed", () -> !stage.isShowing());
        assertFalse(running.isAlive());
    }

    @Test
    void closedWhileNothingRuns_asksNothing() throws InterruptedException {
        askToClose();
        assertFalse(Toolkit.onWindow(stage::isShowing));
    }

    @Test
    void comparisonThatCannotBeWritten_isToldAndStays() throws IOException, InterruptedException {
        Toolkit.act(() -> window.workspace().open(Runs.digits(folder.resolve("run"), "ulx3s-85f")));
        hands.show("page-compare");
        hands.press("#compare-families");
        Path inTheWay = Files.writeString(folder.resolve("file"), "a file");
        Toolkit.act(() -> window.compare().export(inTheWay.resolve("comparison.html")));
        String told = told();
        assertTrue(told.contains("give another file"), told);
        assertEquals("a file", Files.readString(inTheWay));
        assertTrue(Toolkit.onWindow(() -> window.compare().comparison().get() != null));
    }
}
