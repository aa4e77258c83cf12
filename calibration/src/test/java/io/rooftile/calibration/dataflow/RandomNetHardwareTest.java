package io.rooftile.calibration.dataflow;

import io.rooftile.calibration.dataflow.Trials.Candidate;
import io.rooftile.calibration.experiment.RandomDesigns;
import io.rooftile.calibration.experiment.RandomDesigns.Numbers;
import io.rooftile.calibration.experiment.RandomNets;
import io.rooftile.calibration.tool.RealTools;
import io.rooftile.calibration.tool.Tool;
import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.network.Network;
import io.rooftile.quantization.integer.IntegerNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random networks in random foldings, some to a bench. How many is said by `-Drooftile.nets=200`; the usual run takes
/// a sample.
@Execution(ExecutionMode.CONCURRENT)
final class RandomNetHardwareTest {
    private static final int NETS = Integer.getInteger("rooftile.nets", 16);
    private static final int NETS_OF_BENCH = 8;
    private static final int ROWS = 4;
    private static final int MOST_CYCLES = 3_000;

    static IntStream benches() {
        return IntStream.range(0, Math.ceilDiv(NETS, NETS_OF_BENCH));
    }

    @BeforeEach
    void needTools() {
        RealTools.need(Tool.VERILATOR, Tool.MAKE, Tool.CXX);
    }

    @ParameterizedTest
    @MethodSource("benches")
    void hardware_ofRandomNets_isAsPredicted(int bench, @TempDir Path folder) throws IOException {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < NETS_OF_BENCH; i++) {
            candidates.add(candidate(bench * NETS_OF_BENCH + i));
        }
        Trials.check(candidates, folder);
    }

    private static Candidate candidate(int seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        Network network = RandomNets.next(random);
        Numbers numbers = Numbers.of(Requantisation.EXACT, 8);
        DataflowDesign design = seed % 2 == 0
                ? RandomDesigns.ofCycles(network, numbers, random.nextLong(1, MOST_CYCLES), random)
                : RandomDesigns.anyOf(network, numbers, MOST_CYCLES, random);
        IntegerNetwork integers = IntegerNetwork.of(network, Requantisation.EXACT);
        SizedAccelerator hardware = SizedAccelerator.of("net" + seed, integers, design, Trials.MEMORIES);
        byte[] rows = Trials.rows(network, ROWS, random);
        GoldenVectors vectors = GoldenVectors.of(integers, hardware.accelerator(), rows, 1);
        return Candidate.of("net " + seed, network, design, hardware, vectors);
    }
}
