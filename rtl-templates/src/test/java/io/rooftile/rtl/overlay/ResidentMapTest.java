package io.rooftile.rtl.overlay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.design.ArrayShape;
import io.rooftile.core.design.LoopOrder;
import io.rooftile.core.design.OverlayBuffers;
import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.design.OverlayNumbers;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.design.Tiling;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Window;
import io.rooftile.quantization.integer.IntegerNetwork;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What stays in the feature banks and what goes through memory. Maps are 5x7 pixels of 6 channels, 2 words.
final class ResidentMapTest {
    private static final Shape INPUT = Shape.of(1, 5, 7, 6);
    private static final Window POINT = Window.valid(1, 1, 1, 1);

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(12);

    private Window around(int stride) {
        return Window.same(INPUT, 3, 3, stride, stride);
    }

    private static OverlayDesign design(OverlayBuffers buffers, List<Tiling> tilings) {
        OverlayNumbers numbers = new OverlayNumbers(8, 8, Requantisation.EXACT, false);
        return new OverlayDesign(100_000_000, new ArrayShape(4, 4, 2), buffers, numbers, 64, 1, tilings);
    }

    /// One tile each, but for the layers that are named.
    private static OverlayDesign design(Network network, int featureWords, List<Tiling> cut) {
        List<Tiling> tilings = new ArrayList<>(cut);
        network.layers().stream()
                .filter(layer -> cut.stream().noneMatch(tiling -> tiling.layer().equals(layer.name())))
                .forEach(layer -> tilings.add(new Tiling(layer.name(), 5, 7, 6, LoopOrder.WEIGHTS_OUTER)));
        return design(new OverlayBuffers(featureWords, 64, 64), tilings);
    }

    private OverlayProgram compiled(Network network, OverlayDesign design, boolean keepsAllMaps) {
        IntegerNetwork integers = IntegerNetwork.of(network, Requantisation.EXACT);
        OverlayProgram program = OverlayCompiler.compile(integers, design, new CompilerOptions(keepsAllMaps));
        for (int i = 0; i < 4; i++) {
            List<Unit> order = new ArrayList<>(List.of(Unit.values()));
            Collections.shuffle(order, Random.from(random));
            new Comparison(integers, program)
                    .check(OverlayNets.row(network, random), keepsAllMaps ? program.maps() : program.outputs(), order);
        }
        return program;
    }

    private static long count(OverlayProgram program, String what) {
        return program.notes().stream()
                .filter(note -> note.text().contains(what))
                .count();
    }

    private static void assertJobs(OverlayProgram program, int featureLoads, int keeps, int stores) {
        assertEquals(featureLoads, count(program, ": features of "), "loads of features");
        assertEquals(keeps, count(program, ": keep "), "stores into the feature banks");
        assertEquals(stores, count(program, ": store "), "stores to memory");
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3"})
    void map_thatTheNextLayerReadsWhole_isNeitherStoredNorLoaded(int stride) {
        Network network = OverlayNets.chain(random, INPUT, 6, List.of(POINT, around(stride)));
        assertJobs(compiled(network, design(network, 64, List.of()), false), 1, 1, 1);
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3"})
    void map_thatIsMadeInBands_isPutTogetherInTheBanks(int stride) {
        Network network = OverlayNets.chain(random, INPUT, 6, List.of(POINT, around(stride)));
        Tiling bands = new Tiling(network.layers().getFirst().name(), 2, 7, 6, LoopOrder.WEIGHTS_OUTER);
        assertJobs(compiled(network, design(network, 64, List.of(bands)), false), 3, 3, 1);
    }

    @Test
    void map_thatIsMadeInPartsOfItsChannels_isPutTogetherInTheBanks() {
        Network network = OverlayNets.chain(random, INPUT, 6, List.of(POINT, around(1)));
        Tiling parts = new Tiling(network.layers().getFirst().name(), 5, 7, 4, LoopOrder.WEIGHTS_OUTER);
        assertJobs(compiled(network, design(network, 64, List.of(parts)), false), 1, 2, 1);
    }

    @Test
    void maps_ofSeveralLayers_stayOneAfterTheOther() {
        Network network = OverlayNets.chain(random, INPUT, 6, List.of(POINT, around(1), POINT, around(1), POINT));
        // A map is 2 words of 5 rows of 2 words in each bank: half of 20 has room for one, so that they take turns.
        assertJobs(compiled(network, design(network, 20, List.of()), false), 1, 4, 1);
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3"})
    void map_thatIsReadInBands_isReadFromTheBanks(int stride) {
        Network network = OverlayNets.chain(random, INPUT, 6, List.of(POINT, around(stride)));
        String last = network.layers().getLast().name();
        int rows = network.layers().getLast().output().shape().height();
        Tiling bands = new Tiling(last, 1, 7, 6, LoopOrder.WEIGHTS_OUTER);
        assertJobs(compiled(network, design(network, 64, List.of(bands)), false), 1, 1, rows);
    }

    @Test
    void map_thatIsReadInPartsOfRows_goesThroughMemory() {
        Network network = OverlayNets.chain(random, INPUT, 6, List.of(POINT, around(1)));
        Tiling parts = new Tiling(network.layers().getLast().name(), 1, 4, 6, LoopOrder.WEIGHTS_OUTER);
        assertEquals(0, count(compiled(network, design(network, 64, List.of(parts)), false), ": keep "));
    }

    /// 2 words of 5 rows of 2 words are 20 words of each bank.
    @Test
    void map_thatHalfOfTheBanksHasNoRoomFor_goesThroughMemory() {
        Network network = OverlayNets.chain(random, INPUT, 6, List.of(POINT, around(1)));
        List<Tiling> bands = network.layers().stream()
                .map(layer -> new Tiling(layer.name(), 2, 7, 6, LoopOrder.WEIGHTS_OUTER))
                .toList();
        assertEquals(0, count(compiled(network, design(network, 19, bands), false), ": keep "));
        assertTrue(count(compiled(network, design(network, 20, bands), false), ": keep ") > 0);
    }

    @Test
    void map_thatIsMadeInPartsOfRows_goesThroughMemory() {
        Network network = OverlayNets.chain(random, INPUT, 6, List.of(POINT, around(1)));
        Tiling parts = new Tiling(network.layers().getFirst().name(), 1, 4, 6, LoopOrder.WEIGHTS_OUTER);
        assertEquals(0, count(compiled(network, design(network, 64, List.of(parts)), false), ": keep "));
    }

    /// The sum reads two maps, which come through memory; the first convolution's stays, as does what the pool makes.
    @Test
    void map_thatIsReadAgainLater_goesToMemoryAsWell() {
        Network network = OverlayNets.residual(random, INPUT);
        OverlayProgram program = compiled(network, design(network, 64, List.of()), false);
        String first = network.layers().getFirst().output().name();
        String second = network.layers().get(1).output().name();
        assertEquals(3, count(program, ": features of "));
        assertTrue(count(program, ": keep " + first) > 0);
        assertTrue(count(program, ": store " + first) > 0);
        assertTrue(count(program, ": keep " + second) > 0);
        assertEquals(0, count(program, ": store " + second));
    }

    @Test
    void program_thatKeepsAllMaps_storesThemAsWell() {
        Network network = OverlayNets.chain(random, INPUT, 6, List.of(POINT, around(1)));
        assertJobs(compiled(network, design(network, 64, List.of()), true), 1, 1, 2);
    }

    @Test
    void smallEngine_keepsNone() {
        Network network = OverlayNets.chain(random, INPUT, 6, List.of(POINT, around(1)));
        OverlayDesign design = new OverlayDesign(
                12_000_000,
                new ArrayShape(1, 2, 2),
                new OverlayBuffers(256, 256, 256),
                new OverlayNumbers(8, 8, Requantisation.EXACT, false),
                32,
                1,
                List.of());
        OverlayProgram program = OverlayCompiler.compile(
                IntegerNetwork.of(network, Requantisation.EXACT), design, new CompilerOptions(false, true));
        assertEquals(0, count(program, ": keep "));
    }
}
