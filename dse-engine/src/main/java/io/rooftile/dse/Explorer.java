package io.rooftile.dse;

import io.rooftile.core.design.Family;
import io.rooftile.core.network.Network;
import io.rooftile.costmodel.DesignSpace;
import io.rooftile.costmodel.Estimate;
import io.rooftile.costmodel.Figures;
import io.rooftile.costmodel.Outcome;
import io.rooftile.costmodel.Target;
import io.rooftile.dse.search.ElitistSearch;
import io.rooftile.dse.search.Entry;
import io.rooftile.dse.search.IntegerGenes;
import io.rooftile.dse.search.ParetoArchive;
import io.rooftile.dse.search.Progress;
import io.rooftile.dse.search.SearchResult;
import io.rooftile.dse.search.Settings;
import io.rooftile.dse.search.StopRule;
import io.rooftile.dse.search.Workers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Searches the families one by one and merges what they found into one front.
///
/// Designs of two families have no knobs in common, so a population of both would only make each the smaller;
/// apart, each family has a front of its own even where the other wins everywhere, which is what an architect
/// compares.
public final class Explorer {
    /// Generations without a change worth a thousandth of an objective's range that end a search.
    private static final int STAGNATION_GENERATIONS = 20;

    private static final double STAGNATION_EPSILON = 1e-3;

    /// Designs kept while searching: thinning a small archive again and again costs more than a large one, so
    /// the front is thinned to the size asked for only at the end.
    private static final int ARCHIVE_CAPACITY = 4000;

    private final Network network;
    private final Target target;
    private final List<DesignSpace> spaces;

    /// @param spaces one per family to be searched, compiled for this network and target
    public Explorer(Network network, Target target, List<DesignSpace> spaces) {
        this.network = network;
        this.target = target;
        this.spaces = List.copyOf(spaces);
    }

    /// What a caller may do while the search runs.
    ///
    /// @param cancelled asked after each generation; true ends the search with what there is
    /// @param listener hears of each generation
    /// @param nanoTime for time limits and nothing else
    public record Control(BooleanSupplier cancelled, Consumer<FamilyProgress> listener, LongSupplier nanoTime) {}

    /// How far the search of one family has come.
    ///
    /// @param evaluations designs estimated so far
    /// @param frontSize designs on this family's front so far
    public record FamilyProgress(Family family, long evaluations, int frontSize) {}

    /// The front of all families together.
    public Exploration explore(SearchSettings settings, Control control) {
        Map<Family, FamilySearch> searches = new EnumMap<>(Family.class);
        List<NearMiss> nearMisses = new ArrayList<>();
        List<FrontDesign> all = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(settings.threads())) {
            Workers workers = new Workers(pool, settings.threads());
            StopRule stop = interruptions(settings, control);
            for (DesignSpace space : spaces) {
                FamilySearch search = search(space, settings, workers, stop, control.listener());
                searches.put(space.family(), search);
                BeyondFront.of(space, search.result()).ifPresent(nearMisses::add);
                List<Entry<IntegerGenes>> front = thinned(search.result().front(), settings);
                all.addAll(joint(designs(space, front, workers), settings.objectives()));
            }
        }
        return new Exploration(
                network,
                target,
                settings,
                joint(all, settings.objectives()),
                all,
                nearMisses,
                statistics(searches),
                accuracy());
    }

    private Optional<AccuracyMeasure> accuracy() {
        return spaces.stream()
                .filter(AccurateSpace.class::isInstance)
                .map(AccurateSpace.class::cast)
                .map(space -> space.accuracy().kind())
                .findFirst();
    }

    private static StopRule interruptions(SearchSettings settings, Control control) {
        StopRule stop = StopRule.cancelled(control.cancelled());
        return settings.effort().time() == null
                ? stop
                : stop.or(StopRule.elapsed(settings.effort().time(), control.nanoTime()));
    }

    /// What the search of one family found, before its front is thinned.
    ///
    /// @param exact what the search started from
    record FamilySearch(ExactDesigns exact, SearchResult<IntegerGenes> result) {
        /// Whole-network estimates in all.
        long evaluations() {
            return exact.evaluations() + result.evaluations();
        }
    }

    /// Searches one family. The limit of evaluations holds for the exact solvers and the search together, but that the
    /// search has at least half of it: with many bits to choose from, costing every option alone may take it all.
    /// It is exceeded by less than a generation.
    static FamilySearch search(
            DesignSpace space,
            SearchSettings settings,
            Workers workers,
            StopRule interruptions,
            Consumer<FamilyProgress> listener) {
        // Each family draws from a generator of its own, so that searching both gives what searching one does.
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(settings.seed());
        ExactDesigns exact = ExactDesigns.of(space, settings.objectives(), random);
        DesignProblem problem = new DesignProblem(space, settings.objectives(), exact.designs());
        ElitistSearch<IntegerGenes> search = new ElitistSearch<>(
                problem, Settings.defaults().withArchiveCapacity(ARCHIVE_CAPACITY), random, workers);
        long limit = settings.effort().evaluations();
        long left = Math.max(Math.ceilDiv(limit, 2), limit - exact.evaluations());
        StopRule stop = interruptions
                .or(StopRule.evaluations(left))
                .or(StopRule.stagnation(STAGNATION_GENERATIONS, STAGNATION_EPSILON));
        return new FamilySearch(exact, search.run(stop, progress -> listener.accept(familyProgress(space, progress))));
    }

    private static FamilyProgress familyProgress(DesignSpace space, Progress progress) {
        return new FamilyProgress(
                space.family(), progress.evaluations(), progress.archive().size());
    }

    /// The least crowded designs of a front, as many as asked for; the best by each objective are always among
    /// them.
    private static List<Entry<IntegerGenes>> thinned(List<Entry<IntegerGenes>> front, SearchSettings settings) {
        ParetoArchive<IntegerGenes> archive =
                ParetoArchive.bounded(settings.objectives().size(), settings.frontSize());
        front.forEach(entry -> archive.offer(entry.genes(), entry.objectives()));
        return archive.entries();
    }

    /// The designs of one family's own front, fastest first, named by family and rank.
    private static List<FrontDesign> designs(DesignSpace space, List<Entry<IntegerGenes>> front, Workers workers) {
        Candidate[] byPlace = new Candidate[front.size()];
        workers.forEach(byPlace.length, i -> byPlace[i] = Candidate.of(space, front.get(i)));
        List<Candidate> candidates = new ArrayList<>(List.of(byPlace));
        candidates.sort(Candidate.FASTEST_FIRST);
        List<FrontDesign> designs = new ArrayList<>();
        for (int rank = 0; rank < candidates.size(); rank++) {
            String id = "%s-%03d".formatted(space.family().word(), rank + 1);
            designs.add(new FrontDesign(id, candidates.get(rank).estimate()));
        }
        return designs;
    }

    /// A design of the front before it has a name.
    private record Candidate(Entry<IntegerGenes> entry, Estimate estimate) {
        static Candidate of(DesignSpace space, Entry<IntegerGenes> entry) {
            return new Candidate(entry, feasible(space, entry.genes()));
        }

        static final Comparator<Candidate> FASTEST_FIRST = Comparator.<Candidate>comparingDouble(
                        candidate -> candidate.estimate().figures().latencyMilliseconds())
                .thenComparing(Candidate::entry);
    }

    private static Estimate feasible(DesignSpace space, IntegerGenes genes) {
        return switch (space.estimate(space.design(genes.toArray()))) {
            case Outcome.Feasible feasible -> feasible.estimate();
            case Outcome.Infeasible infeasible ->
                throw new IllegalStateException(
                        "the search found this design feasible, the estimate not: " + infeasible.violations());
        };
    }

    /// The designs that no design of any family dominates.
    private static List<FrontDesign> joint(List<FrontDesign> designs, List<Objective> objectives) {
        ParetoArchive<IntegerGenes> archive = ParetoArchive.unbounded(objectives.size());
        for (int i = 0; i < designs.size(); i++) {
            Figures figures = designs.get(i).estimate().figures();
            archive.offer(
                    IntegerGenes.of(i),
                    objectives.stream()
                            .mapToDouble(objective -> objective.cost(figures))
                            .toArray());
        }
        List<FrontDesign> front = new ArrayList<>();
        for (Entry<IntegerGenes> entry : archive.entries()) {
            front.add(designs.get(entry.genes().get(0)));
        }
        front.sort(Comparator.<FrontDesign>comparingDouble(
                        design -> design.estimate().figures().latencyMilliseconds())
                .thenComparing(FrontDesign::id));
        return front;
    }

    private SearchStatistics statistics(Map<Family, FamilySearch> searches) {
        return new SearchStatistics(spaces.stream()
                .map(space -> {
                    FamilySearch search = Objects.requireNonNull(searches.get(space.family()));
                    return new SearchStatistics.FamilyStatistics(
                            space.family(),
                            KnobDescent.spaceSize(space),
                            search.evaluations(),
                            search.result().generations(),
                            search.result().front().size(),
                            search.result().stopReason());
                })
                .toList());
    }
}
