package io.rooftile.gui.compare;

import io.rooftile.gui.data.RunDesign;
import io.rooftile.gui.data.Workspace;
import io.rooftile.gui.task.TaskRunner;
import io.rooftile.gui.text.Texts;
import io.rooftile.reports.DesignComparison;
import io.rooftile.reports.WholePath;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import org.jspecify.annotations.Nullable;

/// The designs that are compared, and what it comes to.
public final class CompareViewModel {
    private final Workspace workspace;
    private final TaskRunner tasks;
    private final Consumer<String> say;
    private final Consumer<Exception> failed;
    private final ReadOnlyObjectWrapper<@Nullable DesignComparison> comparison = new ReadOnlyObjectWrapper<>();

    /// @param say hears what has been exported
    /// @param failed hears what could not be
    public CompareViewModel(Workspace workspace, TaskRunner tasks, Consumer<String> say, Consumer<Exception> failed) {
        this.workspace = workspace;
        this.tasks = tasks;
        this.say = say;
        this.failed = failed;
        workspace.compared().addListener((ListChangeListener<RunDesign>) _ -> compare());
    }

    /// Null while nothing is compared.
    public ReadOnlyObjectProperty<@Nullable DesignComparison> comparison() {
        return comparison.getReadOnlyProperty();
    }

    /// Adds the chosen design or takes it away.
    public void toggleChosen() {
        RunDesign chosen = workspace.chosen().get();
        if (chosen != null) {
            workspace.toggleCompared(chosen);
        }
    }

    /// Adds the fastest design of each family of the chosen design's run.
    public void addFastestOfEachFamily() {
        RunDesign chosen = workspace.chosen().get();
        if (chosen == null) {
            return;
        }
        for (String first : List.of("overlay-001", "dataflow-001")) {
            Optional<RunDesign> design = workspace.points().get().designs().stream()
                    .filter(one -> one.run().folder().equals(chosen.run().folder())
                            && one.design().id().equals(first))
                    .findFirst();
            design.filter(one -> !workspace.compared().contains(one)).ifPresent(workspace.compared()::add);
        }
    }

    public void clear() {
        workspace.compared().clear();
    }

    private void compare() {
        List<RunDesign> designs = List.copyOf(workspace.compared());
        comparison.set(
                designs.isEmpty()
                        ? null
                        : DesignComparison.of(
                                designs.stream().map(RunDesign::title).toList(),
                                designs.stream().map(RunDesign::design).toList()));
    }

    /// Writes the comparison, by the file's ending as comma-separated values, as a vector picture or else as a page.
    public void export(Path file) {
        DesignComparison shown = comparison.get();
        if (shown == null) {
            return;
        }
        tasks.run(
                () -> {
                    WholePath.write(file, "file", text(shown, String.valueOf(file)));
                    return file;
                },
                written -> say.accept(Texts.of("compare.exported", written)),
                failed);
    }

    private static String text(DesignComparison shown, String file) {
        if (file.endsWith(".csv")) {
            return shown.csv();
        }
        return file.endsWith(".svg") ? shown.svg() : shown.html();
    }
}
