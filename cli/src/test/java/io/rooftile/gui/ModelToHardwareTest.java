package io.rooftile.gui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rooftile.calibration.tool.Tool;
import io.rooftile.calibration.tool.ToolSearch.Found;
import io.rooftile.calibration.tool.Toolchain;
import io.rooftile.core.design.Family;
import io.rooftile.gui.act.CommandLine;
import io.rooftile.gui.act.Measured;
import io.rooftile.gui.data.RunDesign;
import io.rooftile.gui.data.Runs;
import io.rooftile.gui.task.BackgroundTasks;
import io.rooftile.gui.whatif.Turnable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the window is for, from a model to a validated design, with the real command line and the real tools. It stands
/// here because only this module knows both the window and the command line.
class ModelToHardwareTest {
    private static final Path MODELS = Path.of(System.getProperty("rooftile.shared", "../../shared"), "models");
    private static final Path KEYWORDS = MODELS.resolve("mlperftiny-kws-dscnn/kws_ref_model.tflite");
    private static final Path SINE = MODELS.resolve("tflm-hello-world/hello_world_int8.tflite");

    /// Small enough that all tools together take seconds.
    private static final long MOST_LUTS = 2500;

    private static final long MOST_SECONDS_OF_TOOLS = 600;

    /// Left to right, to the end of any front here.
    private static final int MOST_STEPS = 300;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final BackgroundTasks tasks = Toolkit.tasks();

    @SuppressWarnings("NullAway.Init")
    private Stage stage;

    @SuppressWarnings("NullAway.Init")
    private GuiWindow window;

    @BeforeAll
    static void start() throws InterruptedException {
        Toolkit.start();
    }

    @BeforeEach
    void open() throws IOException, InterruptedException {
        CommandLine commandLine = new CommandLine(launcher(""));
        Toolkit.act(() -> {
            stage = new Stage();
            window = new GuiWindow(stage, tasks, commandLine, Runs.SEARCH);
            window.show();
        });
    }

    @AfterEach
    void close() throws InterruptedException {
        Toolkit.act(() -> {
            Window.getWindows().stream()
                    .filter(one -> !one.equals(stage))
                    .toList()
                    .forEach(Window::hide);
            window.close();
            stage.close();
        });
        tasks.close();
    }

    /// A script that runs the command line from this test's own class path, with a cache of its own.
    ///
    /// @param before lines before it is run
    private Path launcher(String before) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path script = Files.writeString(
                folder.resolve("launcher"),
                "#!/bin/sh\nexport ROOFTILE_CACHE='%s'\n%sexec '%s' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '%s' io.rooftile.cli.Rooftile \"$@\"\n"
                        .formatted(folder.resolve("cache"), before, java, classPath));
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Node node(String id) {
        return Objects.requireNonNull(stage.getScene().lookup(id), id);
    }

    private String text(String id) throws InterruptedException {
        return Toolkit.onWindow(() -> ((Label) node(id)).getText());
    }

    private void show(String page) throws InterruptedException {
        Toolkit.act(() -> {
            TabPane pages = (TabPane) node("#pages");
            pages.getTabs().stream().filter(tab -> page.equals(tab.getId())).forEach(pages.getSelectionModel()::select);
        });
        Toolkit.act(() -> stage.getScene().getRoot().layout());
    }

    private void press(String id) throws InterruptedException {
        Toolkit.act(() -> ((Button) node(id)).fire());
    }

    /// Searches from the page.
    private void search(Path model, String board, int runs, int evaluations) throws InterruptedException {
        show("page-search");
        Toolkit.act(() -> {
            ((TextField) node("#search-model")).setText(model.toString());
            ((TextField) node("#search-out"))
                    .setText(folder.resolve("run " + runs).toString());
            ((TextField) node("#search-evaluations")).setText(Integer.toString(evaluations));
            @SuppressWarnings("unchecked")
            ComboBox<String> boards = (ComboBox<String>) node("#search-board");
            boards.setValue(board);
        });
        press("#search-start");
        Toolkit.await(
                "run " + runs + " is shown", () -> window.workspace().runs().size() == runs);
        Toolkit.await("a design is chosen", () -> window.workspace().chosen().get() != null);
    }

    private RunDesign chosen() throws InterruptedException {
        return Objects.requireNonNull(
                Toolkit.onWindow(() -> window.workspace().chosen().get()));
    }

    /// Walks along the scatter by keys until a design is met.
    private void walkTo(Predicate<RunDesign> wanted) throws InterruptedException {
        Toolkit.act(() -> node("#scatter").requestFocus());
        for (KeyCode key : List.of(KeyCode.LEFT, KeyCode.RIGHT)) {
            for (int step = 0; step < MOST_STEPS && !wanted.test(chosen()); step++) {
                Toolkit.act(() -> new Robot().keyType(key));
            }
        }
        assertTrue(wanted.test(chosen()), chosen().title());
    }

    @Test
    void keywordsOnIcebreaker_areAnOverlayThatIsSimulated() throws IOException, InterruptedException {
        assumeTrue(Files.exists(KEYWORDS), KEYWORDS + " is absent");
        Toolchain tools = Toolchain.of(System.getenv());
        for (Tool tool : List.of(Tool.VERILATOR, Tool.MAKE)) {
            assumeTrue(tools.find(tool) instanceof Found, tool + " is not there");
        }
        // No pipeline fits; the engine with the part's own RAM as its memory does.
        search(KEYWORDS, "icebreaker", 1, 4000);
        walkTo(design -> design.family() == Family.OVERLAY);
        RunDesign found = chosen();
        assertEquals("icebreaker", found.run().board());

        show("page-act");
        Toolkit.act(() -> ((TextField) node("#act-design")).setText("overlay-001"));
        act("generate");
        assertTrue(Files.exists(found.run().folder().resolve("hardware/overlay-001/manifest.json")));
        act("simulate");
        agrees("words wrong of ");
        agrees("latency (cycles)");
    }

    @Test
    void modelBecomesAValidatedDesign() throws IOException, InterruptedException {
        assumeTrue(Files.exists(SINE), SINE + " is absent");
        Toolchain tools = Toolchain.of(System.getenv());
        for (Tool tool : List.of(Tool.VERILATOR, Tool.MAKE, Tool.YOSYS, Tool.NEXTPNR_ICE40, Tool.ICEPACK)) {
            assumeTrue(tools.find(tool) instanceof Found, tool + " is not there");
        }
        // Both have overlays: behind memory beside the part, and behind the part's own.
        search(SINE, "ulx3s-85f", 1, 500);
        search(SINE, "icebreaker", 2, 500);

        walkTo(design ->
                design.run().board().equals("icebreaker") && design.estimate().figures().lut < MOST_LUTS);
        RunDesign found = chosen();
        assertEquals(Family.DATAFLOW, found.family());

        show("page-whatif");
        press("#whatif-take");
        Toolkit.await("the knobs are there", () -> !knobs().isEmpty());
        Toolkit.act(() -> {
            @SuppressWarnings("unchecked")
            TableView<Turnable> table = (TableView<Turnable>) node("#knobs");
            table.requestFocus();
            table.layout();
            table.edit(0, table.getColumns().getLast());
        });
        Toolkit.await("the clock is being edited", () -> stage.getScene().getFocusOwner() instanceof TextField);
        Toolkit.act(() -> {
            for (KeyCode key : List.of(KeyCode.DIGIT1, KeyCode.DIGIT2, KeyCode.ENTER)) {
                new Robot().keyType(key);
            }
        });
        Toolkit.await("the clock is 12 MHz", () -> knobs().getFirst().value().equals("12"));
        assertTrue(text("#whatif-word").contains("It fits."), text("#whatif-word"));
        press("#whatif-keep");
        Path kept = found.run().folder().resolve("designs/whatif-001.yaml");
        Toolkit.await("it is kept", () -> Files.exists(kept));

        show("page-compare");
        press("#compare-chosen");
        walkTo(design ->
                design.family() == Family.OVERLAY && design.run().board().equals("icebreaker"));
        press("#compare-chosen");
        Toolkit.await(
                "both are compared",
                () -> ((TableView<?>) node("#comparison")).getColumns().size() == 3);
        assertTrue(text("#verdict").contains("latency: " + found.title() + " has the least"), text("#verdict"));

        Toolkit.act(() -> window.workspace().chosen().set(found));
        show("page-act");
        Toolkit.act(() -> ((TextField) node("#act-design")).setText("whatif-001"));
        act("generate");
        assertTrue(Files.exists(found.run().folder().resolve("hardware/whatif-001/manifest.json")));
        act("simulate");
        agrees("words wrong of ");
        agrees("latency (cycles)");
        agrees("interval (cycles)");
        act("validate");
        Measured clock = measured("clock (MHz)");
        assertEquals("12.0", clock.predicted());
        assertTrue(Double.parseDouble(clock.measured()) >= 12, clock.toString());
        agrees("dsp (blocks)");
        agrees("bram (blocks)");
    }

    @SuppressWarnings("unchecked")
    private List<Turnable> knobs() {
        return ((TableView<Turnable>) node("#knobs")).getItems();
    }

    /// Has something done with the design that is named, to its end.
    private void act(String verb) throws InterruptedException {
        press("#act-" + verb);
        Toolkit.await(verb + " ends", MOST_SECONDS_OF_TOOLS, () -> !node("#act-" + verb)
                .isDisabled());
        assertEquals(verb + ": done", text("#act-word"));
    }

    /// The last row of a figure whose name begins so.
    private Measured measured(String figure) throws InterruptedException {
        return Toolkit.onWindow(() -> {
            @SuppressWarnings("unchecked")
            List<Measured> rows = ((TableView<Measured>) node("#measured")).getItems();
            return rows.reversed().stream()
                    .filter(row ->
                            row.figure().startsWith(figure) && !row.measured().isEmpty())
                    .findFirst()
                    .orElseThrow();
        });
    }

    private void agrees(String figure) throws InterruptedException {
        Measured row = measured(figure);
        assertEquals(row.predicted(), row.measured(), figure);
    }

    @Test
    void toolThatIsMissing_isToldWithWhatToDo() throws IOException, InterruptedException {
        // A PATH with what a shell needs, and no tools.
        var _ = launcher("PATH="
                + Files.createDirectory(folder.resolve("no tools")).toString().replace(" ", "\\ ") + "\n");
        Toolkit.act(() -> window.workspace().open(Runs.digits(folder.resolve("digits"), "ulx3s-85f")));
        show("page-act");
        Toolkit.act(() -> ((TextField) node("#act-design")).setText("dataflow-001"));
        press("#act-simulate");
        Toolkit.await("it is told", () -> window.main().fault().get() != null);
        String told = Toolkit.onWindow(
                () -> Objects.requireNonNull(window.main().fault().get()).message());
        assertTrue(told.startsWith("rooftile: verilator: is not on the PATH; ") && told.contains("install"), told);
        assertEquals("simulate: could not be done; see the log", text("#act-word"));
    }
}
