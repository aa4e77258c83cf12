package io.rooftile.calibration.dataflow;

import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.network.Network;
import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult;
import io.rooftile.modelimport.formats.ModelImport;
import io.rooftile.quantization.accuracy.DesignNetwork;
import io.rooftile.quantization.accuracy.Samples;
import io.rooftile.quantization.integer.IntegerNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/// Trained networks of the folder `models` beside the project, and of its own examples.
final class MeasuredNets {
    /// Where the project's own networks are, seen from the module.
    static final String EXAMPLES = "../examples/";

    private static final int CALIBRATION_ROWS = 64;

    private MeasuredNets() {}

    /// Reads a network; a test that needs an absent one is skipped.
    static Network read(String model, @Nullable String weights) throws IOException {
        Path models =
                Path.of(System.getProperty("rooftile.shared", "../../shared")).resolve("models");
        boolean isOwn = model.startsWith(EXAMPLES);
        Assumptions.assumeTrue(isOwn || Files.isDirectory(models), models + " is absent");
        Path file = isOwn ? Path.of(model) : models.resolve(model);
        Path weightFile = weights == null ? null : models.resolve(weights);
        return switch (ModelImport.read(file.toString(), new ImportOptions(weightFile, false))) {
            case ImportResult.Imported imported -> imported.network();
            case ImportResult.Refused refused -> throw new IllegalStateException(refused.toString());
        };
    }

    /// The network in a design's numbers.
    static IntegerNetwork integers(
            Network trained, DataflowDesign design, Requantisation requantisation, RandomGenerator random) {
        return IntegerNetwork.of(DesignNetwork.of(trained, design, samples(trained, random), 2), requantisation);
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
