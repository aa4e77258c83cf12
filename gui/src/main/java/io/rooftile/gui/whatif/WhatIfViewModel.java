package io.rooftile.gui.whatif;

import io.rooftile.core.UserInputException;
import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.design.Design;
import io.rooftile.core.design.IllegalDesignException;
import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.network.Network;
import io.rooftile.costmodel.Outcome;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.dataflow.DataflowModel;
import io.rooftile.costmodel.overlay.OverlayModel;
import io.rooftile.dse.FrontDesign;
import io.rooftile.gui.data.Reasons;
import io.rooftile.gui.data.RunDesign;
import io.rooftile.gui.data.RunInputs;
import io.rooftile.gui.data.Workspace;
import io.rooftile.gui.task.TaskRunner;
import io.rooftile.gui.text.Texts;
import io.rooftile.reports.DesignComparison;
import io.rooftile.reports.DesignYaml;
import io.rooftile.reports.Quantity;
import io.rooftile.reports.StoredRun;
import io.rooftile.reports.WholePath;
import io.rooftile.resourcedb.ResourceDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The chosen design with knobs turned: estimated anew at each turn, beside what it was. An overlay is sketched first,
/// because going through its control can take longer than a hand waits.
public final class WhatIfViewModel {
    /// What an estimate takes: the model, read once for each run, and the board.
    private record Bench(StoredRun run, Network network, Target target) {}

    /// @param turn whose answer it is
    /// @param isSketch whether the estimate is still to come
    /// @param nanoseconds that it took
    private record Answer(Design design, int turn, boolean isSketch, Outcome outcome, long nanoseconds) {}

    private final Workspace workspace;
    private final TaskRunner tasks;
    private final LongSupplier nanoTime;
    private final Consumer<String> say;
    private final Consumer<Exception> failed;
    private final ObservableList<Turnable> knobs = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable DesignComparison> beside = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper word = new ReadOnlyStringWrapper(Texts.of("whatif.start"));
    private final ObjectProperty<@Nullable String> board = new SimpleObjectProperty<>();
    private @Nullable Bench bench;
    private @Nullable RunDesign original;
    private @Nullable Design turned;
    /// How many estimates have been asked for: answers to all but the last are of no use any more.
    private int turns;

    /// @param nanoTime tells how long an estimate took
    /// @param say hears where a design was kept
    /// @param failed hears why a model or a design cannot be had
    public WhatIfViewModel(
            Workspace workspace,
            TaskRunner tasks,
            LongSupplier nanoTime,
            Consumer<String> say,
            Consumer<Exception> failed) {
        this.workspace = workspace;
        this.tasks = tasks;
        this.nanoTime = nanoTime;
        this.say = say;
        this.failed = failed;
        board.addListener((_, _, name) -> move(name));
    }

    public ObservableList<Turnable> knobs() {
        return knobs;
    }

    /// The design as it was beside the design as it is turned; null before the first estimate.
    public ReadOnlyObjectProperty<@Nullable DesignComparison> beside() {
        return beside.getReadOnlyProperty();
    }

    /// Whether it fits, what stands in the way, and how long the estimate took.
    public ReadOnlyStringProperty word() {
        return word.getReadOnlyProperty();
    }

    /// The board that the design is estimated for.
    public ObjectProperty<@Nullable String> board() {
        return board;
    }

    /// Takes up the chosen design: reads its model when it has not been read yet.
    public void take() {
        RunDesign design = workspace.chosen().get();
        if (design == null) {
            word.set(Texts.of("whatif.start"));
            return;
        }
        Bench former = bench;
        word.set(Texts.of("whatif.reading", design.run().origin().model()));
        tasks.run(
                () -> former != null && former.run().equals(design.run()) ? former : bench(design),
                ready -> {
                    bench = ready;
                    original = design;
                    board.set(ready.target().board().name());
                    estimate(design.estimate().design());
                },
                exception -> {
                    word.set(Texts.of("whatif.start"));
                    failed.accept(exception);
                });
    }

    /// Estimates once while the model is read, so that classes are loaded when the first knob is turned.
    private static Bench bench(RunDesign design) {
        RunInputs inputs = RunInputs.of(design.run());
        Bench bench = new Bench(design.run(), inputs.imported().network(), inputs.target());
        outcome(bench, design.estimate().design());
        return bench;
    }

    private static Outcome outcome(Bench on, Design design) {
        return switch (design) {
            case OverlayDesign overlay -> OverlayModel.estimate(on.network(), overlay, on.target());
            case DataflowDesign dataflow -> DataflowModel.estimate(on.network(), dataflow, on.target());
        };
    }

    /// Gives a knob another value. What is no value, or makes no design, is explained and changes nothing.
    public void turn(Turnable knob, String value) {
        try {
            estimate(knob.turn().apply(value));
        } catch (IllegalArgumentException | ArithmeticException none) {
            word.set(Texts.of("whatif.illegal", reason(knob, value, none)));
        }
    }

    private static String reason(Turnable knob, String value, RuntimeException none) {
        return none instanceof NumberFormatException || none instanceof ArithmeticException
                ? Texts.of("whatif.no-number", value, knob.name())
                : String.valueOf(none.getMessage());
    }

    private void move(@Nullable String name) {
        Bench current = bench;
        Design design = turned;
        if (current == null
                || design == null
                || name == null
                || name.equals(current.target().board().name())) {
            return;
        }
        tasks.run(
                () -> new Bench(
                        current.run(),
                        current.network(),
                        Target.of(
                                ResourceDatabase.builtIn().board(name),
                                current.target().coefficients())),
                ready -> {
                    bench = ready;
                    estimate(design);
                },
                failed);
    }

    private void estimate(Design design) {
        Bench on = bench;
        if (on == null) {
            return;
        }
        int turn = ++turns;
        tasks.run(
                () -> {
                    if (design instanceof OverlayDesign overlay) {
                        Answer sketch = answer(
                                design, turn, true, () -> OverlayModel.sketch(on.network(), overlay, on.target()));
                        tasks.show(() -> show(sketch));
                    }
                    return answer(design, turn, false, () -> outcome(on, design));
                },
                this::show,
                exception -> {
                    if (exception instanceof IllegalDesignException || exception instanceof UserInputException) {
                        word.set(Texts.of("whatif.illegal", String.valueOf(exception.getMessage())));
                    } else {
                        failed.accept(exception);
                    }
                });
    }

    private Answer answer(Design design, int turn, boolean isSketch, Supplier<Outcome> estimating) {
        long start = nanoTime.getAsLong();
        Outcome outcome = estimating.get();
        return new Answer(design, turn, isSketch, outcome, nanoTime.getAsLong() - start);
    }

    private void show(Answer answer) {
        RunDesign before = original;
        if (before == null || answer.turn() != turns) {
            return;
        }
        // Knobs that are already there may be in somebody's hand.
        if (!answer.design().equals(turned)) {
            turned = answer.design();
            knobs.setAll(Turnables.of(answer.design()));
        }
        beside.set(DesignComparison.of(
                List.of(before.title(), Texts.of("whatif.turned")),
                List.of(
                        before.design(),
                        new FrontDesign("turned", answer.outcome().estimate()))));
        String time = Quantity.plain(answer.nanoseconds() / 1e6);
        word.set(
                switch (answer.outcome()) {
                    case Outcome.Feasible _ -> Texts.of(answer.isSketch() ? "whatif.may-fit" : "whatif.fits", time);
                    case Outcome.Infeasible infeasible ->
                        Texts.of(
                                answer.isSketch() ? "whatif.may-not-fit" : "whatif.does-not-fit",
                                time,
                                Reasons.of(infeasible.violations()));
                });
    }

    /// Keeps the turned design in the run folder, where it can be made into hardware by its name.
    public void keep() {
        RunDesign before = original;
        Design design = turned;
        if (before == null || design == null) {
            return;
        }
        Path designs = before.run().folder().resolve("designs");
        tasks.run(() -> keep(designs, design), file -> say.accept(Texts.of("whatif.kept", file)), failed);
    }

    private static Path keep(Path designs, Design design) {
        Path file = designs.resolve("whatif-001.yaml");
        for (int number = 2; Files.exists(file); number++) {
            file = designs.resolve("whatif-%03d.yaml".formatted(number));
        }
        WholePath.write(file, "run", DesignYaml.text(design));
        return file;
    }
}
