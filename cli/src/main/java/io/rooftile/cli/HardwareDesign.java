package io.rooftile.cli;

import io.rooftile.calibration.dataflow.GoldenVectors;
import io.rooftile.calibration.dataflow.SizedAccelerator;
import io.rooftile.cli.RunArguments.Run;
import io.rooftile.core.UserInputException;
import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.design.Design;
import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Tensor;
import io.rooftile.quantization.accuracy.AccuracyMeter;
import io.rooftile.quantization.accuracy.DesignNetwork;
import io.rooftile.quantization.accuracy.IntegerRun;
import io.rooftile.quantization.accuracy.Samples;
import io.rooftile.quantization.integer.IntegerNetwork;
import io.rooftile.quantization.integer.StoredFormat;
import io.rooftile.quantization.numerics.OutputRange;
import io.rooftile.reports.DesignYaml;
import io.rooftile.rtl.Accelerator;
import io.rooftile.rtl.dataflow.PartStyle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// A design of a run as hardware, and the network in its numbers.
///
/// @param id of the design
/// @param network in the design's numbers
/// @param calibration rows that its ranges were found on
record HardwareDesign(
        Run run,
        String id,
        DataflowDesign design,
        IntegerNetwork network,
        SizedAccelerator hardware,
        Samples calibration) {
    private static final int CALIBRATION_ROWS = 256;
    private static final long SEED = 1;

    /// Compiles a design of a run.
    ///
    /// @throws UserInputException when the run has no such design, or there is no hardware for it
    static HardwareDesign of(Run run, String id, int threads) {
        Path file = run.folder().resolve("designs").resolve(id + ".yaml");
        if (!id.matches("[a-z]+-[0-9]+") || !Files.exists(file)) {
            throw UserInputException.of(
                    "--design",
                    id,
                    "the run has no such design",
                    "name one of " + run.folder().resolve("front.csv"));
        }
        Design design = DesignYaml.read(file);
        return switch (design) {
            case DataflowDesign dataflow -> of(run, id, dataflow, threads);
            case OverlayDesign _ ->
                throw UserInputException.of(
                        "--design", id, "hardware of overlay designs cannot be generated", "name a dataflow design");
        };
    }

    private static HardwareDesign of(Run run, String id, DataflowDesign design, int threads) {
        Samples samples = samples(run);
        Network quantised = DesignNetwork.of(run.network(), design, samples.first(CALIBRATION_ROWS), threads);
        IntegerNetwork integers = IntegerNetwork.of(quantised, design.requantisation());
        SizedAccelerator hardware = SizedAccelerator.of(
                Accelerator.USUAL_NAME,
                integers,
                design,
                PartStyle.of(run.target().board().part()));
        return new HardwareDesign(run, id, design, integers, hardware, samples);
    }

    /// The rows that the run was given, else rows of the standard normal distribution.
    private static Samples samples(Run run) {
        if (run.explore().data().isGiven()) {
            return run.explore().data().read(AccuracyMeter.scores(run.network()));
        }
        int length = Math.toIntExact(run.network().inputs().stream()
                .mapToLong(input -> input.shape().elements())
                .sum());
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        float[] values = new float[Math.multiplyExact(CALIBRATION_ROWS, length)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return new Samples(values, CALIBRATION_ROWS);
    }

    /// Rows to try the hardware with: those of the run, else random ones.
    GoldenVectors vectors(int rows, int threads) {
        byte[] stored = run.explore().data().isGiven() || !IntegerNetwork.isInteger(run.network())
                ? IntegerRun.rows(network.network(), calibration.first(rows))
                : randomRows(rows);
        return GoldenVectors.of(network, hardware.accelerator(), stored, threads);
    }

    /// Rows of any number that the inputs store.
    private byte[] randomRows(int rows) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        int rowBytes = network.network().inputs().stream()
                .mapToInt(input -> StoredFormat.of(input).rowBytes())
                .sum();
        byte[] bytes = new byte[Math.multiplyExact(rows, rowBytes)];
        int at = 0;
        for (int row = 0; row < rows; row++) {
            for (Tensor input : network.network().inputs()) {
                StoredFormat format = StoredFormat.of(input);
                for (int element = 0; element < format.elements(); element++) {
                    format.put(random(input, random), bytes, at);
                    at += format.bytes();
                }
            }
        }
        return bytes;
    }

    private static long random(Tensor input, RandomGenerator random) {
        return input.format().isFloat()
                ? Float.floatToRawIntBits((float) random.nextGaussian())
                : random.nextLong(OutputRange.least(input.format()), OutputRange.most(input.format()) + 1);
    }
}
