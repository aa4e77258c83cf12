package io.rooftile.dse;

import io.rooftile.core.device.Resource;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.costmodel.dataflow.StageOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// The options of a stage that no other of its options beats or equals in interval and every kind of block.
/// Whatever the prices, the cheapest option is one of these, so that the rest, nearly all, need not be priced.
final class StageFront {
    private static final List<Resource> KINDS = List.of(Resource.values());

    private final int[] options;
    private final long[] intervalCycles;
    private final double[][] shares;

    private StageFront(StageOptions stage, int[] options, ResourceVector budget) {
        this.options = options;
        this.intervalCycles =
                IntStream.of(options).mapToLong(stage::intervalCycles).toArray();
        this.shares = IntStream.of(options)
                .mapToObj(option -> KINDS.stream()
                        .mapToDouble(kind -> share(use(stage, option, kind), budget.get(kind)))
                        .toArray())
                .toArray(double[][]::new);
    }

    /// The front of the options that are wanted.
    static StageFront of(StageOptions stage, IntPredicate isWanted, ResourceVector budget) {
        Comparator<Integer> byFigures = Comparator.comparingLong(stage::intervalCycles);
        for (Resource kind : KINDS) {
            byFigures = byFigures.thenComparingLong(option -> use(stage, option, kind));
        }
        // An option comes after all that beat it, so that one pass suffices.
        List<Integer> sorted = IntStream.range(0, stage.count())
                .filter(isWanted)
                .boxed()
                .sorted(byFigures)
                .toList();
        List<Integer> front = new ArrayList<>();
        for (int option : sorted) {
            if (front.stream().noneMatch(other -> isNoWorse(stage, other, option))) {
                front.add(option);
            }
        }
        return new StageFront(stage, front.stream().mapToInt(option -> option).toArray(), budget);
    }

    private static boolean isNoWorse(StageOptions stage, int option, int than) {
        return stage.lut(option) <= stage.lut(than)
                && stage.ff(option) <= stage.ff(than)
                && stage.dsp(option) <= stage.dsp(than)
                && stage.bram(option) <= stage.bram(than)
                && stage.uram(option) <= stage.uram(than)
                && stage.intervalCycles(option) <= stage.intervalCycles(than);
    }

    static long use(StageOptions stage, int option, Resource kind) {
        return switch (kind) {
            case LUT -> stage.lut(option);
            case FF -> stage.ff(option);
            case DSP -> stage.dsp(option);
            case BRAM -> stage.bram(option);
            case URAM -> stage.uram(option);
        };
    }

    /// Use over budget. Of a kind that the part lacks, one block is more than all there is.
    static double share(long used, long budget) {
        return used == 0 ? 0 : used / Math.max((double) budget, 0.5);
    }

    /// Each once, ascending.
    long[] intervals() {
        return LongStream.of(intervalCycles).sorted().distinct().toArray();
    }

    /// The shortest interval.
    long fastest() {
        return intervalCycles[0];
    }

    /// The cheapest option that is fast enough; of equals the fastest.
    ///
    /// @param interval at least the fastest
    /// @param prices of all that a budget holds, per kind of block in the order of [Resource]
    /// @param cyclePrice of one cycle
    int cheapest(long interval, double[] prices, double cyclePrice) {
        int cheapest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < options.length && intervalCycles[i] <= interval; i++) {
            double price = cyclePrice * intervalCycles[i];
            for (int kind = 0; kind < prices.length; kind++) {
                price += prices[kind] * shares[i][kind];
            }
            if (price < least) {
                least = price;
                cheapest = i;
            }
        }
        return options[cheapest];
    }
}
