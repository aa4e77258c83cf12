package io.rooftile.gui.act;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.rooftile.gui.data.RunDesign;
import io.rooftile.gui.data.Workspace;
import io.rooftile.gui.task.TaskRunner;
import io.rooftile.gui.text.Texts;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// Does one thing with a design at a time, in the background; keeps what was measured beside what was predicted.
public final class ActViewModel {
    private static final int MOST_LOG_LINES = 2000;

    private final Workspace workspace;
    private final TaskRunner tasks;
    private final CommandLine commandLine;
    private final Consumer<String> tell;
    private final Consumer<Exception> failed;
    private final StringProperty design = new SimpleStringProperty("");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyStringWrapper word = new ReadOnlyStringWrapper(Texts.of("act.start"));
    private final ObservableList<String> log = FXCollections.observableArrayList();
    private final ObservableList<Measured> measured = FXCollections.observableArrayList();
    private CommandLine.Handle handle = new CommandLine.Handle();

    /// @param tell hears why a command that ran has no answer: what is wrong and what to do
    /// @param failed hears why a command could not be run
    public ActViewModel(
            Workspace workspace,
            TaskRunner tasks,
            CommandLine commandLine,
            Consumer<String> tell,
            Consumer<Exception> failed) {
        this.workspace = workspace;
        this.tasks = tasks;
        this.commandLine = commandLine;
        this.tell = tell;
        this.failed = failed;
        workspace.chosen().addListener((_, _, chosen) -> {
            if (chosen != null) {
                design.set(chosen.design().id());
            }
        });
    }

    /// Name of the design in the chosen design's run: that one's, or of one that what-if kept there.
    public StringProperty design() {
        return design;
    }

    public ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    /// What is being done, or what it came to.
    public ReadOnlyStringProperty word() {
        return word.getReadOnlyProperty();
    }

    public ObservableList<String> log() {
        return log;
    }

    public ObservableList<Measured> measured() {
        return measured;
    }

    /// Does something with the design that is named.
    public void act(Verb verb) {
        RunDesign chosen = workspace.chosen().get();
        if (busy.get() || chosen == null) {
            return;
        }
        List<String> arguments =
                verb.arguments(chosen.run().folder(), design.get().strip());
        CommandLine.Handle running = new CommandLine.Handle();
        handle = running;
        busy.set(true);
        word.set(Texts.of("act.running", String.join(" ", arguments)));
        say("> rooftile " + String.join(" ", arguments));
        tasks.run(
                () -> commandLine.run(arguments, running, line -> tasks.show(() -> say(line))),
                result -> finish(verb, running, result),
                exception -> {
                    word.set(Texts.of("act.failed", verb.word()));
                    failed.accept(exception);
                    busy.set(false);
                });
    }

    private void finish(Verb verb, CommandLine.Handle running, CommandLine.Result result) {
        busy.set(false);
        if (running.isCancelled()) {
            word.set(Texts.of("act.cancelled", verb.word()));
            return;
        }
        result.output().lines().forEach(this::say);
        boolean isAnswered = result.output().startsWith("{");
        if (isAnswered) {
            try {
                measured.addAll(Measured.parse(result.output()));
            } catch (JsonProcessingException exception) {
                failed.accept(exception);
            }
        }
        if (result.exitCode() == 0) {
            word.set(Texts.of("act.done", verb.word()));
        } else if (isAnswered) {
            word.set(Texts.of("act.differs", verb.word()));
        } else {
            word.set(Texts.of("act.failed", verb.word()));
            tell.accept(result.lastWord());
        }
    }

    private void say(String line) {
        log.add(line);
        if (log.size() > MOST_LOG_LINES) {
            log.removeFirst();
        }
    }

    /// Ends what is being done.
    public void cancel() {
        handle.cancel();
    }
}
