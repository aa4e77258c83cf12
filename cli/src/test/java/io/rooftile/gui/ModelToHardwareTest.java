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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.GridPane;
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

    private static final long MOST_SECONDS_OF_SEARCH = 600;

    /// An engine is placed and routed in some three minutes of two idle cores.
    private static final long MOST_SECONDS_OF_TOOLS = 1800;

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

    @SuppressWarnings("NullAway.Init")
    private Hands hands;

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
            hands = new Hands(stage);
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

    /// Searches from the page.
    private void search(Path model, String board, int runs, int evaluations) throws InterruptedException {
        hands.search(model.toString(), board, folder.resolve("run " + runs), String.valueOf(evaluations));
        hands.await(
                "run " + runs + " is shown",
                MOST_SECONDS_OF_SEARCH,
                () -> window.workspace().runs().size() == runs);
        assertEquals(board, chosen().run().board());
    }

    private RunDesign chosen() throws InterruptedException {
        return Objects.requireNonNull(
                Toolkit.onWindow(() -> window.workspace().chosen().get()));
    }

    /// Walks along the scatter by keys until a design is met.
    private void walkTo(Predicate<RunDesign> wanted) throws InterruptedException {
        Toolkit.act(() -> hands.node("#scatter").requestFocus());
        for (KeyCode key : List.of(KeyCode.LEFT, KeyCode.RIGHT)) {
            for (int step = 0; step < MOST_STEPS && !wanted.test(chosen()); step++) {
                Toolkit.act(() -> new Robot().keyType(key));
            }
        }
        assertTrue(wanted.test(chosen()), chosen().title());
    }

    @Test
    void keywordsOnIcebreaker_areAnOverlayThatIsValidated() throws IOException, InterruptedException {
        assumeThere(KEYWORDS);
        search(KEYWORDS, "ulx3s-85f", 1, 500);
        // No pipeline fits; the engine with the part's own RAM as its memory does.
        search(KEYWORDS, "icebreaker", 2, 4000);
        walkTo(design -> isOn("icebreaker", design) && design.family() == Family.OVERLAY);
        RunDesign found = chosen();

        String turned = whatIf(12);
        RunDesign larger = compareWith(design -> isOn("ulx3s-85f", design) && design.family() == Family.OVERLAY);
        assertFastest(larger);

        Toolkit.act(() -> window.workspace().chosen().set(found));
        build(turned);
        validate(turned, 12);
    }

    @Test
    void modelBecomesAValidatedDesign() throws IOException, InterruptedException {
        assumeThere(SINE);
        // Both have overlays: behind memory beside the part, and behind the part's own.
        search(SINE, "ulx3s-85f", 1, 500);
        search(SINE, "icebreaker", 2, 500);
        walkTo(design -> isOn("icebreaker", design) && design.estimate().figures().lut < MOST_LUTS);
        RunDesign found = chosen();
        assertEquals(Family.DATAFLOW, found.family());

        String turned = whatIf(12);
        RunDesign _ = compareWith(design -> isOn("icebreaker", design) && design.family() == Family.OVERLAY);
        assertFastest(found);

        Toolkit.act(() -> window.workspace().chosen().set(found));
        build(turned);
        agrees("interval (cycles)");
        validate(turned, 12);
    }

    private static void assumeThere(Path model) {
        assumeTrue(Files.exists(model), model + " is absent");
        Toolchain tools = Toolchain.of(System.getenv());
        for (Tool tool : List.of(Tool.VERILATOR, Tool.MAKE, Tool.YOSYS, Tool.NEXTPNR_ICE40, Tool.ICEPACK)) {
            assumeTrue(tools.find(tool) instanceof Found, tool + " is not there");
        }
    }

    private static boolean isOn(String board, RunDesign design) {
        return design.run().board().equals(board);
    }

    /// Turns the chosen design's clock and keeps what comes of it in the run.
    ///
    /// @return the name it is kept by
    private String whatIf(int megahertz) throws InterruptedException {
        hands.turnClock(megahertz);
        assertTrue(hands.text("#whatif-word").contains("It fits."), hands.text("#whatif-word"));
        hands.press("#whatif-keep");
        Path kept = chosen().run().folder().resolve("designs/whatif-001.yaml");
        Toolkit.await("it is kept", () -> Files.exists(kept));
        return "whatif-001";
    }

    /// Compares the chosen design with another one that it walks to.
    private RunDesign compareWith(Predicate<RunDesign> other) throws InterruptedException {
        hands.show("page-compare");
        hands.press("#compare-chosen");
        walkTo(other);
        hands.press("#compare-chosen");
        Toolkit.await("both are compared", () -> ((GridPane) hands.node("#comparison")).getColumnCount() == 3);
        return chosen();
    }

    private void assertFastest(RunDesign design) throws InterruptedException {
        String verdict = hands.text("#verdict");
        assertTrue(verdict.contains("latency: " + design.title() + " has the least"), verdict);
    }

    /// Has a design of the chosen one's run written as hardware and simulated.
    private void build(String design) throws InterruptedException {
        hands.show("page-act");
        hands.write("#act-design", design);
        act("generate");
        assertTrue(Files.exists(chosen().run().folder().resolve("hardware/" + design + "/manifest.json")));
        act("simulate");
        agrees("words wrong of ");
        agrees("latency (cycles)");
    }

    /// Has it synthesised, placed and routed as well.
    private void validate(String design, int megahertz) throws InterruptedException {
        hands.write("#act-design", design);
        act("validate");
        agrees("words wrong of ");
        agrees("latency (cycles)");
        Measured clock = measured("clock (MHz)");
        assertEquals(megahertz, Double.parseDouble(clock.predicted()));
        assertTrue(Double.parseDouble(clock.measured()) >= megahertz, clock.toString());
        agrees("dsp (blocks)");
        agrees("bram (blocks)");
    }

    /// Has something done with the design that is named, to its end.
    private void act(String verb) throws InterruptedException {
        hands.press("#act-" + verb);
        hands.await(verb + " ends", MOST_SECONDS_OF_TOOLS, () -> !hands.node("#act-" + verb)
                .isDisabled());
        assertEquals(verb + ": done", hands.text("#act-word"));
    }

    /// The last row of a figure whose name begins so.
    private Measured measured(String figure) throws InterruptedException {
        return Toolkit.onWindow(() -> {
            @SuppressWarnings("unchecked")
            List<Measured> rows = ((TableView<Measured>) hands.node("#measured")).getItems();
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
        hands.show("page-act");
        hands.write("#act-design", "dataflow-001");
        hands.press("#act-simulate");
        Toolkit.await("it is told", () -> window.main().fault().get() != null);
        String told = Toolkit.onWindow(
                () -> Objects.requireNonNull(window.main().fault().get()).message());
        assertTrue(told.startsWith("rooftile: verilator: is not on the PATH; ") && told.contains("install"), told);
        assertEquals("simulate: could not be done; see the log", hands.text("#act-word"));
    }
}
