package io.rooftile.gui.search;

import io.rooftile.core.design.Family;
import io.rooftile.dse.FrontGrowth;
import io.rooftile.dse.Objective;
import io.rooftile.gui.data.Cloud;
import io.rooftile.gui.data.Points;
import io.rooftile.gui.data.Reasons;
import io.rooftile.gui.data.Workspace;
import io.rooftile.gui.task.TaskRunner;
import io.rooftile.gui.text.Texts;
import io.rooftile.reports.Quantity;
import io.rooftile.reports.StoredRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableSet;

/// What is to be searched, and how the search that runs comes on.
public final class SearchViewModel {
    /// Whether a search runs.
    public enum State {
        IDLE,
        RUNNING,
        PAUSED,
        /// The search is over, but its folder could not be written.
        UNSAVED
    }

    /// What the front covered after some time.
    ///
    /// @param seconds since the start
    /// @param volume in boxes of the first front
    public record Growth(double seconds, double volume) {}

    /// How often the picture of the search is renewed.
    private static final long BEAT_MILLISECONDS = 250;

    private final Workspace workspace;
    private final TaskRunner tasks;
    private final RunSearch search;
    private final Consumer<Exception> failed;
    private final StringProperty model = new SimpleStringProperty("");
    private final StringProperty board = new SimpleStringProperty("");
    private final StringProperty evaluations = new SimpleStringProperty("10000");
    private final StringProperty limits = new SimpleStringProperty("");
    private final StringProperty out = new SimpleStringProperty("runs/gui");
    private final ObservableSet<Family> families = FXCollections.observableSet(Family.values());
    private final ObservableSet<Objective> objectives =
            FXCollections.observableSet(Objective.STANDARD.toArray(Objective[]::new));
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.IDLE);
    private final ReadOnlyStringWrapper progress = new ReadOnlyStringWrapper("");
    private final ObservableList<Growth> growth = FXCollections.observableArrayList();
    private volatile SearchControl control = new SearchControl();
    /// Closed while a search runs or is written; another thread may wait for it.
    private volatile CountDownLatch over = new CountDownLatch(0);
    /// What could not be written; not the window's thread alone asks for it.
    private volatile Optional<End.Unsaved> unsaved = Optional.empty();

    /// @param failed hears why a search could not be done
    public SearchViewModel(Workspace workspace, TaskRunner tasks, RunSearch search, Consumer<Exception> failed) {
        this.workspace = workspace;
        this.tasks = tasks;
        this.search = search;
        this.failed = failed;
    }

    public StringProperty model() {
        return model;
    }

    public StringProperty board() {
        return board;
    }

    /// Most designs of each family, as a number in text.
    public StringProperty evaluations() {
        return evaluations;
    }

    /// Limits as `lut=0.7 dsp=0.5`, with blanks between.
    public StringProperty limits() {
        return limits;
    }

    public StringProperty out() {
        return out;
    }

    public ObservableSet<Family> families() {
        return families;
    }

    public ObservableSet<Objective> objectives() {
        return objectives;
    }

    public ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty progress() {
        return progress.getReadOnlyProperty();
    }

    public ObservableList<Growth> growth() {
        return growth;
    }

    /// Starts the search that is asked for; what is wrong with it is told instead.
    public void start() {
        if (state.get() != State.IDLE) {
            return;
        }
        SearchPlan plan;
        try {
            plan = plan();
        } catch (RuntimeException wrong) {
            failed.accept(wrong);
            return;
        }
        Cloud cloud = new Cloud(plan.objectives());
        SearchControl running = new SearchControl();
        control = running;
        growth.clear();
        workspace.watch(cloud);
        state.set(State.RUNNING);
        progress.set(Texts.of("search.importing", plan.model()));
        run(() -> searched(plan, cloud, running));
        watch(new Watch(running, cloud, new FrontGrowth(), search.nanoTime().getAsLong()));
    }

    private SearchPlan plan() {
        long most = evaluations.get().matches("[0-9]{1,12}") ? Long.parseLong(evaluations.get()) : 0;
        return new SearchPlan(
                model.get().strip(),
                board.get() == null ? "" : board.get(),
                Arrays.stream(Family.values()).filter(families::contains).toList(),
                Objective.ALL.stream().filter(objectives::contains).toList(),
                most,
                Stream.of(limits.get().strip().split("\\s+"))
                        .filter(limit -> !limit.isEmpty())
                        .toList(),
                folder());
    }

    private Path folder() {
        return Path.of(out.get().isBlank() ? "runs/gui" : out.get().strip());
    }

    /// What a search came to.
    private sealed interface End {
        record Nothing() implements End {}

        record Kept(StoredRun run) implements End {}

        record Unsaved(RunSearch.Found found, Path folder, RuntimeException why) implements End {}
    }

    /// Searches and writes what was found in one go: when the program is told to end, there is no window's thread to
    /// come back to in between.
    private End searched(SearchPlan plan, Cloud cloud, SearchControl running) {
        RunSearch.Found found = search.find(plan, cloud, running);
        return running.isStopped() && found.isNothing() ? new End.Nothing() : written(found, plan.out());
    }

    private End written(RunSearch.Found found, Path folder) {
        try {
            return new End.Kept(search.keep(found, folder));
        } catch (RuntimeException why) {
            return new End.Unsaved(found, folder, why);
        }
    }

    /// Writes what was found, after its folder could not be written, to the folder that is named now.
    public void keep() {
        unsaved.ifPresent(former -> {
            Path folder = folder();
            run(() -> written(former.found(), folder));
        });
    }

    private void run(Supplier<End> work) {
        CountDownLatch running = new CountDownLatch(1);
        over = running;
        tasks.run(
                () -> {
                    try {
                        End end = work.get();
                        unsaved = end instanceof End.Unsaved one ? Optional.of(one) : Optional.empty();
                        return end;
                    } finally {
                        running.countDown();
                    }
                },
                this::show,
                exception -> {
                    progress.set(Texts.of("search.failed"));
                    failed.accept(exception);
                    state.set(State.IDLE);
                });
    }

    private void show(End end) {
        switch (end) {
            case End.Nothing _ -> {
                progress.set(Texts.of("search.stopped"));
                state.set(State.IDLE);
            }
            case End.Kept(StoredRun run) -> {
                workspace.open(run);
                progress.set(
                        run.designs().isEmpty()
                                ? Texts.of("search.nothing", run.folder(), Reasons.of(run))
                                : Texts.of(
                                        "search.done",
                                        run.folder(),
                                        run.designs().size()));
                state.set(State.IDLE);
            }
            case End.Unsaved lost -> {
                progress.set(Texts.of("search.unsaved", lost.folder()));
                failed.accept(lost.why());
                state.set(State.UNSAVED);
            }
        }
    }

    /// Lets the search wait, or go on.
    public void pauseOrGoOn() {
        if (state.get() == State.RUNNING || state.get() == State.PAUSED) {
            boolean isToWait = state.get() == State.RUNNING;
            control.pause(isToWait);
            state.set(isToWait ? State.PAUSED : State.RUNNING);
        }
    }

    /// Ends the search; what it has found is kept.
    public void stop() {
        control.stop();
    }

    /// Ends the search and waits until what it has found is written. Not for the window's thread, which it does
    /// without.
    ///
    /// @return whether all that was found is written
    public boolean end(Duration limit) throws InterruptedException {
        control.stop();
        return over.await(limit.toMillis(), TimeUnit.MILLISECONDS) && unsaved.isEmpty();
    }

    private record Watch(SearchControl search, Cloud cloud, FrontGrowth growth, long startNanos) {}

    /// What is seen of a search at one moment.
    ///
    /// @param runs the opened runs whose designs are among the points
    private record Sight(
            long evaluations,
            long infeasible,
            int front,
            double seconds,
            double volume,
            List<StoredRun> runs,
            Points points) {}

    /// Looks at the search again and again while it runs. One that ended less than a beat ago is not looked at again,
    /// whatever runs now.
    private void watch(Watch watch) {
        List<StoredRun> runs = List.copyOf(workspace.runs());
        tasks.run(
                () -> {
                    Thread.sleep(BEAT_MILLISECONDS);
                    return sight(watch, runs);
                },
                sight -> {
                    boolean isOn = state.get() == State.RUNNING || state.get() == State.PAUSED;
                    if (isOn && watch.search().equals(control)) {
                        show(sight);
                        watch(watch);
                    }
                },
                failed);
    }

    private Sight sight(Watch watch, List<StoredRun> runs) {
        double[][] front = watch.cloud().front();
        double seconds = (search.nanoTime().getAsLong() - watch.startNanos()) / 1e9;
        return new Sight(
                watch.cloud().evaluations(),
                watch.cloud().infeasible(),
                front.length,
                seconds,
                watch.growth().of(front),
                runs,
                Workspace.points(runs, watch.cloud()));
    }

    private void show(Sight sight) {
        if (state.get() == State.PAUSED || sight.evaluations() == 0) {
            return;
        }
        // A run that was opened meanwhile is not among the points: it must not vanish until the next beat.
        if (sight.runs().equals(workspace.runs())) {
            workspace.show(sight.points());
        }
        growth.add(new Growth(sight.seconds(), sight.volume()));
        progress.set(Texts.of(
                "search.progress",
                Quantity.count(sight.evaluations()),
                Quantity.count(Math.round(sight.evaluations() / sight.seconds())),
                Quantity.count(sight.infeasible()),
                Quantity.count(sight.front())));
    }
}
