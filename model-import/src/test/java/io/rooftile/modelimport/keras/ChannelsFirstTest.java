package io.rooftile.modelimport.keras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.network.Concat;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Pad;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Transpose;
import io.rooftile.core.network.Values;
import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult;
import io.rooftile.modelimport.ImportResult.Imported;
import io.rooftile.modelimport.ImportResult.Refused;
import io.rooftile.modelimport.Unsupported;
import io.rooftile.modelimport.passes.StandardPasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Models that have their channels first in every layer become the network that the same model with its channels last
/// is.
final class ChannelsFirstTest {
    /// What the convolution of [#model] makes: 4 channels of 3 rows and 2 columns.
    private static final int CHANNELS = 4;

    private static final int ROWS = 3;
    private static final int COLUMNS = 2;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", ", \"data_format\": \"channels_last\"", ", \"data_format\": \"channels_first\""})
    void isTheNetworkOfTheSameModelWithChannelsLast(String flatten) {
        int[] rowsInFile = new int[CHANNELS * ROWS * COLUMNS];
        for (int y = 0, row = 0; y < ROWS; y++) {
            for (int x = 0; x < COLUMNS; x++) {
                for (int c = 0; c < CHANNELS; c++, row++) {
                    // Flattening with channels_first brings the channels behind first: then the order is ours.
                    rowsInFile[row] = flatten.contains("first") ? row : (c * ROWS + y) * COLUMNS + x;
                }
            }
        }
        float[][] kernel = new float[rowsInFile.length][7];
        for (int row = 0; row < kernel.length; row++) {
            for (int unit = 0; unit < 7; unit++) {
                kernel[row][unit] = 100 * row + unit;
            }
        }
        float[][] ours = Arrays.stream(rowsInFile).mapToObj(row -> kernel[row]).toArray(float[][]::new);

        Network first = network("first.h5", model("[null, 2, 5, 4]", "channels_first", 1, flatten), weights(kernel));
        Network last = network("last.h5", model("[null, 5, 4, 2]", "channels_last", 3, ""), weights(ours));

        assertEquals(describe(last), describe(first));
        assertEquals(List.of("Convolution", "Reshape", "Dense", "Softmax"), types(first));
    }

    private static String model(String shape, String format, int channelAxis, String flatten) {
        return KerasFiles.sequential("""
                {"class_name": "InputLayer", "config": {"name": "in", "batch_input_shape": %s}},
                {"class_name": "Conv2D", "config": {"name": "conv", "filters": 4, "kernel_size": [3, 2],
                    "strides": [1, 2], "data_format": "%s"}},
                {"class_name": "BatchNormalization", "config": {"name": "bn", "axis": %d}},
                {"class_name": "Activation", "config": {"name": "act", "activation": "relu"}},
                {"class_name": "Flatten", "config": {"name": "flat"%s}},
                {"class_name": "Dense", "config": {"name": "fc", "units": 7, "activation": "softmax"}}""".formatted(shape, format, channelAxis, flatten));
    }

    private static Map<String, Map<String, Object>> weights(float[][] dense) {
        float[][][][] kernel = new float[3][2][2][CHANNELS];
        float next = 0;
        for (float[][][] rows : kernel) {
            for (float[][] columns : rows) {
                for (float[] inputs : columns) {
                    for (int k = 0; k < CHANNELS; k++) {
                        inputs[k] = next++;
                    }
                }
            }
        }
        Map<String, Map<String, Object>> weights = new LinkedHashMap<>();
        weights.put("conv", KerasFiles.arrays("kernel:0", kernel, "bias:0", new float[] {1, 2, 3, 4}));
        weights.put(
                "bn",
                KerasFiles.arrays(
                        "gamma:0", new float[] {1, 3, 5, 7},
                        "beta:0", new float[] {2, 4, 6, 8},
                        "moving_mean:0", new float[] {1, 1, 2, 3},
                        "moving_variance:0", new float[] {4, 3, 2, 1}));
        weights.put("fc", KerasFiles.arrays("kernel:0", dense, "bias:0", new float[7]));
        return weights;
    }

    private Network network(String name, String config, Map<String, Map<String, Object>> weights) {
        Path file = folder.resolve(name);
        KerasFiles.writeModel(file, config, weights);
        ImportResult result = new KerasReader().read(file, ImportOptions.NONE);
        return StandardPasses.apply(
                assertInstanceOf(Imported.class, result, result::toString).network());
    }

    private static List<String> types(Network network) {
        return network.layers().stream().map(Layer::typeName).toList();
    }

    private static List<String> describe(Network network) {
        return network.layers().stream()
                .map(layer -> layer.name()
                        + layer.input().shape()
                        + layer.output().shape()
                        + layer.loops()
                        + layer.constants().stream()
                                .map(ChannelsFirstTest::numbers)
                                .toList())
                .toList();
    }

    private static String numbers(Constant constant) {
        return constant.shape() + Arrays.toString(((Values.Floats) constant.values()).data());
    }

    @Test
    void movesHappenAlongTheDimensionsOfTheFile() throws IOException {
        Network network = assertInstanceOf(Imported.class, topology("""
                        {"class_name": "ZeroPadding2D", "config": {"name": "pad", "padding": [[1, 0], [0, 3]],
                            "data_format": "channels_first"}},
                        {"class_name": "Permute", "config": {"name": "perm", "dims": [2, 3, 1]}},
                        {"class_name": "Reshape", "config": {"name": "shape", "target_shape": [3, 4, -1]}},
                        {"class_name": "GlobalAveragePooling2D", "config": {"name": "mean",
                            "data_format": "channels_first"}}""")).network();

        // The file's [2, 5, 4] becomes [2, 6, 7], [6, 7, 2], [3, 4, 7] and [3].
        assertEquals(Shape.of(1, 5, 4, 2), network.inputs().getFirst().shape());
        assertEquals(List.of(0, 1, 0, 0), layer(network, "pad", Pad.class).before());
        assertEquals(List.of(0, 0, 3, 0), layer(network, "pad", Pad.class).after());
        Transpose permuted = layer(network, "perm", Transpose.class);
        assertEquals(Shape.of(1, 7, 2, 6), permuted.output().shape());
        // Columns, channels, rows.
        assertEquals(List.of(0, 2, 3, 1), permuted.permutation());
        Transpose toFile = layer(network, "shape/turned", Transpose.class);
        assertEquals(Shape.of(1, 6, 7, 2), toFile.output().shape());
        assertEquals(List.of(0, 3, 1, 2), toFile.permutation());
        Transpose fromFile = layer(network, "shape", Transpose.class);
        assertEquals(Shape.of(1, 3, 4, 7), fromFile.input().shape());
        assertEquals(Shape.of(1, 4, 7, 3), fromFile.output().shape());
        assertEquals(List.of(0, 2, 3, 1), fromFile.permutation());
        assertEquals(Shape.of(1, 3), network.outputs().getFirst().shape());
    }

    @Test
    void concatenationAlongTheChannels() throws IOException {
        Path file = folder.resolve("graph.json");
        Files.writeString(file, KerasFiles.functional("""
                {"name": "in", "class_name": "InputLayer", "config": {"name": "in", "batch_input_shape":
                    [null, 2, 5, 4]}, "inbound_nodes": []},
                {"name": "up", "class_name": "Conv2D", "config": {"name": "up", "filters": 3, "kernel_size": 1,
                    "data_format": "channels_first"}, "inbound_nodes": [[["in", 0, 0, {}]]]},
                {"name": "cat", "class_name": "Concatenate", "config": {"name": "cat", "axis": 1},
                    "inbound_nodes": [[["in", 0, 0, {}], ["up", 0, 0, {}]]]}""", "[[\"in\", 0, 0]]", "[[\"cat\", 0, 0]]"));

        Network network = assertInstanceOf(Imported.class, new KerasReader().read(file, ImportOptions.NONE))
                .network();

        Concat concat = layer(network, "cat", Concat.class);
        assertEquals(3, concat.axis());
        assertEquals(Shape.of(1, 5, 4, 5), concat.output().shape());
    }

    @Test
    void refusesWhatWorksAlongAnotherDimensionThanTheChannels() throws IOException {
        assertReason("has its channels first", """
                {"class_name": "Dense", "config": {"name": "fc", "units": 3}}""");
        assertReason("does not have the channels", """
                {"class_name": "BatchNormalization", "config": {"name": "bn", "axis": -1}}""");
        assertReason("has its channels first", """
                {"class_name": "Activation", "config": {"name": "soft", "activation": "softmax"}}""");
        assertReason("those of other layers first", """
                {"class_name": "MaxPooling2D", "config": {"name": "pool"}}""");
    }

    private void assertReason(String reason, String layer) throws IOException {
        List<Unsupported> refused =
                assertInstanceOf(Refused.class, topology(layer)).unsupported();
        assertEquals(1, refused.size());
        assertTrue(refused.getFirst().reason().contains(reason), refused.getFirst()::reason);
    }

    /// Layers behind a first convolution that keeps the file's `[2, 5, 4]`.
    private ImportResult topology(String layers) throws IOException {
        Path file = folder.resolve("model.json");
        Files.writeString(file, KerasFiles.sequential("""
                {"class_name": "Conv2D", "config": {"name": "conv", "filters": 2, "kernel_size": 1,
                    "batch_input_shape": [null, 2, 5, 4], "data_format": "channels_first"}},
                """ + layers));
        return new KerasReader().read(file, ImportOptions.NONE);
    }

    private static <T extends Layer> T layer(Network network, String name, Class<T> type) {
        return assertInstanceOf(
                type,
                network.layers().stream()
                        .filter(layer -> layer.name().equals(name))
                        .findFirst()
                        .orElseThrow());
    }
}
