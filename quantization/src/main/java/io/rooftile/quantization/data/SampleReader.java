package io.rooftile.quantization.data;

import io.rooftile.core.UserInputException;
import io.rooftile.core.network.ArgMax;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import io.rooftile.quantization.accuracy.Samples;
import io.rooftile.quantization.integer.StoredFormat;
import io.rooftile.quantization.real.RealRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads the rows of a data file for a network. The ending says what the file is: `.csv`, `.npy`, or raw bytes in the
/// network's own input type otherwise.
public final class SampleReader {
    private final Network network;
    private final SampleFormat format;

    public SampleReader(Network network, SampleFormat format) {
        this.network = network;
        this.format = format;
    }

    /// All rows with their labels.
    ///
    /// @param labels file of the labels, or null where the data file has them or nobody knows them
    /// @throws UserInputException when a file cannot be read or does not fit the network
    public Samples read(Path data, @Nullable Path labels) {
        byte[] bytes = bytes(data);
        int length = Math.toIntExact(network.inputs().stream()
                .mapToLong(input -> input.shape().elements())
                .sum());
        Samples samples =
                switch (ending(data)) {
                    case "csv", "txt" -> CsvTable.parse(data, bytes).samples(length, format, labels != null);
                    case "npy" -> NumpyArray.parse(data, bytes).samples(length, format);
                    default -> raw(data, bytes, length);
                };
        requireFinite(data, samples);
        if (labels != null) {
            int[] read = labels(labels);
            if (read.length != samples.rows()) {
                throw UserInputException.of(
                        labels.toString(),
                        "",
                        "there are " + read.length + " labels for " + samples.rows() + " rows of " + data,
                        "give one label for each row");
            }
            samples = new Samples(samples.values(), samples.rows(), read);
        }
        if (samples.hasLabels()) {
            requireClasses(labels == null ? data : labels, samples);
        }
        return samples;
    }

    private static int[] labels(Path file) {
        byte[] bytes = bytes(file);
        return ending(file).equals("npy")
                ? NumpyArray.parse(file, bytes).labels()
                : CsvTable.parse(file, bytes).labels();
    }

    /// Labels must be classes that the network can tell apart.
    private void requireClasses(Path file, Samples samples) {
        if (network.outputs().size() != 1) {
            throw UserInputException.of(
                    file.toString(),
                    "",
                    "labels say nothing of a network with " + network.outputs().size() + " outputs",
                    "give rows without labels, for the noise of its outputs");
        }
        Shape scores = scores().shape();
        if (scores.rank() > 1 && scores.dim(0) != 1) {
            throw UserInputException.of(
                    file.toString(),
                    "",
                    "labels are of single inferences, but the network makes " + scores.dim(0) + " at once",
                    "give the network with a batch of 1");
        }
        long outputs = scores.elements();
        long classes = Math.max(2, outputs);
        for (int row = 0; row < samples.rows(); row++) {
            if (samples.label(row) >= classes) {
                throw UserInputException.of(
                        file.toString(),
                        "row " + (row + 1),
                        "the label is " + samples.label(row) + ", but the network has "
                                + (outputs == 1 ? "1 output" : outputs + " outputs"),
                        "give labels from 0 to " + (classes - 1) + ", or say where the label is with --label-column");
            }
        }
    }

    /// What tells classes apart: the output, or what its greatest is taken of.
    private Tensor scores() {
        Tensor output = network.outputs().getFirst();
        Layer last = network.layers().getLast();
        return last instanceof ArgMax && last.output().equals(output) ? last.input() : output;
    }

    private static void requireFinite(Path file, Samples samples) {
        for (int row = 0; row < samples.rows(); row++) {
            for (int index = 0; index < samples.rowLength(); index++) {
                if (!Float.isFinite(samples.value(row, index))) {
                    throw UserInputException.of(
                            file.toString(),
                            "row " + (row + 1),
                            "number " + (index + 1) + " is " + samples.value(row, index),
                            "give finite numbers");
                }
            }
        }
    }

    private Samples raw(Path file, byte[] bytes, int length) {
        int rowBytes = network.inputs().stream()
                .mapToInt(input -> StoredFormat.of(input).rowBytes())
                .sum();
        if (bytes.length == 0 || bytes.length % rowBytes != 0) {
            throw UserInputException.of(
                    file.toString(),
                    "",
                    "its " + bytes.length + " bytes are not whole rows of " + rowBytes,
                    "give raw little-endian rows in the model's input type, or a .csv or .npy file");
        }
        int rows = bytes.length / rowBytes;
        float[] values = new float[Math.multiplyExact(rows, length)];
        int index = 0;
        int at = 0;
        for (int row = 0; row < rows; row++) {
            for (Tensor input : network.inputs()) {
                StoredFormat stored = StoredFormat.of(input);
                for (int element = 0; element < stored.elements(); element++) {
                    values[index++] = real(input, stored, bytes, at);
                    at += stored.bytes();
                }
            }
        }
        scale(values);
        return new Samples(values, rows);
    }

    /// What the stored number at a place stands for.
    private static float real(Tensor input, StoredFormat stored, byte[] bytes, int at) {
        if (input.format().isFloat()) {
            return RealRows.of(input).get(RealRows.buffer(bytes), at);
        }
        return (float) (input.quantisation().scale(0)
                * (stored.get(bytes, at) - input.quantisation().zeroPoint(0)));
    }

    private void scale(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (format.factor() * values[i] + format.offset());
        }
    }

    private static String ending(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException absent) {
            throw UserInputException.of(file.toString(), "", "there is no such file", "check the path");
        } catch (IOException failed) {
            throw UserInputException.of(file.toString(), "", "it cannot be read", "check that it is a readable file");
        }
    }
}
