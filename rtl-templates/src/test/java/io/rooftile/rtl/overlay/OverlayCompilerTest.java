package io.rooftile.rtl.overlay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rooftile.core.design.ArrayShape;
import io.rooftile.core.design.OverlayBuffers;
import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.design.OverlayNumbers;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.network.Network;
import io.rooftile.quantization.integer.IntegerExecutor;
import io.rooftile.quantization.integer.IntegerNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every map of every network is what the integer reference says, whichever unit goes first.
final class OverlayCompilerTest {
    private static final int NETS = 60;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void maps_ofRandomNetsOnRandomEngines_areTheReferences(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        int cut = 0;
        for (int i = 0; i < NETS; i++) {
            Network network = OverlayNets.next(random);
            IntegerNetwork integers = IntegerNetwork.of(network, Requantisation.EXACT);
            OverlayDesign design = design(random);
            OverlayProgram program = compiled(integers, design, random);
            byte[] row = new byte[new IntegerExecutor(integers).rowBytesIn()];
            random.nextBytes(row);
            try {
                new Comparison(integers, program).check(row, program.maps(), preference(random));
            } catch (AssertionError | RuntimeException wrong) {
                throw new AssertionError("net " + i + " of " + seed + " on " + design + "\n" + network.layers() + "\n", wrong);
            }
            cut += (int) program.places().stream().filter(place -> place.reason().endsWith("tiles")).count();
        }
        assertEquals(true, cut > NETS / 2, "only " + cut + " layers were cut");
    }

    /// Buffers as small as the network allows: they grow until it fits.
    private static OverlayProgram compiled(IntegerNetwork integers, OverlayDesign design, RandomGenerator random) {
        CompilerOptions options = new CompilerOptions(true);
        OverlayBuffers buffers = design.buffers();
        while (true) {
            try {
                return OverlayCompiler.compile(integers, with(design, buffers), options);
            } catch (io.rooftile.core.UserInputException small) {
                if (buffers.featureDepthWords() > 10_000) {
                    throw small;
                }
                buffers = new OverlayBuffers(
                        buffers.featureDepthWords() * 2,
                        buffers.weightDepthWords() * 2,
                        buffers.accumulatorDepthWords() * 2);
            }
        }
    }

    private static OverlayDesign with(OverlayDesign design, OverlayBuffers buffers) {
        return new OverlayDesign(
                design.clockHertz(), design.array(), buffers, design.numbers(), design.memoryPortBits(), 1, List.of());
    }

    private static OverlayDesign design(RandomGenerator random) {
        int[] channels = {1, 2, 3, 4, 5, 6, 8, 10, 16};
        int pp = 1 << random.nextInt(5);
        int icp = channels[random.nextInt(channels.length)];
        int ocp = channels[random.nextInt(channels.length)];
        return new OverlayDesign(
                100_000_000,
                new ArrayShape(pp, icp, ocp),
                new OverlayBuffers(random.nextInt(4, 40), random.nextInt(4, 40), random.nextInt(2, 12)),
                new OverlayNumbers(8, 8, Requantisation.EXACT, false),
                32 << random.nextInt(4),
                1,
                List.of());
    }

    private static List<Unit> preference(RandomGenerator random) {
        List<Unit> order = new ArrayList<>(List.of(Unit.values()));
        java.util.Collections.shuffle(order, java.util.Random.from(random));
        return order;
    }
}
