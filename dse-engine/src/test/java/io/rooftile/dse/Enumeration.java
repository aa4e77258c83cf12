package io.rooftile.dse;

import io.rooftile.costmodel.DesignSpace;
import io.rooftile.dse.search.Entry;
import io.rooftile.dse.search.Hypervolume;
import io.rooftile.dse.search.IntegerGenes;
import io.rooftile.dse.search.ParetoArchive;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// All designs of a small space, estimated one by one: the truth that a search is held against.
///
/// @param points designs there are
/// @param front those that no other dominates
record Enumeration(long points, List<Entry<IntegerGenes>> front) {
    /// The share of the front's range by which the reference point lies beyond its worst values.
    private static final double MARGIN = 0.1;

    static Enumeration of(DesignSpace space, List<Objective> objectives) {
        int[] options = space.knobs().stream().mapToInt(knob -> knob.options()).toArray();
        long points = Arrays.stream(options).asLongStream().reduce(1, Math::multiplyExact);
        DesignProblem problem = new DesignProblem(space, objectives, List.of());
        ParetoArchive<IntegerGenes> all = ParetoArchive.unbounded(objectives.size());
        int parts = 64;
        IntStream.range(0, parts)
                .parallel()
                .mapToObj(part -> {
                    ParetoArchive<IntegerGenes> archive = ParetoArchive.unbounded(objectives.size());
                    double[] costs = new double[objectives.size()];
                    for (long index = points * part / parts; index < points * (part + 1) / parts; index++) {
                        IntegerGenes genes = genes(index, options);
                        if (problem.evaluate(genes, costs) == 0) {
                            archive.offer(genes, costs);
                        }
                    }
                    return archive;
                })
                .forEachOrdered(
                        archive -> archive.entries().forEach(entry -> all.offer(entry.genes(), entry.objectives())));
        return new Enumeration(points, all.entries());
    }

    private static IntegerGenes genes(long index, int[] options) {
        int[] choices = new int[options.length];
        long rest = index;
        for (int knob = 0; knob < options.length; knob++) {
            choices[knob] = (int) (rest % options[knob]);
            rest /= options[knob];
        }
        return IntegerGenes.of(choices);
    }

    /// The hypervolume of a front over that of the true one, up to the true front's worst value in each objective
    /// plus a tenth of its range.
    double share(List<Entry<IntegerGenes>> found) {
        double[] reference = new double[front.getFirst().objectives().length];
        for (int k = 0; k < reference.length; k++) {
            int objective = k;
            double worst = front.stream()
                    .mapToDouble(entry -> entry.objective(objective))
                    .max()
                    .orElseThrow();
            double best = front.stream()
                    .mapToDouble(entry -> entry.objective(objective))
                    .min()
                    .orElseThrow();
            reference[k] = worst + MARGIN * (worst - best);
        }
        return volume(found, reference) / volume(front, reference);
    }

    private static double volume(List<Entry<IntegerGenes>> entries, double[] reference) {
        return Hypervolume.of(entries.stream().map(Entry::objectives).toArray(double[][]::new), reference);
    }
}
