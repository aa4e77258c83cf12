package io.rooftile.gui.whatif;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.design.Family;
import io.rooftile.gui.data.Runs;
import io.rooftile.gui.data.Workspace;
import io.rooftile.gui.task.HeldTasks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Knobs of the digits' designs, with answers that come back in the order that a test chooses.
class WhatIfViewModelTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final HeldTasks tasks = new HeldTasks();
    private final Workspace workspace = new Workspace();
    private final List<String> said = new ArrayList<>();
    private final List<Exception> faults = new ArrayList<>();
    private final WhatIfViewModel model =
            new WhatIfViewModel(workspace, tasks, System::nanoTime, said::add, faults::add);

    @BeforeEach
    void open() {
        workspace.open(Runs.digits(folder.resolve("run"), "ulx3s-85f"));
    }

    private void take(Family family) throws Exception {
        workspace
                .chosen()
                .set(workspace.points().get().designs().stream()
                        .filter(one -> one.family() == family)
                        .findFirst()
                        .orElseThrow());
        model.take();
        // The model is read, then the design is estimated as it was found.
        tasks.next().run();
        tasks.next().run();
    }

    private String clock() {
        return model.knobs().getFirst().value();
    }

    @Test
    void turnedClock_isEstimated() throws Exception {
        take(Family.DATAFLOW);
        model.turn(model.knobs().getFirst(), "10");
        tasks.next().run();
        assertEquals("10", clock());
        assertTrue(
                model.word().get().startsWith("It fits. Estimated in "),
                model.word().get());
    }

    @Test
    void turnedOverlay_isSketchedFirst() throws Exception {
        take(Family.OVERLAY);
        model.turn(model.knobs().getFirst(), "10");
        Runnable estimate = tasks.next();
        assertEquals("10", clock());
        assertTrue(
                model.word().get().startsWith("It seems to fit. Sketched in "),
                model.word().get());
        estimate.run();
        assertTrue(
                model.word().get().startsWith("It fits. Estimated in "),
                model.word().get());
    }

    @Test
    void answerToAFormerTurn_isNotShown() throws Exception {
        take(Family.DATAFLOW);
        model.turn(model.knobs().getFirst(), "10");
        Runnable former = tasks.next();
        model.turn(model.knobs().getFirst(), "20");
        tasks.next().run();
        former.run();
        assertEquals("20", clock());
    }

    @Test
    void valueThatIsNone_changesNothing() throws Exception {
        take(Family.DATAFLOW);
        String before = clock();
        model.turn(model.knobs().getFirst(), "fast");
        assertEquals(0, tasks.size());
        assertEquals(before, clock());
        assertEquals(
                "No such design: 'fast' is no whole number for clock (MHz)",
                model.word().get());
    }
}
