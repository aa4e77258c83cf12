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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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
import org.jspecify.annotations.Nullable;

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
    /// Open while a search runs or is written; another thread may wait for it.
    private volatile CountDownLatch over = new CountDownLatch(0);
    private RunSearch.@Nullable Found unsaved;

    /// @param failed hears why a search could not be done
    public SearchViewModel(Workspace workspace, TaskRunner tasks, RunSearch search, Consumer<Exception> failed) {
        this.workspace = workspace;
        this.tasks = tasks;
        this.search = search;
        this.failed = failed;
        state.addListener((_, _, now) -> {
            if (now == State.IDLE || now == State.UNSAVED) {
                over.countDown();
            }
        });
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
        over = new CountDownLatch(1);
        growth.clear();
        workspace.watch(cloud);
        state.set(State.RUNNING);
        progress.set(Texts.of("search.importing", plan.model()));
        tasks.run(() -> search.find(plan, cloud, running), found -> finish(found, running), exception -> {
            progress.set(Texts.of("search.failed"));
            failed.accept(exception);
            state.set(State.IDLE);
        });
        watch(new Watch(cloud, new FrontGrowth(), search.nanoTime().getAsLong()));
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

    private void finish(RunSearch.Found found, SearchControl running) {
        if (running.isStopped() && found.isNothing()) {
            progress.set(Texts.of("search.stopped"));
            state.set(State.IDLE);
        } else {
            keep(found, found.plan().out());
        }
    }

    /// Writes what was found, after its folder could not be written, to the folder that is named now.
    public void keep() {
        RunSearch.Found found = unsaved;
        if (found != null && state.get() == State.UNSAVED) {
            keep(found, folder());
        }
    }

    private void keep(RunSearch.Found found, Path folder) {
        tasks.run(() -> search.keep(found, folder), this::show, exception -> {
            unsaved = found;
            progress.set(Texts.of("search.unsaved", folder));
            failed.accept(exception);
            state.set(State.UNSAVED);
        });
    }

    private void show(StoredRun run) {
        unsaved = null;
        workspace.open(run);
        progress.set(
                run.designs().isEmpty()
                        ? Texts.of("search.nothing", run.folder(), Reasons.of(run))
                        : Texts.of("search.done", run.folder(), run.designs().size()));
        state.set(State.IDLE);
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

    /// Ends the search and waits until what it has found is written. Not for the window's thread, which shows it.
    ///
    /// @return whether that was in time
    public boolean end(Duration limit) throws InterruptedException {
        control.stop();
        return over.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private record Watch(Cloud cloud, FrontGrowth growth, long startNanos) {}

    /// What is seen of a search at one moment.
    private record Sight(long evaluations, long infeasible, int front, double seconds, double volume, Points points) {}

    /// Looks at the search again and again while it runs.
    private void watch(Watch watch) {
        List<StoredRun> runs = List.copyOf(workspace.runs());
        tasks.run(
                () -> {
                    Thread.sleep(BEAT_MILLISECONDS);
                    return sight(watch, runs);
                },
                sight -> {
                    if (state.get() == State.RUNNING || state.get() == State.PAUSED) {
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
                Workspace.points(runs, watch.cloud()));
    }

    private void show(Sight sight) {
        if (state.get() == State.PAUSED || sight.evaluations() == 0) {
            return;
        }
        workspace.show(sight.points());
        growth.add(new Growth(sight.seconds(), sight.volume()));
        progress.set(Texts.of(
                "search.progress",
                Quantity.count(sight.evaluations()),
                Quantity.count(Math.round(sight.evaluations() / sight.seconds())),
                Quantity.count(sight.infeasible()),
                Quantity.count(sight.front())));
    }
}
