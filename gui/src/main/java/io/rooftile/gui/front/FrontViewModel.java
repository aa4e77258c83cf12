package io.rooftile.gui.front;

import io.rooftile.dse.Objective;
import io.rooftile.gui.data.Brush;
import io.rooftile.gui.data.Points;
import io.rooftile.gui.data.Range;
import io.rooftile.gui.data.RunDesign;
import io.rooftile.gui.data.Workspace;
import io.rooftile.gui.text.Texts;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// Which figures the front is drawn in, and what a brush or a key does.
public final class FrontViewModel {
    /// What the colour of a point tells.
    public sealed interface ColourBy {
        record FamilyColour() implements ColourBy {}

        record RunColour() implements ColourBy {}

        record FigureColour(Objective figure) implements ColourBy {}
    }

    private final Workspace workspace;
    private final ObjectProperty<Objective> across = new SimpleObjectProperty<>(Objective.LATENCY);
    private final ObjectProperty<Objective> up = new SimpleObjectProperty<>(Objective.LUT);
    private final BooleanProperty acrossLog = new SimpleBooleanProperty(true);
    private final BooleanProperty upLog = new SimpleBooleanProperty(true);
    private final BooleanProperty hasCloud = new SimpleBooleanProperty(true);
    private final ObjectProperty<ColourBy> colour = new SimpleObjectProperty<>(new ColourBy.FamilyColour());
    private final ObjectProperty<@Nullable Objective> size = new SimpleObjectProperty<>();

    public FrontViewModel(Workspace workspace) {
        this.workspace = workspace;
    }

    public Workspace workspace() {
        return workspace;
    }

    public ObjectProperty<Objective> across() {
        return across;
    }

    public ObjectProperty<Objective> up() {
        return up;
    }

    public BooleanProperty acrossLog() {
        return acrossLog;
    }

    public BooleanProperty upLog() {
        return upLog;
    }

    /// Whether points that are no designs and not on the front are shown.
    public BooleanProperty hasCloud() {
        return hasCloud;
    }

    public ObjectProperty<ColourBy> colour() {
        return colour;
    }

    /// The figure that a mark's size grows with; null for one size.
    public ObjectProperty<@Nullable Objective> size() {
        return size;
    }

    /// The figures that differ between the points shown, or all where there are none.
    public List<Objective> figures() {
        List<Objective> varied = workspace.points().get().varied();
        return varied.size() < 2 ? Objective.ALL : varied;
    }

    /// Keeps the points within a rectangle of values.
    public void brush(Range ofAcross, Range ofUp) {
        workspace
                .brush()
                .set(workspace.brush().get().with(across.get(), ofAcross).with(up.get(), ofUp));
    }

    /// Keeps the points within a range of one figure.
    public void limit(Objective figure, Range range) {
        workspace.brush().set(workspace.brush().get().with(figure, range));
    }

    public void clearBrush() {
        workspace.brush().set(Brush.ALL);
    }

    /// How many points there are and how many of them the brush keeps, in words.
    ///
    /// @param inside rows that the brush keeps
    public static String count(Points points, BitSet inside) {
        int designs = points.designs().size();
        int kept = inside.cardinality();
        return kept == points.size()
                ? Texts.of("front.count", designs, points.size())
                : Texts.of("front.count.kept", inside.get(0, designs).cardinality(), designs, kept, points.size());
    }

    /// Chooses the design of a row; nothing when the row is no design.
    public void choose(int row) {
        List<RunDesign> designs = workspace.points().get().designs();
        if (row >= 0 && row < designs.size()) {
            workspace.chosen().set(designs.get(row));
        }
    }

    /// Chooses the next design along the axis across within the brush, or the one before.
    ///
    /// @param step 1 or -1
    public void step(int step) {
        List<Integer> order = order();
        if (order.isEmpty()) {
            return;
        }
        int at = order.indexOf(workspace.points().get().row(workspace.chosen().get()));
        int next = at < 0 ? 0 : Math.clamp(at + step, 0, order.size() - 1);
        choose(order.get(next));
    }

    /// The rows of the designs that the brush keeps, by the figure across.
    private List<Integer> order() {
        Points points = workspace.points().get();
        int figure = points.position(across.get().word()).orElse(0);
        BitSet inside = workspace.brush().get().inside(points);
        List<Integer> rows = new ArrayList<>();
        for (int row = 0; row < points.designs().size(); row++) {
            if (inside.get(row)) {
                rows.add(row);
            }
        }
        rows.sort(Comparator.<Integer>comparingDouble(row -> points.value(figure, row))
                .thenComparing(Comparator.naturalOrder()));
        return rows;
    }

    /// Adds the chosen design to the comparison or takes it away.
    public void toggleCompared() {
        RunDesign chosen = workspace.chosen().get();
        if (chosen != null) {
            workspace.toggleCompared(Objects.requireNonNull(chosen));
        }
    }
}
