package io.rooftile.dse;

import io.rooftile.core.device.Resource;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.costmodel.dataflow.DataflowSpace;
import io.rooftile.costmodel.dataflow.StageOptions;
import io.rooftile.dse.search.IntegerGenes;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// The cheapest pipeline for each interval, and for each price of a cycle.
///
/// A pipeline's interval is its slowest stage's and its resources are the sum over the stages, so that for a
/// target interval and a price for each kind of block the cheapest pipeline is the cheapest option of each
/// stage that is fast enough: a choice per stage, exact, without search. Prices start equal (each kind by its
/// share of the budget) and are then raised where the pipeline uses most, the multiplicative-weights method for
/// fractional packing; every pipeline on the way is kept.
///
/// A single inference passes one stage after the other, so that how soon it is through depends on the sum of
/// the stages' times rather than on the slowest. The second part prices a cycle of each stage in place of
/// limiting the interval: the Lagrangian relaxation of "least resources for a sum of cycles", which again is a
/// choice per stage. The third part draws all prices and the limit by chance: what is scarce in a good pipeline
/// need not be what the first two make dear, and each draw costs no estimate.
///
/// Sources: Umuroglu et al. 2017, FINN, <https://doi.org/10.1145/3020078.3021744> (balancing stages by
/// folding); Arora, Hazan and Kale 2012, <https://doi.org/10.4086/toc.2012.v008a006> (multiplicative weights);
/// Everett 1963, <https://doi.org/10.1287/opre.11.3.399> (Lagrange multipliers for separable choices).
final class PipelineSolver {
    private static final List<Resource> KINDS = List.of(Resource.values());
    private static final int MOST_INTERVALS = 40;
    private static final int PRICE_ROUNDS = 6;
    private static final int CYCLE_PRICES = 24;
    private static final int DRAWS = 100;

    /// Most that chance raises or lowers the price of a kind of block by, a natural logarithm.
    private static final double DRAWN_PRICE_RANGE = 3;

    /// One in so many draws has no limit of the interval, and as many price no cycle.
    private static final int DRAWN_WITHOUT = 3;

    /// Decades between the least and the greatest price of a cycle.
    private static final double CYCLE_PRICE_DECADES = 5;

    /// Greatest price: as many shares of the budget for the time that the fastest stages take together.
    private static final double GREATEST_CYCLE_PRICE = 10;

    /// How fast prices follow the use: a kind used to the full gets e times dearer than an unused one.
    private static final double PRICE_STEP = 2;

    private final DataflowSpace space;
    private final List<StageOptions> stages;
    private final List<StageFront> fronts;
    private final ResourceVector budget;

    /// A solver that takes any bits, hence the fewest.
    PipelineSolver(DataflowSpace space) {
        this(space, options(space), OptionalDouble.empty());
    }

    /// A solver that takes certain bits only.
    ///
    /// @param stages all options of all stages
    /// @param width which of each stage's pairs of bits, 0 for the fewest to 1 for the most; empty for any
    PipelineSolver(DataflowSpace space, List<StageOptions> stages, OptionalDouble width) {
        this.space = space;
        this.stages = List.copyOf(stages);
        this.budget = space.stageBudget();
        this.fronts = stages.stream()
                .map(stage -> StageFront.of(stage, option -> hasWidth(stage, option, width), budget))
                .toList();
    }

    /// All options of all stages, each costed.
    static List<StageOptions> options(DataflowSpace space) {
        return IntStream.range(0, space.stageCount()).mapToObj(space::stage).toList();
    }

    private static boolean hasWidth(StageOptions stage, int option, OptionalDouble width) {
        return width.isEmpty() || stage.width(option) == Math.round(width.getAsDouble() * (stage.widths() - 1));
    }

    /// The pipelines, without duplicates: the fastest interval first, then the dearest cycle, then those of chance.
    /// Costing all options of all stages takes as long as whole-network estimates as the stage with most options
    /// has.
    ExactDesigns designs(RandomGenerator random) {
        Set<IntegerGenes> found = new LinkedHashSet<>();
        List<Long> intervals = intervals();
        for (long interval : intervals) {
            addPriced(interval, 0, found);
        }
        double soonest = fronts.stream().mapToDouble(StageFront::fastest).sum();
        for (int step = 0; step < CYCLE_PRICES; step++) {
            addPriced(Long.MAX_VALUE, cyclePrice(step / (CYCLE_PRICES - 1.0), soonest), found);
        }
        for (int draw = 0; draw < DRAWS; draw++) {
            double[] prices = random.doubles(KINDS.size(), -DRAWN_PRICE_RANGE, DRAWN_PRICE_RANGE)
                    .map(Math::exp)
                    .toArray();
            long interval = random.nextInt(DRAWN_WITHOUT) == 0
                    ? Long.MAX_VALUE
                    : intervals.get(random.nextInt(intervals.size()));
            double cyclePrice = random.nextInt(DRAWN_WITHOUT) == 0 ? 0 : cyclePrice(random.nextDouble(), soonest);
            addClocked(cheapest(interval, prices, cyclePrice), found);
        }
        return new ExactDesigns(
                List.copyOf(found),
                stages.stream().mapToLong(StageOptions::count).max().orElse(0));
    }

    /// A price of a cycle on the logarithmic scale between the greatest, 0, and the least, 1.
    private static double cyclePrice(double place, double soonest) {
        return GREATEST_CYCLE_PRICE * Math.pow(10, -CYCLE_PRICE_DECADES * place) / soonest;
    }

    private void addClocked(int[] options, Set<IntegerGenes> found) {
        for (int clock = 0; clock < space.knobs().getFirst().options(); clock++) {
            found.add(genes(options, clock));
        }
    }

    private void addPriced(long interval, double cyclePrice, Set<IntegerGenes> found) {
        double[] prices = new double[KINDS.size()];
        Arrays.fill(prices, 1.0);
        for (int round = 0; round < PRICE_ROUNDS; round++) {
            int[] options = cheapest(interval, prices, cyclePrice);
            addClocked(options, found);
            raise(prices, options);
        }
    }

    /// Intervals worth a pipeline: those at which some stage's cheapest choice changes, thinned to even steps on a
    /// logarithmic scale. None is shorter than the slowest stage's shortest.
    private List<Long> intervals() {
        TreeSet<Long> all = new TreeSet<>();
        long shortest = 0;
        for (StageFront front : fronts) {
            LongStream.of(front.intervals()).forEach(all::add);
            shortest = Math.max(shortest, front.fastest());
        }
        List<Long> useful = List.copyOf(all.tailSet(shortest, true));
        if (useful.size() <= MOST_INTERVALS) {
            return useful;
        }
        double ratio = (double) useful.getLast() / useful.getFirst();
        TreeSet<Long> thinned = new TreeSet<>();
        for (int step = 0; step < MOST_INTERVALS; step++) {
            double wanted = useful.getFirst() * Math.pow(ratio, step / (MOST_INTERVALS - 1.0));
            thinned.add(useful.stream()
                    .min(Comparator.comparingDouble(interval -> Math.abs(Math.log(interval / wanted))))
                    .orElseThrow());
        }
        return List.copyOf(thinned);
    }

    /// For each stage the cheapest option that is fast enough.
    ///
    /// @param prices of all that a budget holds, per kind of block in the order of [Resource]
    /// @param cyclePrice of one cycle of a stage
    int[] cheapest(long interval, double[] prices, double cyclePrice) {
        return fronts.stream()
                .mapToInt(front -> front.cheapest(interval, prices, cyclePrice))
                .toArray();
    }

    private void raise(double[] prices, int[] options) {
        for (Resource resource : KINDS) {
            long used = 0;
            for (int i = 0; i < options.length; i++) {
                used += StageFront.use(stages.get(i), options[i], resource);
            }
            prices[KINDS.indexOf(resource)] *=
                    Math.exp(PRICE_STEP * Math.min(1, StageFront.share(used, budget.get(resource))));
        }
    }

    private IntegerGenes genes(int[] options, int clock) {
        int[] choices = new int[space.knobs().size()];
        choices[0] = clock;
        for (int i = 0; i < options.length; i++) {
            stages.get(i).choose(options[i], choices);
        }
        return IntegerGenes.of(choices);
    }
}
