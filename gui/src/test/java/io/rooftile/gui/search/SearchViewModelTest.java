package io.rooftile.gui.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.gui.data.Runs;
import io.rooftile.gui.data.Workspace;
import io.rooftile.gui.task.HeldTasks;
import io.rooftile.reports.StoredRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A search of the digits, with what comes back from it in the order that a test chooses.
class SearchViewModelTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final HeldTasks tasks = new HeldTasks();
    private final Workspace workspace = new Workspace();
    private final List<Exception> faults = new ArrayList<>();
    private final SearchViewModel search = new SearchViewModel(workspace, tasks, Runs.SEARCH, faults::add);

    @BeforeEach
    void fillTheForm() {
        search.model().set(Runs.model());
        search.board().set("ulx3s-85f");
        search.evaluations().set("300");
        search.out().set(folder.resolve("run").toString());
    }

    @Test
    void finishedSearch_isOpened() throws Exception {
        search.start();
        assertEquals(SearchViewModel.State.RUNNING, search.state().get());
        tasks.next().run();
        assertEquals(SearchViewModel.State.IDLE, search.state().get());
        assertEquals(folder.resolve("run"), workspace.runs().getFirst().folder());
        assertEquals(List.of(), faults);
    }

    @Test
    void lookAtASearch_growsTheFront() throws Exception {
        search.start();
        Runnable end = tasks.next();
        tasks.next().run();
        assertEquals(1, search.growth().size());
        assertTrue(
                search.progress().get().contains("on the front"),
                search.progress().get());
        assertTrue(workspace.points().get().size() > 0);
        end.run();
    }

    @Test
    void lateLookAtASearchThatIsOver_isNotTakenForTheNextOne() throws Exception {
        search.start();
        Runnable end = tasks.next();
        Runnable late = tasks.next();
        end.run();
        search.start();
        int waiting = tasks.size();
        late.run();
        assertEquals(waiting, tasks.size());
        assertEquals(List.of(), search.growth());
    }

    @Test
    void runOpenedWhileASearchIsLookedAt_staysOnShow() throws Exception {
        StoredRun other = Runs.digits(folder.resolve("other"), "ulx3s-85f");
        search.start();
        Runnable _ = tasks.next();
        Runnable look = tasks.next();
        workspace.open(other);
        look.run();
        assertEquals(other.designs().size(), workspace.points().get().designs().size());
    }

    @Test
    void endWithoutTheWindowsThread_writesWhatWasFound() throws Exception {
        search.start();
        assertFalse(search.end(Duration.ZERO), "it still runs");
        // What is found is never brought back to the window.
        Runnable _ = tasks.next();
        assertTrue(search.end(Duration.ZERO));
    }
}
