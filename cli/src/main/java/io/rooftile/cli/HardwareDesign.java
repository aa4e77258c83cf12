package io.rooftile.cli;

import io.rooftile.calibration.dataflow.GoldenVectors;
import io.rooftile.calibration.dataflow.SizedAccelerator;
import io.rooftile.cli.RunArguments.Run;
import io.rooftile.core.UserInputException;
import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Tensor;
import io.rooftile.costmodel.Outcome;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.Violation;
import io.rooftile.quantization.accuracy.AccuracyMeter;
import io.rooftile.quantization.accuracy.DesignNetwork;
import io.rooftile.quantization.accuracy.IntegerRun;
import io.rooftile.quantization.accuracy.Samples;
import io.rooftile.quantization.integer.IntegerNetwork;
import io.rooftile.quantization.integer.StoredFormat;
import io.rooftile.quantization.numerics.OutputRange;
import io.rooftile.rtl.Accelerator;
import io.rooftile.rtl.dataflow.PartStyle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    /// More than the clock trees of any part carry. source: DS925, 891 MHz in the fastest Zynq UltraScale+.
    private static final long MOST_CLOCK_HERTZ = 1_000_000_000;

    private static final long SEED = 1;

    /// Compiles a design of a run.
    ///
    /// @throws UserInputException when the run has no such design, it is not one of the run's model, does not
    /// fit the
    ///     board, or there is no hardware for it
    static HardwareDesign of(Run run, String id, int threads) {
        Path file = file(run, id);
        DesignFile given = DesignFile.read(file);
        return switch (given.design()) {
            case DataflowDesign dataflow -> {
                requireFit(given, run);
                yield given.legal(() -> {
                    BoardFiles.requireClock(run.target().board(), dataflow.clockHertz());
                    return of(run, id, dataflow, threads);
                });
            }
            case OverlayDesign _ ->
                throw UserInputException.of(
                        "--design",
                        id,
                        "only pipelines have a board's shell",
                        "name a dataflow design, or use rooftile validate");
        };
    }

    /// Where a run keeps a design.
    ///
    /// @throws UserInputException when the run has no such design
    static Path file(Run run, String id) {
        Path file = run.folder().resolve("designs").resolve(id + ".yaml");
        if (!id.matches("[a-z]+-[0-9]+(-[0-9]+mhz)?") || !Files.exists(file)) {
            throw UserInputException.of(
                    "--design",
                    id,
                    "the run has no such design",
                    "name one of " + run.folder().resolve("front.csv"));
        }
        return file;
    }

    /// The board's blocks are the limit here, not the share of them that the search keeps to.
    static void requireFit(DesignFile file, Run run) {
        if (file.design().clockHertz() > MOST_CLOCK_HERTZ) {
            throw UserInputException.of(
                    file.path().toString(),
                    "clock_hertz",
                    "no part has a clock of " + file.design().clockHertz() + " Hz",
                    "give at most " + MOST_CLOCK_HERTZ);
        }
        Target target = run.target();
        Target whole = target.withBudget(target.board().available());
        switch (file.estimate(run.network(), whole)) {
            case Outcome.Feasible _ -> {}
            case Outcome.Infeasible infeasible -> {
                List<String> faults = infeasible.violations().stream()
                        .map(HardwareDesign::fault)
                        .toList();
                throw UserInputException.ofFaults(
                        file.path().toString(),
                        faults,
                        "the design does not fit " + target.board().name(),
                        "take a smaller design, or explore a larger board");
            }
        }
    }

    private static String fault(Violation violation) {
        return violation.resource() + " needs " + Numbers.short3(violation.demand()) + " " + violation.unit() + " of "
                + Numbers.short3(violation.limit()) + "; " + violation.lever();
    }

    private static HardwareDesign of(Run run, String id, DataflowDesign design, int threads) {
        Samples samples = run.explore().data().readOrRandom(AccuracyMeter.scores(run.network()));
        Network quantised =
                DesignNetwork.of(run.network(), design, samples.first(DesignAccuracy.CALIBRATION_ROWS), threads);
        IntegerNetwork integers = IntegerNetwork.of(quantised, design.requantisation());
        SizedAccelerator hardware = SizedAccelerator.of(
                Accelerator.USUAL_NAME,
                integers,
                design,
                PartStyle.of(run.target().board().part()));
        return new HardwareDesign(run, id, design, integers, hardware, samples);
    }

    /// Rows to try the hardware with: those of the run, else random ones.
    GoldenVectors vectors(int rows, int threads) {
        return GoldenVectors.of(
                network, hardware.accelerator(), rows(run, network.network(), calibration, rows), threads);
    }

    /// Rows to try a network with: those of the run, else random ones.
    ///
    /// @param quantised the network in the design's numbers
    static byte[] rows(Run run, Network quantised, Samples calibration, int rows) {
        return run.explore().data().isGiven() || !IntegerNetwork.isInteger(run.network())
                ? IntegerRun.rows(quantised, calibration.first(rows))
                : randomRows(quantised, rows);
    }

    /// Rows of any number that the inputs store.
    private static byte[] randomRows(Network network, int rows) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        int rowBytes = network.inputs().stream()
                .mapToInt(input -> StoredFormat.of(input).rowBytes())
                .sum();
        byte[] bytes = new byte[Math.multiplyExact(rows, rowBytes)];
        int at = 0;
        for (int row = 0; row < rows; row++) {
            for (Tensor input : network.inputs()) {
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
