package io.rooftile.calibration.dataflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rooftile.calibration.experiment.RandomDesigns;
import io.rooftile.calibration.experiment.RandomDesigns.Numbers;
import io.rooftile.calibration.experiment.RandomNets;
import io.rooftile.core.dataflow.Circuit;
import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.network.Network;
import io.rooftile.costmodel.replay.Replay;
import io.rooftile.quantization.integer.IntegerNetwork;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds up a pipeline besides its slowest stage: nothing.
final class SizedAcceleratorTest {
    private static final Numbers EIGHT_BITS = Numbers.of(Requantisation.EXACT, 8);

    static IntStream seeds() {
        return IntStream.range(0, 120);
    }

    private static RandomGenerator random(int seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /// Windows without padding, whose next map has to come in while the last one is read; pools, whose results come in
    /// bursts; words of 9 elements that have to become words of 4: the hardware is as fast as the closed form says.
    @ParameterizedTest
    @MethodSource("seeds")
    void interval_isThatOfTheSlowestStage(int seed) {
        RandomGenerator random = random(seed);
        Network network = RandomNets.next(random);
        DataflowDesign design = RandomDesigns.ofCycles(network, EIGHT_BITS, random.nextLong(1, 3_000), random);
        Bottleneck bottleneck = Bottleneck.of(network, design);
        IntegerNetwork integers = IntegerNetwork.of(network, Requantisation.EXACT);
        SizedAccelerator hardware = SizedAccelerator.of("net", integers, design, Trials.MEMORIES);
        if (bottleneck.isMultiplying()) {
            assertEquals(bottleneck.intervalCycles(), hardware.timing().intervalCycles(), design::toString);
        }
    }

    /// The pace of the source is that of the circuit when it is slower than any stage.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void pacedReplay_isAsSlowAsItsSource(int seed) {
        RandomGenerator random = random(seed);
        Network network = RandomNets.next(random);
        DataflowDesign design = RandomDesigns.ofCycles(network, EIGHT_BITS, 500, random);
        IntegerNetwork integers = IntegerNetwork.of(network, Requantisation.EXACT);
        Circuit circuit = SizedAccelerator.of("net", integers, design, Trials.MEMORIES)
                .accelerator()
                .circuit();
        assertEquals(7_000, Replay.runPaced(circuit, 7_000, 4, 1_000_000).intervalCycles());
    }
}
