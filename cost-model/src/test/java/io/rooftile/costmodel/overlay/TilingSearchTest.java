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
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TilingSearchTest {
    private static final Target TARGET = TestTargets.large();

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(2015);

    private int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    private LayerShape shape(boolean isFused) {
        int inputRows = between(3, 17);
        int inputColumns = inputRows + between(1, 6);
        LayerShape.Axis vertical = axis();
        LayerShape.Axis horizontal = axis();
        int rows = outputs(inputRows, vertical);
        int columns = outputs(inputColumns, horizontal);
        int taps = vertical.filter() * horizontal.filter();
        return new LayerShape(
                LayerShape.Unit.ARRAY,
                1,
                new LayerShape.Channels(between(1, 40), List.of(between(1, 50)), 1),
                new LayerShape.Extent(rows, columns),
                new LayerShape.Extent(inputRows, inputColumns),
                new LayerShape.Sampling(vertical, horizontal),
                new LayerShape.Work(taps, 1, taps, true, isFused));
    }

    private LayerShape.Axis axis() {
        return new LayerShape.Axis(between(1, 3), between(1, 3), 1, between(0, 1), 1);
    }

    private static int outputs(int inputs, LayerShape.Axis axis) {
        return Math.max(1, (inputs + 2 * axis.before() - axis.filter()) / axis.stride() + 1);
    }

    private OverlayDesign design() {
        return new OverlayDesign(
                TARGET.board().part().clocksHertz().get(between(0, 2)),
                new ArrayShape(between(1, 6), between(1, 9), between(1, 9)),
                new OverlayBuffers(between(8, 400), between(8, 200), between(1, 60)),
                new OverlayNumbers(between(4, 16), between(2, 9), Requantisation.EXACT, false),
                8 << between(0, 3),
                between(1, 4),
                List.of());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theSearchFindsWhatBruteForceFinds(boolean isFused) {
        int found = 0;
        for (int round = 0; round < 300; round++) {
            LayerShape shape = shape(isFused);
            OverlayDesign design = design();
            Engine engine = Engine.of(design, TARGET);
            ShapeTables tables = new ShapeTables(shape, OverlayOptions.of(design));
            int residence = between(0, (1 << Residence.BITS) - 1);
            long half = engine.featureDepthWords;
            LayerCost cost = new LayerCost();
            new TilingSearch().search(engine, tables, new OptionIndex(), half, residence, cost);
            long[] best = bruteForce(shape, engine, half, residence);
            String what = "round " + round + ": " + shape + " on " + design + " residence " + residence;
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

    /// All tile sizes at which a number of tiles changes, in both loop orders, each walked tile by tile.
    private static long[] bruteForce(LayerShape shape, Engine engine, long half, int residence) {
        long[] best = {Long.MAX_VALUE, Long.MAX_VALUE};
        int allRows = shape.output().rows();
        int allColumns = shape.output().columns();
        int kAll = Math.ceilDiv(shape.channels().output(), engine.ocp);
        int cAll = Math.ceilDiv(shape.channels().input(), engine.icp);
        for (int rows = 1; rows <= allRows; rows++) {
            for (int columns = 1; columns <= allColumns; columns++) {
                boolean isBand = columns == allColumns && isUseful(rows, allRows);
                boolean isPart = rows == 1 && isUseful(columns, allColumns);
                for (int k = 1; k <= kAll && (isBand || isPart); k++) {
                    for (int c = 1; c <= cAll; c++) {
                        if (!isUseful(k, kAll)
                                || !isUseful(c, cAll)
                                || !fits(shape, engine, half, residence, rows, columns, k, c)) {
                            continue;
                        }
                        for (LoopOrder order : LoopOrder.values()) {
                            LoopNestCounter counter =
                                    new LoopNestCounter(shape, engine, rows, columns, k, c, residence);
                            counter.count(order);
                            if (counter.cycles < best[0] || (counter.cycles == best[0] && counter.bytes < best[1])) {
                                best[0] = counter.cycles;
                                best[1] = counter.bytes;
                            }
                        }
                    }
                }
            }
        }
        return best;
    }

    private static boolean isUseful(int size, int all) {
        return size == 1 || Math.ceilDiv(all, size) != Math.ceilDiv(all, size - 1);
    }

    private static boolean fits(
            LayerShape shape, Engine engine, long half, int residence, int rows, int columns, int k, int c) {
        int taps = shape.work().weightTaps();
        long weights = (residence & Residence.WEIGHTS) != 0 ? 0 : k * (c * (long) taps + engine.parameterWords);
        if (weights > engine.weightDepthWords) {
            return false;
        }
        LayerShape.Axis vertical = shape.sampling().row();
        LayerShape.Axis horizontal = shape.sampling().column();
        long spanRows = span(vertical, rows);
        long spanColumns = span(horizontal, columns);
        // Columns of equal phase lie side by side in the banks.
        long phases = Math.min(horizontal.stride(), spanColumns);
        long perRow = phases * Math.ceilDiv(Math.ceilDiv(spanColumns, phases), engine.pp);
        long features = (residence & Residence.INPUT) != 0 ? 0 : spanRows * perRow * c;
        if (shape.work().isFused() && (residence & Residence.SECOND) == 0) {
            int outputWords = Math.ceilDiv(Math.min(shape.channels().output(), k * engine.ocp), engine.icp);
            features += rows * (long) Math.ceilDiv(columns, engine.pp) * outputWords;
        }
        int cAll = Math.ceilDiv(shape.channels().input(), engine.icp);
        boolean keepsSums = c < cAll;
        return features <= half
                && (!keepsSums || Math.ceilDiv(rows * columns, engine.pp) * (long) k <= engine.accumulatorDepthWords);
    }

    private static long span(LayerShape.Axis axis, int outputs) {
        int reach = axis.filter();
        return axis.stride() <= reach ? (outputs - 1L) * axis.stride() + reach : (long) outputs * reach;
    }

    /// The lanes have few tilings, so all of them are costed one by one.
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "1, 4"})
    void theSearchMissesNoTilingOfTheLanes(int operands, int parts) {
        for (int round = 0; round < 300; round++) {
            LayerShape like = shape(false);
            List<Integer> segments =
                    IntStream.range(0, parts).mapToObj(i -> between(1, 40)).toList();
            int channels = segments.stream().mapToInt(Integer::intValue).sum();
            LayerShape shape = new LayerShape(
                    LayerShape.Unit.LANES,
                    between(1, 2),
                    new LayerShape.Channels(channels, segments, 1),
                    like.output(),
                    like.input(),
                    like.sampling(),
                    new LayerShape.Work(
                            like.work().taps() * operands, operands, like.work().taps(), true, false));
            OverlayDesign design = design();
            Engine engine = Engine.of(design, TARGET);
            ShapeTables tables = new ShapeTables(shape, OverlayOptions.of(design));
            int residence = between(0, (1 << Residence.BITS) - 1);
            long half = engine.featureDepthWords;
            LayerCost found = new LayerCost();
            new TilingSearch().search(engine, tables, new OptionIndex(), half, residence, found);
            long best = Long.MAX_VALUE;
            TileCost cost = new TileCost();
            cost.prepare(engine, tables, new OptionIndex(), half, residence);
            for (PixelTile tile : tables.pixels[0].tiles) {
                for (int k = 1; k <= cost.outputGroups; k++) {
                    if (isUseful(k, cost.outputGroups)) {
                        cost.cutPixels(tile);
                        cost.cutOutputs(k, Math.ceilDiv(cost.outputGroups, k));
                        cost.cutInputs(1, 1, LoopOrder.WEIGHTS_OUTER);
                        best = cost.fits(cost.inputGroups) ? Math.min(best, cost.cycles) : best;
                    }
                }
            }
            String what = "round " + round + ": " + shape + " on " + design + " residence " + residence;
            assertEquals(best != Long.MAX_VALUE, found.isFound, what);
            assertTrue(!found.isFound || best == found.cycles, what + " gave " + found.cycles + ", best " + best);
        }
    }
}
