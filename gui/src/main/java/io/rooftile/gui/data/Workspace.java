package io.rooftile.gui.data;

import io.rooftile.dse.Objective;
import io.rooftile.reports.StoredRun;
import java.util.Comparator;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// What all views share: the opened runs, the points they show, the design that is chosen, those that are compared, and
/// the brush. What one view changes, the others show.
public final class Workspace {
    private final ObservableList<StoredRun> runs = FXCollections.observableArrayList();
    /// Kept, because what listens to it would be forgotten with it.
    private final ObservableList<StoredRun> runsSeen = FXCollections.unmodifiableObservableList(runs);
    private final ReadOnlyObjectWrapper<Points> points = new ReadOnlyObjectWrapper<>(Points.NONE);
    private final ObjectProperty<@Nullable RunDesign> chosen = new SimpleObjectProperty<>();
    private final ObservableList<RunDesign> compared = FXCollections.observableArrayList();
    private final ObjectProperty<Brush> brush = new SimpleObjectProperty<>(Brush.ALL);
    private @Nullable Cloud cloud;

    public ObservableList<StoredRun> runs() {
        return runsSeen;
    }

    public ReadOnlyObjectProperty<Points> points() {
        return points.getReadOnlyProperty();
    }

    public ObjectProperty<@Nullable RunDesign> chosen() {
        return chosen;
    }

    public ObservableList<RunDesign> compared() {
        return compared;
    }

    public ObjectProperty<Brush> brush() {
        return brush;
    }

    /// Adds a run, in place of a former one of the same folder, and chooses the first design of its front.
    public void open(StoredRun run) {
        runs.removeIf(former -> former.folder().equals(run.folder()));
        compared.removeIf(design -> design.run().folder().equals(run.folder()));
        runs.add(run);
        refresh();
        chosen.set(points.get().designs().stream()
                .filter(design -> design.run().folder().equals(run.folder()))
                .min(Comparator.comparing(
                        design -> !run.front().contains(design.design().id())))
                .orElse(null));
    }

    /// Forgets all runs.
    public void clear() {
        runs.clear();
        compared.clear();
        cloud = null;
        brush.set(Brush.ALL);
        refresh();
        chosen.set(null);
    }

    /// Shows from now on what a search estimates beside the opened runs.
    public void watch(Cloud estimated) {
        cloud = estimated;
    }

    private void refresh() {
        points.set(points(runs, cloud));
    }

    /// Adds or takes away a design of the comparison.
    public void toggleCompared(RunDesign design) {
        if (!compared.remove(design)) {
            compared.add(design);
        }
    }

    /// Takes over points that were collected elsewhere: of many, that is too long for the window's thread.
    public void show(Points ready) {
        points.set(ready);
    }

    /// Collects the points of runs and of a search.
    public static Points points(List<StoredRun> runs, @Nullable Cloud cloud) {
        Points.Builder builder = new Points.Builder(figures(runs));
        for (int run = 0; run < runs.size(); run++) {
            StoredRun stored = runs.get(run);
            for (var design : stored.designs()) {
                Points.Kind kind = stored.front().contains(design.id()) ? Points.Kind.FRONT : Points.Kind.DOMINATED;
                builder.add(new RunDesign(stored, design), run, kind);
            }
        }
        if (cloud != null) {
            cloud.addTo(builder, runs.size());
        }
        return builder.build();
    }

    /// All figures, accuracy in the unit of the first run that has it.
    private static List<Objective> figures(List<StoredRun> runs) {
        Objective accuracy = runs.stream()
                .flatMap(run -> run.objectives().stream())
                .filter(objective -> objective.word().equals(Objective.ACCURACY.word()))
                .findFirst()
                .orElse(Objective.ACCURACY);
        return Objective.ALL.stream()
                .map(figure -> figure.equals(Objective.ACCURACY) ? accuracy : figure)
                .toList();
    }
}
