package io.rooftile.costmodel.overlay;

import io.rooftile.costmodel.Figures;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Shortens a network whose tilings the closed forms chose, each layer's by itself: one task after the other takes the
/// tiling with which the jobs of the tasks around it take least. Belongs to one thread.
final class TilingDescent {
    /// Tasks whose jobs are timed with those of the one that is tried: what it follows, and what waits for it.
    private static final int BEFORE = 2;

    private static final int BEHIND = 1;

    /// A task is tried where it or the one behind it loses more than one of so many of its cycles, and of the
    /// network's: to time jobs takes long where there are many.
    private static final int LOST_SHARE = 50;

    private static final int LOST_SHARE_OF_ALL = 5000;

    /// Tilings in a row that are no better, after which no more are tried.
    private static final int MOST_IN_VAIN = 12;

    /// Tiles that are timed: each task that is tried has a like share of what those before it left.
    private static final int MOST_TILES = 20_000;

    private final Evaluator evaluator;
    private final Compiled compiled;
    private final TilingCandidates candidates;
    private final TileTable tiles;
    private final Timeline timeline;
    private final LayerCost cost = new LayerCost();
    /// By task, what it has now.
    private final GivenTile[] tilings;
    /// What was found before: networks repeat their blocks.
    private final Map<Surroundings, GivenTile> found = new HashMap<>();

    private int parameterHalf;
    private int tilesLeft;
    private int tasksLeft;

    TilingDescent(Evaluator evaluator, Compiled compiled) {
        this.evaluator = evaluator;
        this.compiled = compiled;
        this.candidates = new TilingCandidates(evaluator.engine);
        this.tiles = new TileTable(evaluator.engine);
        this.timeline = new Timeline(evaluator.engine, new MapAreas(compiled.workload));
        this.tilings = new GivenTile[compiled.tasks()];
    }

    /// A task among those that are timed with it. Where maps and constants lie is not in it: it shifts a burst at
    /// most.
    ///
    /// @param place of the task among them
    /// @param makers which of them make the operands of each
    /// @param arePassedOn whether the next one reads the map of each and nothing else
    /// @param areReadAgain whether others behind do
    private record Surroundings(
            int place,
            List<TaskKind> kinds,
            List<List<Integer>> makers,
            List<Boolean> arePassedOn,
            List<Boolean> areReadAgain,
            List<GivenTile> tilings) {}

    /// Shortens what was evaluated last, where it fits the buffers. Tilings that were given stay, and the
    /// parameter buffer, whose depth follows from the tilings, gets no deeper. What is found holds if the network
    /// as a whole gets shorter, its interval no longer and no limit is exceeded by more. The evaluator and the
    /// figures are those of what holds.
    void improve(int[] choices, Figures figures) {
        if (!evaluator.fitsTiles || !descend()) {
            return;
        }
        @Nullable GivenTile @Nullable [] givenBefore = evaluator.given;
        Figures before = figures.copy();
        evaluator.given = tilings;
        evaluator.evaluate(choices, figures);
        if (figures.latencyCycles >= before.latencyCycles
                || figures.intervalCycles > before.intervalCycles
                || figures.violation > before.violation) {
            evaluator.given = givenBefore;
            evaluator.evaluate(choices, figures);
        }
    }

    /// Whether any tiling changed.
    private boolean descend() {
        boolean[] isTried = takeTilings();
        boolean isChanged = false;
        for (int task = 0; task < tilings.length; task++) {
            if (isTried[task]) {
                GivenTile best = best(task);
                tasksLeft--;
                isChanged |= !best.equals(tilings[task]);
                tilings[task] = best;
            }
        }
        return isChanged;
    }

    /// Takes in the tilings of the last evaluation; for which tasks others are worth trying. What a task takes beyond
    /// what the array or the memory need for it is lost.
    private boolean[] takeTilings() {
        boolean[] isTried = new boolean[tilings.length];
        long mostParameterWords = 0;
        long all = IntStream.range(0, tilings.length)
                .mapToLong(evaluator::cyclesOf)
                .sum();
        for (int task = 0; task < tilings.length; task++) {
            evaluator.costOfTask(task, cost);
            tilings[task] = new GivenTile(Objects.requireNonNull(cost.tile), cost.units, cost.order);
            mostParameterWords = Math.max(mostParameterWords, cost.parameterWords);
            long cycles = evaluator.cyclesOf(task);
            long lost = cycles - Math.max(cost.computeCycles, memoryCycles(cost.bytes));
            if (lost * LOST_SHARE > cycles && lost * LOST_SHARE_OF_ALL > all) {
                isTried[task] = true;
                isTried[Math.max(0, task - 1)] = true;
            }
        }
        tilesLeft = MOST_TILES;
        tasksLeft = 0;
        for (int task = 0; task < tilings.length; task++) {
            isTried[task] &= evaluator.given == null || evaluator.given[task] == null;
            tasksLeft += isTried[task] ? 1 : 0;
        }
        parameterHalf = Engine.ceilPowerOfTwo(Math.toIntExact(mostParameterWords));
        return isTried;
    }

    private long memoryCycles(long bytes) {
        return Engine.cycles(bytes, evaluator.engine.memoryCyclesPerByte);
    }

    private GivenTile best(int task) {
        Surroundings surroundings = around(task);
        GivenTile known = found.get(surroundings);
        if (known != null) {
            return known;
        }
        GivenTile best = search(task);
        found.put(surroundings, best);
        return best;
    }

    /// The tiling with which a task and those around it take least; of equals the one that it has, then the one with
    /// the shortest closed form.
    private GivenTile search(int task) {
        Engine engine = evaluator.engine;
        evaluator.costOfTask(task, cost);
        // A memory in the part is so small that a few bytes more may not fit.
        long mostStoredBytes = engine.memory().isOnChip() ? cost.storedBytes : Long.MAX_VALUE;
        candidates.find(engine, evaluator.kindOf(task), evaluator.at, parameterHalf, mostStoredBytes);
        GivenTile best = tilings[task];
        long least = halfCyclesAround(task, best);
        int inVain = 0;
        int enough = tilesLeft - tilesLeft / tasksLeft;
        for (int i = 0; i < candidates.count && inVain < MOST_IN_VAIN && tilesLeft > enough; i++) {
            GivenTile candidate = candidates.get(i);
            if (candidate.equals(tilings[task])) {
                continue;
            }
            long halfCycles = halfCyclesAround(task, candidate);
            tilesLeft -= tiles.count;
            inVain++;
            if (halfCycles < least) {
                least = halfCycles;
                best = candidate;
                inVain = 0;
            }
        }
        return best;
    }

    /// Half cycles that a task with a tiling and those around it take, and for each cycle that the memory needs for
    /// their bytes one more: cycles that are bought with many more bytes cost more energy than they save.
    private long halfCyclesAround(int task, GivenTile tiling) {
        int first = first(task);
        tiles.clear(evaluator.engine);
        for (int i = first; i < end(task); i++) {
            ShapeTables tables = evaluator.kindOf(i).tables();
            int unit = tables.channelUnits[evaluator.at.icp][evaluator.at.ocp];
            GivenTile of = i == task ? tiling : tilings[i];
            tiles.add(tables.shape, compiled.maps[i].from(first), of.tile(), unit, of.units(), of.order());
        }
        long cycles = timeline.run(evaluator.engine, tiles, parameterHalf);
        long bytes = 0;
        for (int i = 0; i < tiles.tasks; i++) {
            bytes += timeline.bytesOf(i);
        }
        return 2 * cycles + memoryCycles(bytes);
    }

    private static int first(int task) {
        return Math.max(0, task - BEFORE);
    }

    /// One behind the last task that is timed with one.
    private int end(int task) {
        return Math.min(tilings.length, task + BEHIND + 1);
    }

    private Surroundings around(int task) {
        int first = first(task);
        int end = end(task);
        return new Surroundings(
                task - first,
                IntStream.range(first, end).mapToObj(evaluator::kindOf).toList(),
                IntStream.range(first, end)
                        .mapToObj(i -> makers(compiled.maps[i].from(first)))
                        .toList(),
                IntStream.range(first, end)
                        .mapToObj(i -> compiled.maps[i].isPassedOn())
                        .toList(),
                IntStream.range(first, end)
                        .mapToObj(i -> compiled.maps[i].isReadAgain())
                        .toList(),
                List.of(Arrays.copyOfRange(tilings, first, end)));
    }

    private static List<Integer> makers(TaskMaps maps) {
        return Arrays.stream(maps.makers()).boxed().toList();
    }
}
