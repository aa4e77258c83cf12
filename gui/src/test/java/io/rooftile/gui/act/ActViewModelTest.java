package io.rooftile.gui.act;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.gui.data.Runs;
import io.rooftile.gui.data.Workspace;
import io.rooftile.gui.task.BackgroundTasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is done with a design, by a script in place of the command line.
class ActViewModelTest {
    private static final long MOST_SECONDS = 30;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final BlockingQueue<Runnable> windowThread = new LinkedBlockingQueue<>();
    private final BackgroundTasks tasks = new BackgroundTasks(windowThread::add);
    private final Workspace workspace = new Workspace();
    private final List<String> told = new ArrayList<>();
    private final List<Exception> faults = new ArrayList<>();

    @BeforeEach
    void open() {
        workspace.open(Runs.digits(folder.resolve("run"), "ulx3s-85f"));
    }

    @AfterEach
    void close() {
        tasks.close();
    }

    private ActViewModel model(String script) throws IOException {
        Path launcher = folder.resolve("launcher");
        Files.writeString(launcher, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        ActViewModel model = new ActViewModel(workspace, tasks, new CommandLine(launcher), told::add, faults::add);
        model.design().set("dataflow-001");
        return model;
    }

    private void await(ActViewModel model) throws InterruptedException {
        while (model.busy().get()) {
            Runnable update = windowThread.poll(MOST_SECONDS, TimeUnit.SECONDS);
            assertTrue(update != null, "waited in vain");
            update.run();
        }
    }

    @Test
    void simulation_standsBesideThePrediction() throws IOException, InterruptedException {
        ActViewModel model = model("""
                echo "compiling" >&2
                echo "$@" >&2
                echo '{"designs": [{"design": "dataflow-001", "words_compared": 40, "words_wrong": 0,
                  "latency_cycles": {"predicted": 123, "simulated": 124},
                  "resources": {"predicted": {"lut": 7}, "measured": {"lut": 9}}}]}'
                """);
        model.act(Verb.SIMULATE);
        await(model);
        assertEquals(
                List.of(
                        new Measured("dataflow-001", "words wrong of 40", "0", "0"),
                        new Measured("dataflow-001", "latency (cycles)", "123", "124"),
                        new Measured("dataflow-001", "lut (blocks)", "7", "9")),
                model.measured());
        assertTrue(
                model.log().contains("simulate " + folder.resolve("run") + " --design dataflow-001 --json"),
                model.log().toString());
        assertEquals("simulate: done", model.word().get());
    }

    @Test
    void cancelled_endsTheProcess() throws IOException, InterruptedException {
        ActViewModel model = model("echo started >&2\nexec sleep 60\n");
        model.act(Verb.VALIDATE);
        while (!model.log().contains("started")) {
            Runnable update = windowThread.poll(MOST_SECONDS, TimeUnit.SECONDS);
            assertTrue(update != null, "waited in vain");
            update.run();
        }
        model.cancel();
        await(model);
        assertEquals("validate: cancelled", model.word().get());
        assertEquals(List.of(), faults);
    }

    @Test
    void missingLauncher_isToldWithWhatToDo() throws InterruptedException {
        ActViewModel model =
                new ActViewModel(workspace, tasks, new CommandLine(folder.resolve("nothing")), told::add, faults::add);
        model.act(Verb.GENERATE);
        await(model);
        assertTrue(faults.getFirst().toString().contains("start the window with the rooftile script"));
    }

    @Test
    void missingTool_isToldWithWhatToDo() throws IOException, InterruptedException {
        ActViewModel model = model("echo 'rooftile: verilator: is not on the PATH; install it' >&2\nexit 1\n");
        model.act(Verb.SIMULATE);
        await(model);
        assertEquals("simulate: could not be done; see the log", model.word().get());
        assertEquals(List.of("rooftile: verilator: is not on the PATH; install it"), told);
    }

    @Test
    void measurementThatDiffers_isAnAnswer() throws IOException, InterruptedException {
        ActViewModel model = model("""
                echo '{"designs": [{"design": "dataflow-001", "latency_cycles": {"predicted": 7, "simulated": 8}}]}'
                exit 1
                """);
        model.act(Verb.SIMULATE);
        await(model);
        assertEquals("simulate: not as predicted; see the log", model.word().get());
        assertEquals(List.of(new Measured("dataflow-001", "latency (cycles)", "7", "8")), model.measured());
        assertEquals(List.of(), told);
    }

    @Test
    void badInput_isToldAndNamedInTheLog() throws IOException, InterruptedException {
        ActViewModel model = model("echo compiling >&2\necho 'rooftile: the disk is full' >&2\nexit 2\n");
        model.act(Verb.GENERATE);
        await(model);
        assertEquals("generate: could not be done; see the log", model.word().get());
        assertTrue(model.log().contains("rooftile: the disk is full"));
        assertEquals(List.of("rooftile: the disk is full"), told);
    }
}
