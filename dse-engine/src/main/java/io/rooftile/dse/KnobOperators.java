package io.rooftile.dse;

import io.rooftile.costmodel.Knob;
import io.rooftile.dse.search.IntegerGenes;
import io.rooftile.dse.search.Operators;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

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
    private final List<Step> steps;

    /// A change of a knob; of one without order by so many values in a circle.
    private record Step(int knob, int by) {}

    /// @param otherKnobs how many more knobs a mutation changes beside one, in the mean; 0 or more
    KnobOperators(List<Knob> knobs, double otherKnobs) {
        this.otherKnobs = otherKnobs;
        this.options = knobs.stream().mapToInt(Knob::options).toArray();
        this.ordered = new boolean[knobs.size()];
        for (int knob = 0; knob < ordered.length; knob++) {
            ordered[knob] = knobs.get(knob).isOrdered();
        }
        this.groupStarts = IntStream.range(0, knobs.size())
                .filter(knob -> knob == 0
                        || knobs.get(knob).group() != knobs.get(knob - 1).group())
                .toArray();
        this.free = IntStream.range(0, options.length)
                .filter(knob -> options[knob] > 1)
                .toArray();
        this.steps = steps();
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

    @Override
    public int neighbourCount() {
        return steps.size();
    }

    @Override
    public IntegerGenes neighbour(IntegerGenes genes, int index) {
        Step step = steps.get(index);
        int knob = step.knob();
        int value = genes.get(knob) + step.by();
        if (ordered[knob]) {
            return value < 0 || value >= options[knob] ? genes : genes.with(knob, value);
        }
        return genes.with(knob, value % options[knob]);
    }

    private List<Step> steps() {
        List<Step> all = new ArrayList<>();
        for (int knob : free) {
            if (ordered[knob]) {
                all.add(new Step(knob, -1));
                all.add(new Step(knob, 1));
            } else {
                IntStream.range(1, options[knob]).forEach(by -> all.add(new Step(knob, by)));
            }
        }
        return List.copyOf(all);
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
