package io.rooftile.calibration.dataflow;

import io.rooftile.calibration.dataflow.NamedNets.Folders;
import io.rooftile.calibration.dataflow.NamedNets.Net;
import io.rooftile.calibration.dataflow.Trials.Candidate;
import io.rooftile.calibration.tool.RealTools;
import io.rooftile.calibration.tool.Tool;
import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.network.Network;
import io.rooftile.quantization.accuracy.DesignNetwork;
import io.rooftile.quantization.accuracy.Samples;
import io.rooftile.quantization.integer.IntegerNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Trained networks in three foldings each. The usual run takes a sample; `-Drooftile.full=true` takes all.
/// `-Drooftile.shared` says the folder that holds the reference models in `models`.
@Execution(ExecutionMode.CONCURRENT)
final class NamedNetHardwareTest {
    private static final boolean IS_FULL = Boolean.getBoolean("rooftile.full");
    private static final int CALIBRATION_ROWS = 64;
    private static final int SEED = 1;

    /// Seen from the module.
    private static final Folders FOLDERS = new Folders(
            Path.of(System.getProperty("rooftile.shared", "../../shared"), "models"), Path.of("../examples"));

    static Stream<Net> nets() {
        return NamedNets.all().stream().filter(net -> IS_FULL || net.isSample());
    }

    @BeforeEach
    void needTools() {
        RealTools.need(Tool.VERILATOR, Tool.MAKE, Tool.CXX);
    }

    @ParameterizedTest
    @MethodSource("nets")
    void hardware_ofTrainedNets_isAsPredicted(Net net, @TempDir Path folder) throws IOException {
        Assumptions.assumeTrue(Files.exists(net.file(FOLDERS)), net.file(FOLDERS) + " is absent");
        Trials.check(List.of(candidate(net)), folder);
    }

    private static Candidate candidate(Net net) {
        Network trained = net.read(FOLDERS);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        DataflowDesign design = net.design(trained, random);
        Network quantised = DesignNetwork.of(trained, design, samples(trained, random), 2);
        IntegerNetwork integers = IntegerNetwork.of(quantised, net.numbers().requantisation());
        SizedAccelerator hardware = SizedAccelerator.of("net", integers, design, Trials.MEMORIES);
        byte[] rows = Trials.rows(quantised, net.rows(), random);
        GoldenVectors vectors = GoldenVectors.of(integers, hardware.accelerator(), rows, 2);
        return Candidate.of(net.toString(), trained, design, hardware, vectors);
    }

    private static Samples samples(Network network, RandomGenerator random) {
        int length = Math.toIntExact(network.inputs().stream()
                .mapToLong(input -> input.shape().elements())
                .sum());
        float[] values = new float[CALIBRATION_ROWS * length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return new Samples(values, CALIBRATION_ROWS);
    }
}
