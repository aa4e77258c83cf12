package io.rooftile.gui.window;

import io.rooftile.core.UserInputException;
import io.rooftile.gui.data.Workspace;
import io.rooftile.gui.task.TaskRunner;
import io.rooftile.gui.text.Texts;
import io.rooftile.reports.StoredRun;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// Opens runs and says what went wrong.
public final class MainViewModel {
    /// Something that went wrong, as a person is told.
    ///
    /// @param message one line: place, what is wrong, what to do
    /// @param details a line for each of several faults
    public record Fault(String message, List<String> details) {
        public Fault {
            details = List.copyOf(details);
        }

        static Fault of(Exception exception) {
            return exception instanceof UserInputException wrong
                    ? new Fault(String.valueOf(wrong.getMessage()), wrong.details())
                    : new Fault(Texts.of("fault.defect", exception), List.of());
        }
    }

    private final Workspace workspace;
    private final TaskRunner tasks;
    private final ReadOnlyObjectWrapper<@Nullable Fault> fault = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper(Texts.of("status.start"));
    private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>(Theme.LIGHT);

    public MainViewModel(Workspace workspace, TaskRunner tasks) {
        this.workspace = workspace;
        this.tasks = tasks;
    }

    public Workspace workspace() {
        return workspace;
    }

    public ObjectProperty<Theme> theme() {
        return theme;
    }

    /// What went wrong last; null once it has been taken note of.
    public ReadOnlyObjectProperty<@Nullable Fault> fault() {
        return fault.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty status() {
        return status.getReadOnlyProperty();
    }

    /// Says what is going on, in one line.
    public void say(String text) {
        status.set(text);
    }

    /// Reads a run folder and shows it beside the others.
    public void open(Path folder) {
        status.set(Texts.of("status.opening", folder));
        tasks.run(() -> StoredRun.read(folder), this::show, this::fail);
    }

    private void show(StoredRun run) {
        workspace.open(run);
        status.set(
                run.designs().isEmpty()
                        ? Texts.of("status.nothing", run.folder())
                        : Texts.of("status.opened", run.folder(), run.designs().size()));
    }

    /// Tells a person what went wrong.
    public void fail(Exception exception) {
        tell(Fault.of(exception));
    }

    /// Tells a person what went wrong, in words that say what to do.
    public void fail(String message) {
        tell(new Fault(message, List.of()));
    }

    private void tell(Fault told) {
        status.set(told.message());
        fault.set(told);
    }

    /// The fault has been read.
    public void acknowledge() {
        fault.set(null);
    }
}
