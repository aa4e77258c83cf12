package io.rooftile.costmodel.overlay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.design.ArrayShape;
import io.rooftile.core.design.LoopOrder;
import io.rooftile.core.design.OverlayBuffers;
import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.design.OverlayNumbers;
import io.rooftile.core.design.Requantisation;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.fabric.TestTargets;
import io.rooftile.costmodel.overlay.LayerShape.Mode;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TilingSearchTest {
    private static final Target TARGET = TestTargets.large();

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(2015);

    private int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    private LayerShape shape(Mode mode) {
        int inputRows = between(3, 17);
        int inputColumns = inputRows + between(1, 6);
        LayerShape.Axis vertical = mode == Mode.ADD ? LayerShape.Axis.POINT : axis();
        LayerShape.Axis horizontal = mode == Mode.ADD ? LayerShape.Axis.POINT : axis();
        int outputs = between(1, 40);
        return new LayerShape(
                mode,
                mode == Mode.ARRAY ? between(1, 50) : outputs,
                outputs,
                new LayerShape.Extent(outputs(inputRows, vertical), outputs(inputColumns, horizontal)),
                new LayerShape.Extent(inputRows, inputColumns),
                vertical,
                horizontal);
    }

    private LayerShape.Axis axis() {
        return new LayerShape.Axis(between(1, 3), between(1, 3), between(1, 2), between(0, 1), 1);
    }

    private static int outputs(int inputs, LayerShape.Axis axis) {
        return Math.max(
                1, (inputs + 2 * axis.before() - (axis.filter() - 1) * axis.dilation() - 1) / axis.stride() + 1);
    }

    private OverlayDesign design() {
        return new OverlayDesign(
                TARGET.board().part().clocksHertz().get(between(0, 2)),
                new ArrayShape(1 << between(0, 3), between(1, 9), between(1, 9)),
                new OverlayBuffers(between(8, 600), between(8, 500), between(1, 120)),
                new OverlayNumbers(between(4, 8), between(2, 9), Requantisation.EXACT, false),
                32 << between(0, 3),
                between(1, 4),
                List.of());
    }

    @ParameterizedTest
    @EnumSource
    void theSearchFindsWhatBruteForceFinds(Mode mode) {
        int found = 0;
        for (int round = 0; round < 300; round++) {
            LayerShape shape = shape(mode);
            OverlayDesign design = design();
            Engine engine = Engine.of(design, TARGET);
            ShapeTables tables = new ShapeTables(shape, OverlayOptions.of(design));
            TaskKind kind = new TaskKind(tables, null, new TaskKind.Reader.Whole());
            LayerCost cost = new LayerCost();
            new TilingSearch(engine).search(engine, kind, new OptionIndex(), cost);
            long[] best = bruteForce(shape, engine);
            String what = "round " + round + ": " + shape + " on " + design;
            if (best[0] == Long.MAX_VALUE) {
                assertFalse(cost.isFound, what);
            } else {
                found++;
                assertTrue(cost.isFound, what);
                assertEquals(best[0], cost.cycles, what);
                assertEquals(best[1], cost.bytes, what);
            }
        }
        assertTrue(found > 200, "only " + found + " designs had a tiling");
    }

    /// All tile sizes at which a number of tiles changes, and of bands also those that fill the lanes, in both loop
    /// orders, each walked tile by tile.
    private static long[] bruteForce(LayerShape shape, Engine engine) {
        long[] best = {Long.MAX_VALUE, Long.MAX_VALUE};
        int allRows = shape.output().rows();
        int allColumns = shape.output().columns();
        int unit = unit(shape, engine);
        int units = Math.ceilDiv(shape.outputChannels(), unit);
        for (int rows = 1; rows <= allRows; rows++) {
            for (int columns = 1; columns <= allColumns; columns++) {
                boolean isBand = columns == allColumns && isBand(rows, shape, engine);
                boolean isPart = rows == 1 && columns < allColumns && isPart(columns, allColumns, engine);
                for (int k = 1; k <= units && (isBand || isPart); k++) {
                    int channels = Math.min(shape.outputChannels(), k * unit);
                    if (!isUseful(k, units) || !fits(shape, engine, rows, columns, channels)) {
                        continue;
                    }
                    for (LoopOrder order : LoopOrder.values()) {
                        LoopNestCounter counter = new LoopNestCounter(shape, engine, rows, columns, channels);
                        counter.count(order);
                        if (counter.cycles < best[0] || (counter.cycles == best[0] && counter.bytes < best[1])) {
                            best[0] = counter.cycles;
                            best[1] = counter.bytes;
                        }
                    }
                }
            }
        }
        return best;
    }

    /// The least number of channels that is whole words and, in the array, whole groups.
    private static int unit(LayerShape shape, Engine engine) {
        int unit = engine.icp;
        while (shape.mode() == Mode.ARRAY && unit % engine.ocp != 0) {
            unit += engine.icp;
        }
        return unit;
    }

    private static boolean isUseful(int size, int all) {
        return size == 1 || Math.ceilDiv(all, size) != Math.ceilDiv(all, size - 1);
    }

    private static boolean isBand(int rows, LayerShape shape, Engine engine) {
        int all = shape.output().rows();
        if (isUseful(rows, all) || rows == all) {
            return true;
        }
        if (rows * shape.output().columns() % engine.pp != 0) {
            return false;
        }
        // Of those that fill the lanes the next one above a useful size.
        for (int less = rows - 1; less > 0 && less * shape.output().columns() % engine.pp != 0; less--) {
            if (isUseful(less, all)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPart(int columns, int all, Engine engine) {
        for (int size = 1; size <= columns; size++) {
            if (isUseful(size, all) && Math.ceilDiv(size, engine.wordsPerChunk) * engine.wordsPerChunk == columns) {
                return true;
            }
        }
        return false;
    }

    private static boolean fits(LayerShape shape, Engine engine, int rows, int columns, int channels) {
        int words = Math.ceilDiv(channels, engine.icp);
        boolean isArray = shape.mode() == Mode.ARRAY;
        int inputWords = isArray ? Math.ceilDiv(shape.inputChannels(), engine.icp) : words;
        long taps = (long) shape.row().filter() * shape.column().filter();
        long groups = isArray ? Math.ceilDiv(channels, engine.ocp) : laneGroups(channels, engine);
        long weights =
                switch (shape.mode()) {
                    case ARRAY -> groups * inputWords * taps;
                    case DEPTHWISE ->
                        groups
                                * (LoopNestCounter.isShared(shape, engine, columns)
                                        ? (long) shape.row().filter()
                                                * shape.column().stride()
                                        : Math.ceilDiv(taps, (long) engine.icp));
                    case MAXIMUM, SUM, ADD -> 0;
                };
        long mostRows = 0;
        for (int row = 0; row < shape.output().rows(); row += rows) {
            mostRows = Math.max(
                    mostRows,
                    span(
                            shape.row(),
                            row,
                            rows,
                            shape.output().rows(),
                            shape.input().rows()));
        }
        long mostColumns = shape.input().columns();
        if (columns < shape.output().columns()) {
            mostColumns = 0;
            for (int column = 0; column < shape.output().columns(); column += columns) {
                mostColumns = Math.max(
                        mostColumns,
                        span(
                                shape.column(),
                                column,
                                columns,
                                shape.output().columns(),
                                shape.input().columns()));
            }
        }
        // Columns of equal phase lie side by side in the banks.
        long phases = shape.column().stride();
        long perRow = phases * Math.ceilDiv(Math.ceilDiv(mostColumns, phases), engine.pp);
        return mostRows * perRow * inputWords * shape.mode().operands() <= engine.featureDepthWords
                && weights <= engine.weightDepthWords
                && Math.ceilDiv(rows * columns, engine.pp) * (long) words <= engine.outputDepthWords;
    }

    private static long laneGroups(int channels, Engine engine) {
        long groups = 0;
        for (int left = channels; left > 0; left -= engine.icp) {
            groups += Math.ceilDiv(Math.min(left, engine.icp), engine.ocp);
        }
        return groups;
    }

    /// Inputs that are stored for some outputs: inside the map, from a multiple of the stride on.
    private static long span(LayerShape.Axis axis, int first, int count, int outputs, int size) {
        int last = Math.min(first + count, outputs) - 1;
        int begin = Math.clamp((long) first * axis.stride() - axis.before(), 0, size - 1);
        int end = Math.clamp(
                (long) last * axis.stride() - axis.before() + (long) (axis.filter() - 1) * axis.dilation(),
                0,
                size - 1);
        int stored = begin / axis.stride() * axis.stride();
        return (long) end - stored + 1;
    }
}
