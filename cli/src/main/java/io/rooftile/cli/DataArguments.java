package io.rooftile.cli;

import io.rooftile.core.UserInputException;
import io.rooftile.core.network.Network;
import io.rooftile.modelimport.ModelDigest;
import io.rooftile.quantization.accuracy.Metric;
import io.rooftile.quantization.accuracy.Samples;
import io.rooftile.quantization.data.SampleFormat;
import io.rooftile.quantization.data.SampleReader;
import java.nio.file.Path;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The arguments that say what sample rows there are.
final class DataArguments {
    /// How many random rows there are where none are given.
    static final int RANDOM_ROWS = 256;

    private static final long SEED = 1;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = {
                "Sample rows: .csv (a label first, then the inputs), .npy (first dimension: rows), or raw",
                "little-endian rows in the model's input type."
            })
    private @Nullable Path data;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = {
                "The class of each row, where --data lacks it: the last column of a .csv or text file, or an .npy of",
                "one number a row."
            })
    private @Nullable Path labels;

    @Option(
            names = "--label-column",
            paramLabel = "WHICH",
            defaultValue = "first",
            description = "Where a .csv holds the label: first, last or none. Default: ${DEFAULT-VALUE}.")
    private SampleFormat.LabelColumn labelColumn = SampleFormat.LabelColumn.FIRST;

    @Option(
            names = "--input-scale",
            paramLabel = "X",
            defaultValue = "1",
            description = "Inputs are X times the file's numbers, plus --input-offset. Default: ${DEFAULT-VALUE}.")
    private double factor = 1;

    @Option(
            names = "--input-offset",
            paramLabel = "Y",
            defaultValue = "0",
            description = "Added to each input. Default: ${DEFAULT-VALUE}.")
    private double offset;

    @Option(names = "--rows", paramLabel = "N", description = "Use the first N rows only. Default: all.")
    private @Nullable Integer rows;

    boolean isGiven() {
        return data != null;
    }

    /// What the rows depend on, in words: digests of their files and how they are read.
    String dependencies() {
        return data == null
                ? "no rows"
                : "rows " + ModelDigest.of(data.toString())
                        + (labels == null ? "" : ", labels " + ModelDigest.of(labels.toString()))
                        + ", label column " + labelColumn + ", factor " + factor + ", offset " + offset
                        + (rows == null ? "" : ", first " + rows);
    }

    /// The rows that a network's accuracy is to be measured on.
    ///
    /// @throws UserInputException when a file cannot be read or does not fit the network, or the rows tell
    /// nothing of it
    Samples read(Network network) {
        if (data == null) {
            throw UserInputException.of("--data", "", "no sample rows were given", "name a file of rows");
        }
        if (rows != null) {
            Least.require("--rows", rows, 1);
        }
        Samples samples = reader(network).read(data, labels);
        return first(network, samples, rows == null ? samples.rows() : rows);
    }

    /// The rows that were given, else random ones: of the standard normal distribution, the same for every
    /// command, so that hardware has the numbers that its accuracy was measured with.
    ///
    /// @throws UserInputException when a file cannot be read or does not fit the network, or the rows tell
    /// nothing of it
    Samples readOrRandom(Network network) {
        return isGiven()
                ? read(network)
                : Samples.normal(
                        network,
                        RANDOM_ROWS,
                        RandomGeneratorFactory.of("L64X128MixRandom").create(SEED));
    }

    /// The first of these rows, for an accuracy of their own.
    ///
    /// @throws UserInputException when they are of one class, and the network tells two apart
    Samples first(Network network, Samples samples, int count) {
        Samples first = samples.first(count);
        long outputs = network.outputs().stream()
                .mapToLong(output -> output.shape().elements())
                .sum();
        if (!Metric.of(first, Math.toIntExact(outputs)).isDefinedOn(first)) {
            throw UserInputException.of(
                    String.valueOf(labels == null ? data : labels),
                    "",
                    "the first %,d rows all have the label %d, so that they cannot tell how well two classes are told apart"
                            .formatted(first.rows(), first.label(0)),
                    "mix rows of both classes, 0 and 1");
        }
        return first;
    }

    /// Rows of another file, written alike; their labels do not matter.
    ///
    /// @throws UserInputException when the file cannot be read or does not fit the network
    Samples readOther(Network network, Path file) {
        return reader(network).read(file, null);
    }

    private SampleReader reader(Network network) {
        return new SampleReader(network, new SampleFormat(labelColumn, factor, offset));
    }

    /// A short word for the rows in reports.
    String name() {
        return data == null ? "" : String.valueOf(data.getFileName());
    }
}
