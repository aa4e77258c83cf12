package io.rooftile.gui;

import io.rooftile.gui.data.RunDesign;
import io.rooftile.gui.search.RunSearch;
import io.rooftile.gui.task.BackgroundTasks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.GridPane;
import javafx.stage.Stage;

/// How long the window's thread is busy at a stretch while a person works: a main program that prints figures, not a
/// test. What is done for the first time loads classes and lays a page out, and is told apart. Arguments: a run
/// folder, the model and the board to search, the number of evaluations.
final class ThreadBenchmark {
    private static final int TIMES = 10;
    private static final int MOST_SECONDS_OF_SEARCH = 60;
    private static final List<String> PAGES =
            List.of("page-compare", "page-whatif", "page-act", "page-search", "page-design");

    private final GuiWindow window;
    private final Hands hands;
    private final Stretches stretches;

    /// Something that a person does for the n-th time.
    private interface Deed {
        void once(int time) throws InterruptedException;
    }

    /// What comes before it and is not measured.
    private interface Preparation {
        void make() throws InterruptedException;
    }

    private ThreadBenchmark(GuiWindow window, Hands hands, Stretches stretches) {
        this.window = window;
        this.hands = hands;
        this.stretches = stretches;
    }

    public static void main(String[] arguments) throws Exception {
        Locale.setDefault(Locale.ROOT);
        Toolkit.start();
        BackgroundTasks tasks = Toolkit.tasks();
        Stage stage = Toolkit.onWindow(Stage::new);
        RunSearch search = new RunSearch("test", Clock.systemUTC(), System::nanoTime, 1);
        GuiWindow window = Toolkit.onWindow(() -> {
            GuiWindow opened = new GuiWindow(stage, tasks, Toolkit.commandLine(), search);
            opened.show();
            return opened;
        });
        Toolkit.settle(stage.getScene());
        try (Stretches stretches = new Stretches()) {
            stretches.start();
            System.out.printf(
                    "%-28s %22s %22s%n%-28s %10s %11s %10s %11s%n",
                    "longest stretch (ms)", "the first time", "later", "", "wall", "processor", "wall", "processor");
            new ThreadBenchmark(window, new Hands(stage), stretches).work(arguments);
        }
        System.exit(0);
    }

    private void work(String[] arguments) throws Exception {
        Path run = Path.of(arguments[0]);
        measure("open a run", TIMES, () -> Toolkit.act(window.workspace()::clear), _ -> {
            Toolkit.act(() -> window.open(run));
            Toolkit.await("open", () -> window.workspace().chosen().get() != null);
        });
        measure("choose a design", TIMES, _ -> step());
        String before = PAGES.getLast();
        for (String page : PAGES) {
            String other = before;
            measure("turn to " + page.replace("page-", ""), TIMES, () -> hands.show(other), _ -> hands.show(page));
            before = page;
        }
        hands.show("page-whatif");
        measure("turn a knob in what-if", TIMES, time -> hands.turnClock(50 + time));
        hands.show("page-compare");
        measure("add to the comparison", 8, _ -> {
            step();
            hands.type(List.of(KeyCode.C));
            Toolkit.await("compared", () -> ((GridPane) hands.node("#comparison")).getColumnCount() > 1);
        });
        Path out = Files.createTempDirectory("rooftile").resolve("run");
        hands.search(arguments[1], arguments[2], out, arguments[3]);
        measure("search, a second of it", MOST_SECONDS_OF_SEARCH, _ -> Thread.sleep(1000));
        System.out.println(hands.text("#search-progress"));
    }

    private void step() throws InterruptedException {
        RunDesign before = window.workspace().chosen().get();
        Toolkit.act(() -> hands.node("#scatter").requestFocus());
        hands.type(List.of(KeyCode.RIGHT));
        if (before != null && before.equals(window.workspace().chosen().get())) {
            hands.type(List.of(KeyCode.LEFT));
        }
    }

    private void measure(String what, int times, Deed deed) throws InterruptedException {
        measure(what, times, () -> {}, deed);
    }

    /// Does something again and again, and prints what it takes.
    private void measure(String what, int times, Preparation before, Deed deed) throws InterruptedException {
        Stretches.Longest first = Stretches.Longest.NONE;
        Stretches.Longest later = Stretches.Longest.NONE;
        for (int time = 0; time < times; time++) {
            before.make();
            stretches.take();
            deed.once(time);
            // What it sets going elsewhere comes back to the window, too.
            Thread.sleep(200);
            Toolkit.settle(hands.stage().getScene());
            Stretches.Longest taken = stretches.take();
            if (time == 0) {
                first = taken;
            } else {
                later = later.with(taken);
            }
        }
        System.out.printf(
                "%-28s %10.1f %11.1f %10.1f %11.1f%n",
                what, first.wall(), first.processor(), later.wall(), later.processor());
    }
}
