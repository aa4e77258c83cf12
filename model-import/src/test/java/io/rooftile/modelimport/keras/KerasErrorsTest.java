package io.rooftile.modelimport.keras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.rooftile.core.UserInputException;
import io.rooftile.modelimport.ImportOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Broken and wrong files: one message that names the file, the place and what to do.
final class KerasErrorsTest {
    private static final String DENSE = KerasFiles.sequential("""
            {"class_name": "Dense", "config": {"name": "d", "units": 3, "batch_input_shape": [null, 2]}}""");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"empty.h5", "empty.keras", "empty.json"})
    void emptyFile(String name) throws IOException {
        assertTrue(message(write(name, ""), null).contains(": the file is empty; "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text.h5", "text.keras", "text.json"})
    void fileOfAnotherKind(String name) throws IOException {
        message(write(name, "This is a text, whatever its name says.\n".repeat(100)), null);
    }

    @Test
    void weightsAlone() {
        Path file = folder.resolve("weights.h5");
        KerasFiles.writeWeights(file, KerasFiles.convolutionWeights());
        assertEquals(
                file + ": the file holds weights without the layers they belong to;"
                        + " give the model's .json, and this file with --weights",
                message(file, null));
    }

    @Test
    void hdf5WithoutModel() {
        Path file = folder.resolve("other.h5");
        try (WritableHdfFile hdf = HdfFile.write(file)) {
            hdf.putDataset("data", new float[] {1, 2});
        }
        assertTrue(message(file, null).contains("the HDF5 file holds no Keras model"));
        assertTrue(message(topology(DENSE), file).contains("the HDF5 file holds no Keras weights"));
    }

    @Test
    void everyTruncationOfAModelIsNoticedOrReadsAsBefore() throws IOException {
        Path whole = folder.resolve("whole.h5");
        KerasFiles.writeModel(whole, KerasFiles.CONVOLUTION_MODEL, KerasFiles.convolutionWeights());
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = folder.resolve("cut.h5");
        for (int length = 1; length < bytes.length; length += 97) {
            Files.write(cut, Arrays.copyOf(bytes, length));
            try {
                new KerasReader().read(cut, ImportOptions.NONE);
            } catch (UserInputException e) {
                assertTrue(String.valueOf(e.getMessage()).startsWith(cut.toString()), e::getMessage);
            }
        }
    }

    @Test
    void weightsOfAnotherShape() {
        String expected = "layer d: kernel (d/d/kernel:0) has shape [3, 2], but the layer needs [2, 3];"
                + " give the weights that belong to this topology";
        Path weights = folder.resolve("w.h5");
        KerasFiles.writeWeights(
                weights, Map.of("d", KerasFiles.arrays("kernel:0", new float[3][2], "bias:0", new float[3])));
        assertTrue(message(topology(DENSE), weights).endsWith(expected));
    }

    @Test
    void weightsThatAreTooFewOrTooMany() {
        Path weights = folder.resolve("w.h5");
        float[][] kernel = {{1, 2, 3}, {4, 5, 6}};
        KerasFiles.writeWeights(weights, Map.of("d", KerasFiles.arrays("kernel:0", kernel)));
        assertTrue(message(topology(DENSE), weights).contains("has 1 arrays for this layer, but no bias"));
        KerasFiles.writeWeights(weights, Map.of("e", KerasFiles.arrays("kernel:0", kernel)));
        assertTrue(message(topology(DENSE), weights).contains("has nothing for this layer"));
        float[] bias = {1, 2, 3};
        KerasFiles.writeWeights(
                weights, Map.of("d", KerasFiles.arrays("kernel:0", kernel, "bias:0", bias, "more:0", bias)));
        assertTrue(message(topology(DENSE), weights).contains("has 3 arrays for this layer, but it needs 2"));
    }

    @Test
    void weightsThatAreNoFloatingPointNumbers() {
        Path weights = folder.resolve("w.h5");
        KerasFiles.writeWeights(
                weights, Map.of("d", KerasFiles.arrays("kernel:0", new int[2][3], "bias:0", new float[3])));
        assertTrue(message(topology(DENSE), weights).contains("d/d/kernel:0: the weights are not floating-point"));
    }

    @Test
    void negativeVariance() {
        Map<String, Map<String, Object>> arrays = KerasFiles.convolutionWeights();
        arrays.put(
                "bn",
                KerasFiles.arrays(
                        "a:0", new float[3], "b:0", new float[3], "c:0", new float[3], "d:0", new float[] {1, -2, 1}));
        Path file = folder.resolve("model.h5");
        KerasFiles.writeModel(file, KerasFiles.CONVOLUTION_MODEL, arrays);
        assertTrue(message(file, null).contains("layer bn: channel 1 cannot be normalised"));
    }

    @Test
    void brokenJson() {
        assertTrue(message(topology("{\"class_name\": "), null).contains("line 1 column"));
        assertTrue(message(topology("{\"a\": 1, \"a\": 2}"), null).contains("Duplicate"));
        assertTrue(message(topology(DENSE + "{}"), null).contains("broken JSON"));
        assertTrue(message(topology("[".repeat(100_000)), null).contains("nesting depth"));
        assertTrue(message(topology("[1]"), null).contains("not a JSON object"));
        assertTrue(message(topology("{\"class_name\": \"Graph\"}"), null).contains("class 'Graph'"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"units\": 0",
                "\"units\": -3",
                "\"units\": 1e30",
                "\"units\": \"many\"",
                "\"units\": 2.5",
                "\"units\": null"
            })
    void sizesThatAreNone(String units) {
        String message = message(topology(DENSE.replace("\"units\": 3", units)), null);
        assertTrue(message.contains("layer d: 'units'"), message);
    }

    @Test
    void tensorsBeyondAllBounds() {
        String layers = """
                {"class_name": "InputLayer", "config": {"name": "in",
                    "batch_input_shape": [null, 16777216, 16777216, 16777216]}},
                {"class_name": "Flatten", "config": {"name": "f"}}""";
        assertTrue(message(topology(KerasFiles.sequential(layers)), null).contains("is too large"));
        String wide = """
                {"class_name": "Dense", "config": {"name": "d", "units": 16777216, "batch_input_shape": [null, 4000]}}
                """;
        assertTrue(message(topology(KerasFiles.sequential(wide)), null).contains("layer d: kernel of shape"));
    }

    @Test
    void layersThatFeedEachOther() {
        String layers = """
                {"name": "x", "class_name": "InputLayer", "config": {"name": "x", "batch_shape": [null, 3]},
                    "inbound_nodes": []},
                {"name": "a", "class_name": "Add", "config": {"name": "a"},
                    "inbound_nodes": [[["x", 0, 0, {}], ["b", 0, 0, {}]]]},
                {"name": "b", "class_name": "ReLU", "config": {"name": "b"}, "inbound_nodes": [[["%s", 0, 0, {}]]]}""";
        String circle = KerasFiles.functional(layers.formatted("a"), "[[\"x\", 0, 0]]", "[[\"b\", 0, 0]]");
        assertTrue(message(topology(circle), null).contains("feeds itself"));
        String nowhere = KerasFiles.functional(layers.formatted("c"), "[[\"x\", 0, 0]]", "[[\"b\", 0, 0]]");
        assertTrue(message(topology(nowhere), null).contains("layer c: something reads it, but there is no such"));
    }

    @Test
    void archiveThatInflatesWithoutEnd() throws IOException {
        Path file = folder.resolve("bomb.keras");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("config.json"));
            zeros(zip, 80);
        }
        String message = message(file, null);
        assertTrue(message.contains("config.json: inflates to more than"), message);
    }

    private static void zeros(OutputStream out, int megabytes) throws IOException {
        byte[] zeros = new byte[1 << 20];
        for (int i = 0; i < megabytes; i++) {
            out.write(zeros);
        }
    }

    @Test
    void archiveWithoutItsParts() throws IOException {
        Path file = folder.resolve("part.keras");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("other.json"));
        }
        assertTrue(message(file, null).contains("holds no config.json"));
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("config.json"));
            zip.write(DENSE.getBytes(StandardCharsets.UTF_8));
        }
        assertTrue(message(file, null).contains("holds no model.weights.h5"));
    }

    @Test
    void weightsForAWholeModel() {
        Path file = folder.resolve("model.h5");
        KerasFiles.writeModel(file, KerasFiles.CONVOLUTION_MODEL, KerasFiles.convolutionWeights());
        assertTrue(message(file, file).contains("a weights file belongs to a .json topology"));
    }

    private Path topology(String text) {
        try {
            return write("model.json", text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String message(Path model, @Nullable Path weights) {
        ImportOptions options = new ImportOptions(weights, false);
        String message =
                String.valueOf(assertThrows(UserInputException.class, () -> new KerasReader().read(model, options))
                        .getMessage());
        assertTrue(
                message.startsWith(model.toString()) || (weights != null && message.startsWith(weights.toString())),
                message);
        assertTrue(message.length() < 600 && !message.contains("\n"), message);
        return message;
    }
}
