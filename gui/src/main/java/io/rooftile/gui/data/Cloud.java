package io.rooftile.gui.data;

import io.rooftile.core.design.Family;
import io.rooftile.costmodel.Figures;
import io.rooftile.dse.Objective;
import io.rooftile.dse.search.Entry;
import io.rooftile.dse.search.IntegerGenes;
import io.rooftile.dse.search.ParetoArchive;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Every design that a search estimates, as it comes, from any thread. Knows at any moment which of them no
/// other beats.
public final class Cloud {
    /// More than a screen has room for; later ones are counted, and kept when they are on the front.
    public static final int MOST_POINTS = 200_000;

    private final List<Objective> objectives;
    private final ParetoArchive<IntegerGenes> archive;
    private final List<double[]> values = new ArrayList<>();
    private final List<Family> families = new ArrayList<>();
    private long feasible;
    private long infeasible;

    /// @param objectives what the front is of
    public Cloud(List<Objective> objectives) {
        this.objectives = List.copyOf(objectives);
        this.archive = ParetoArchive.unbounded(objectives.size());
    }

    /// Takes note of an estimated design.
    public synchronized void add(Family family, Figures figures) {
        if (!figures.isFeasible()) {
            infeasible++;
            return;
        }
        feasible++;
        double[] costs = objectives.stream()
                .mapToDouble(objective -> objective.cost(figures))
                .toArray();
        boolean isKept = archive.offer(IntegerGenes.of(values.size()), costs);
        if (isKept || values.size() < MOST_POINTS) {
            values.add(Objective.ALL.stream()
                    .mapToDouble(figure -> figure.value(figures))
                    .toArray());
            families.add(family);
        }
    }

    /// Designs estimated so far.
    public synchronized long evaluations() {
        return feasible + infeasible;
    }

    /// Designs that did not fit.
    public synchronized long infeasible() {
        return infeasible;
    }

    /// The objective values of the front, each turned so that less is better.
    public synchronized double[][] front() {
        return archive.entries().stream().map(Entry::objectives).toArray(double[][]::new);
    }

    /// Adds what there is to points that are being collected.
    ///
    /// @param run the place of the search among the opened runs
    public synchronized void addTo(Points.Builder points, int run) {
        BitSet front = new BitSet(values.size());
        archive.entries().forEach(entry -> front.set(entry.genes().get(0)));
        for (int i = 0; i < values.size(); i++) {
            points.add(values.get(i), families.get(i), run, front.get(i) ? Points.Kind.FRONT : Points.Kind.DOMINATED);
        }
    }
}
