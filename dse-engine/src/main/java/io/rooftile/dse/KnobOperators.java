package io.rooftile.dse;

import io.rooftile.costmodel.Knob;
import io.rooftile.dse.search.IntegerGenes;
import io.rooftile.dse.search.Operators;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Operators that know what the genes are: crossover cuts between groups of knobs (between layers), an ordered
/// knob mostly steps to its neighbour (the next folding).
final class KnobOperators implements Operators<IntegerGenes> {
    /// Chance that a mutated ordered knob steps to its neighbour rather than being drawn anew.
    private static final double NEIGHBOUR_PROBABILITY = 0.75;

    private final double otherKnobs;
    private final int[] options;
    private final boolean[] ordered;
    private final int[] groupStarts;
    private final int[] free;
    private final int[] firstNeighbour;

    /// @param otherKnobs how many more knobs a mutation changes beside one, in the mean; 0 or more
    KnobOperators(List<Knob> knobs, double otherKnobs) {
        this.otherKnobs = otherKnobs;
        this.options = knobs.stream().mapToInt(Knob::options).toArray();
        this.ordered = new boolean[knobs.size()];
        for (int knob = 0; knob < ordered.length; knob++) {
            ordered[knob] = knobs.get(knob).isOrdered();
        }
        this.firstNeighbour = new int[knobs.size() + 1];
        for (int knob = 0; knob < ordered.length; knob++) {
            int neighbours = ordered[knob] ? Math.min(2, options[knob] - 1) : options[knob] - 1;
            firstNeighbour[knob + 1] = firstNeighbour[knob] + neighbours;
        }
        this.groupStarts = java.util.stream.IntStream.range(0, knobs.size())
                .filter(knob -> knob == 0
                        || knobs.get(knob).group() != knobs.get(knob - 1).group())
                .toArray();
        this.free = java.util.stream.IntStream.range(0, options.length)
                .filter(knob -> options[knob] > 1)
                .toArray();
    }

    @Override
    public IntegerGenes random(RandomGenerator random) {
        int[] values = new int[options.length];
        for (int knob : free) {
            values[knob] = random.nextInt(options[knob]);
        }
        return IntegerGenes.of(values);
    }

    @Override
    public Children<IntegerGenes> cross(IntegerGenes first, IntegerGenes second, RandomGenerator random) {
        int[] a = first.toArray();
        int[] b = second.toArray();
        boolean segment = random.nextBoolean();
        int from = random.nextInt(groupStarts.length);
        int to = random.nextInt(groupStarts.length);
        for (int group = 0; group < groupStarts.length; group++) {
            boolean inside = group >= Math.min(from, to) && group < Math.max(from, to);
            if (segment ? inside : random.nextBoolean()) {
                int end = group + 1 < groupStarts.length ? groupStarts[group + 1] : a.length;
                for (int knob = groupStarts[group]; knob < end; knob++) {
                    int held = a[knob];
                    a[knob] = b[knob];
                    b[knob] = held;
                }
            }
        }
        return new Children<>(IntegerGenes.of(a), IntegerGenes.of(b));
    }

    @Override
    public IntegerGenes mutate(IntegerGenes genes, RandomGenerator random) {
        if (free.length == 0) {
            return genes;
        }
        int[] values = genes.toArray();
        int certain = random.nextInt(free.length);
        for (int i = 0; i < free.length; i++) {
            if (i == certain || random.nextDouble() < otherKnobs / free.length) {
                int knob = free[i];
                values[knob] = ordered[knob] && random.nextDouble() < NEIGHBOUR_PROBABILITY
                        ? neighbour(knob, values[knob], random)
                        : redrawn(knob, values[knob], random);
            }
        }
        return IntegerGenes.of(values);
    }

    /// Two steps of an ordered knob, down and up, or all other values of one without order.
    @Override
    public int neighbourCount() {
        return firstNeighbour[options.length];
    }

    @Override
    public IntegerGenes neighbour(IntegerGenes genes, int index) {
        int knob = Arrays.binarySearch(firstNeighbour, index);
        // Of knobs without neighbours, which begin where the next one does, the last that begins there has the index.
        knob = knob < 0 ? -knob - 2 : knob;
        while (firstNeighbour[knob + 1] <= index) {
            knob++;
        }
        int value = genes.get(knob);
        int step = index - firstNeighbour[knob];
        int other = ordered[knob] ? value - 1 + 2 * step : step < value ? step : step + 1;
        return other < 0 || other >= options[knob] ? genes : genes.with(knob, other);
    }

    /// One step up or down, turned round at the ends.
    private int neighbour(int knob, int value, RandomGenerator random) {
        if (value == 0) {
            return 1;
        }
        return value == options[knob] - 1 || random.nextBoolean() ? value - 1 : value + 1;
    }

    /// Any other value.
    private int redrawn(int knob, int value, RandomGenerator random) {
        int other = random.nextInt(options[knob] - 1);
        return other < value ? other : other + 1;
    }
}
