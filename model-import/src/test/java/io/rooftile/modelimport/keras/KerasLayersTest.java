package io.rooftile.modelimport.keras;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Concat;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Dense;
import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.HostOperation;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Pad;
import io.rooftile.core.network.Padding;
import io.rooftile.core.network.Pool;
import io.rooftile.core.network.ScaleShift;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Softmax;
import io.rooftile.core.network.Transpose;
import io.rooftile.core.network.Upsample;
import io.rooftile.core.network.Values;
import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult;
import io.rooftile.modelimport.ImportResult.Imported;
import io.rooftile.modelimport.ImportResult.Refused;
import io.rooftile.modelimport.Unsupported;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Layers one by one, from files written here: shapes, windows and where each stored number goes. All sizes
/// differ.
final class KerasLayersTest {
    @TempDir
    private Path folder;

    @Test
    void wholeModelHasEveryWeightInItsPlace() {
        Path file = folder.resolve("model.h5");
        KerasFiles.writeModel(file, KerasFiles.CONVOLUTION_MODEL, KerasFiles.convolutionWeights());
        Imported imported = assertInstanceOf(Imported.class, new KerasReader().read(file, ImportOptions.NONE));
        Network network = imported.network();

        assertEquals(
                List.of("Convolution", "ScaleShift", "Activation", "Reshape", "Dense", "Softmax"),
                network.layers().stream().map(Layer::typeName).toList());
        // 3 rows, 2 columns, 3 filters of 3x2x2; then 18 inputs and 7 units.
        assertEquals(3 * 2 * 3 * 12 + 18 * 7, network.macs());
        assertEquals(36 + 3 + 4 * 3 + 18 * 7 + 7, imported.storedParameters());
        Convolution conv = layer(network, "conv", Convolution.class);
        assertEquals(Shape.of(1, 3, 2, 3), conv.output().shape());
        Constant kernel = conv.learned().weights();
        assertEquals(Shape.of(3, 3, 2, 2), kernel.shape());
        float[] weights = floats(kernel);
        for (int k = 0, i = 0; k < 3; k++) {
            for (int fy = 0; fy < 3; fy++) {
                for (int fx = 0; fx < 2; fx++) {
                    for (int c = 0; c < 2; c++) {
                        assertEquals(1000 * fy + 100 * fx + 10 * c + k, weights[i++]);
                    }
                }
            }
        }
        ScaleShift bn = layer(network, "bn", ScaleShift.class);
        // gamma / sqrt(variance + 0.5) with variances 0.5, 3.5, 8.5.
        assertArrayEquals(new float[] {2, 2, 2}, floats(bn.scale()));
        assertArrayEquals(new float[] {10 - 2, 20 - 4, 30 - 6}, floats(bn.shift()));
        float[] dense = floats(layer(network, "fc", Dense.class).learned().weights());
        assertEquals(10 * 17 + 4, dense[4 * 18 + 17]);
        assertEquals("fc", layer(network, "fc/softmax", Softmax.class).input().name());
    }

    @Test
    void archiveFindsWeightsByClassAndNumber() throws IOException {
        Path file = folder.resolve("model.keras");
        String layers = """
                {"class_name": "InputLayer", "config": {"name": "x", "batch_shape": [null, 2]}},
                {"class_name": "Dense", "config": {"name": "first", "units": 3, "activation":
                    {"module": "builtins", "class_name": "function", "config": "relu"}}},
                {"class_name": "Dense", "config": {"name": "second", "units": 5, "use_bias": false}}""";
        float[][] first = {{1, 2, 3}, {4, 5, 6}};
        KerasFiles.writeArchive(
                file,
                KerasFiles.sequential(layers),
                Map.of("dense", List.of(first, new float[] {7, 8, 9}), "dense_1", List.of((Object) new float[3][5])));
        Network network = network(new KerasReader().read(file, ImportOptions.NONE));

        Dense dense = layer(network, "first", Dense.class);
        assertEquals(ActivationFunction.RELU, dense.activation());
        assertArrayEquals(new float[] {1, 4, 2, 5, 3, 6}, floats(dense.learned().weights()));
        assertEquals(2 * 3 + 3 * 5, network.macs());
    }

    @Test
    void depthwiseKernelGoesChannelThenMultiplier() throws IOException {
        float[][][][] kernel = new float[3][2][4][2];
        for (int fy = 0; fy < 3; fy++) {
            for (int fx = 0; fx < 2; fx++) {
                for (int c = 0; c < 4; c++) {
                    for (int m = 0; m < 2; m++) {
                        kernel[fy][fx][c][m] = 1000 * fy + 100 * fx + 10 * c + m;
                    }
                }
            }
        }
        String layer = """
                {"class_name": "DepthwiseConv2D", "config": {"name": "dw", "kernel_size": [3, 2], "strides": [2, 3],
                    "padding": "same", "depth_multiplier": 2, "use_bias": false}}""";
        Network network = withWeights(input(7, 11, 4), layer, Map.of("dw", KerasFiles.arrays("k:0", kernel)));

        Convolution dw = layer(network, "dw", Convolution.class);
        assertEquals(4, dw.groups());
        // ceil(7 / 2) rows need 3 * 2 + 3 = 9 rows, so one each side; ceil(11 / 3) columns need 3 * 3 + 2 = 11.
        assertEquals(new Padding(1, 1, 0, 0), dw.window().padding());
        assertEquals(Shape.of(1, 4, 4, 8), dw.output().shape());
        float[] weights = floats(dw.learned().weights());
        // Output channel 5 is input channel 2, multiplier 1.
        assertEquals(1000 * 2 + 100 + 10 * 2 + 1, weights[((5 * 3 + 2) * 2 + 1)]);
        assertEquals(4 * 4 * 8 * 3 * 2, network.macs());
    }

    @Test
    void separableBecomesTwoConvolutions() throws IOException {
        Network network = topology(input(5, 6, 3), """
                {"class_name": "SeparableConv2D", "config": {"name": "sep", "filters": 7, "kernel_size": [2, 3],
                    "depth_multiplier": 2, "activation": "relu"}}""");
        assertEquals(4 * 4 * 6 * 2 * 3 + 4 * 4 * 7 * 6, network.macs());
        assertEquals(6 * 2 * 3 + 7 * 6 + 7, network.parameters());
        assertEquals(
                ActivationFunction.RELU,
                layer(network, "sep", Convolution.class).activation());
    }

    @Test
    void oneDimensionalConvolutionHasOneRow() throws IOException {
        float[][][] kernel = new float[3][4][5];
        kernel[2][1][3] = 42;
        String layer = """
                {"class_name": "Conv1D", "config": {"name": "conv", "filters": 5, "kernel_size": [3], "strides": [2],
                    "padding": "causal", "dilation_rate": [1], "use_bias": false}}""";
        Network network = withWeights("""
                {"class_name": "InputLayer", "config": {"name": "in", "batch_input_shape": [null, 9, 4]}},
                """, layer, Map.of("conv", KerasFiles.arrays("k:0", kernel)));
        Convolution conv = layer(network, "conv", Convolution.class);
        assertEquals(Shape.of(1, 5, 5), conv.output().shape());
        assertEquals(new Padding(0, 0, 2, 0), conv.window().padding());
        assertEquals(42, floats(conv.learned().weights())[(3 * 3 + 2) * 4 + 1]);
        assertEquals(5 * 5 * 3 * 4, network.macs());
    }

    @Test
    void firstKerasNamesAreUnderstood() throws IOException {
        Network network = topology("", """
                {"class_name": "Convolution2D", "config": {"name": "c", "nb_filter": 5, "nb_row": 3, "nb_col": 2,
                    "subsample": [2, 1], "border_mode": "same", "dim_ordering": "tf", "bias": false,
                    "batch_input_shape": [null, 7, 6, 4]}},
                {"class_name": "MaxPooling2D", "config": {"name": "p", "pool_size": [2, 3], "strides": [2, 3],
                    "border_mode": "valid", "dim_ordering": "tf"}},
                {"class_name": "Flatten", "config": {"name": "f"}},
                {"class_name": "Dense", "config": {"name": "d", "output_dim": 9, "bias": true}}""");
        assertEquals("c_input", network.inputs().getFirst().name());
        assertEquals(
                Shape.of(1, 4, 6, 5),
                layer(network, "c", Convolution.class).output().shape());
        assertEquals(
                Shape.of(1, 2, 2, 5), layer(network, "p", Pool.class).output().shape());
        assertEquals(4 * 6 * 5 * 3 * 2 * 4 + 20 * 9, network.macs());
    }

    @Test
    void movesOfElementsKeepRowsAndColumnsApart() throws IOException {
        Network network = topology(input(3, 5, 2), """
                {"class_name": "ZeroPadding2D", "config": {"name": "pad", "padding": [[1, 2], [3, 4]]}},
                {"class_name": "UpSampling2D", "config": {"name": "up", "size": [2, 3]}},
                {"class_name": "Permute", "config": {"name": "perm", "dims": [3, 1, 2]}},
                {"class_name": "Reshape", "config": {"name": "shape", "target_shape": [4, -1]}}""");
        assertEquals(List.of(0, 1, 3, 0), layer(network, "pad", Pad.class).before());
        assertEquals(
                Shape.of(1, 6, 12, 2), layer(network, "pad", Pad.class).output().shape());
        assertEquals(
                Shape.of(1, 12, 36, 2),
                layer(network, "up", Upsample.class).output().shape());
        assertEquals(
                List.of(0, 3, 1, 2), layer(network, "perm", Transpose.class).permutation());
        assertEquals(Shape.of(1, 4, 216), network.outputs().getFirst().shape());
    }

    @Test
    void poolsOverEverythingDropPositions() throws IOException {
        Network network = topology(input(3, 5, 2), """
                {"class_name": "GlobalAveragePooling2D", "config": {"name": "gap"}}""");
        Pool pool = layer(network, "gap", Pool.class);
        assertEquals(Shape.of(1, 2), pool.output().shape());
        assertEquals(3, pool.window().fy());
        assertEquals(5, pool.window().fx());
    }

    @Test
    void functionalModelsOfAllVersionsGiveTheSameGraph() throws IOException {
        String keras1 = """
                [[["%s", 0, 0]]]""";
        String keras2 = """
                [[["%s", 0, 0, {}]]]""";
        String keras3 = """
                [{"args": [{"class_name": "__keras_tensor__", "config": {"shape": [null, 3],
                    "keras_history": ["%s", 0, 0]}}], "kwargs": {"training": false}}]""";
        String two = """
                [[["a", 0, 0, {}], ["b", 0, 0, {}]]]""";
        String two3 = """
                [{"args": [[{"class_name": "__keras_tensor__", "config": {"keras_history": ["a", 0, 0]}},
                    {"class_name": "__keras_tensor__", "config": {"keras_history": ["b", 0, 0]}}]], "kwargs": {}}]""";
        List<String> first = graph(keras1, two);
        assertEquals(List.of("Dense[in]", "Dense[in]", "Elementwise[a, b]", "Concat[sum, b]"), first);
        assertEquals(first, graph(keras2, two));
        assertEquals(first, graph(keras3, two3));
    }

    private List<String> graph(String one, String two) throws IOException {
        String layers = """
                {"name": "in", "class_name": "InputLayer", "config": {"name": "in", "batch_shape": [null, 3]},
                    "inbound_nodes": []},
                {"name": "b", "class_name": "Dense", "config": {"name": "b", "units": 4}, "inbound_nodes": %s},
                {"name": "a", "class_name": "Dense", "config": {"name": "a", "units": 4}, "inbound_nodes": %s},
                {"name": "sum", "class_name": "Add", "config": {"name": "sum"}, "inbound_nodes": %s},
                {"name": "all", "class_name": "Concatenate", "config": {"name": "all", "axis": -1},
                    "inbound_nodes": %s}""".formatted(one.formatted("in"), one.formatted("in"), two, two.replace("\"a\"", "\"sum\""));
        Path file = folder.resolve("graph.json");
        Files.writeString(file, KerasFiles.functional(layers, "[[\"in\", 0, 0]]", "[\"all\", 0, 0]"));
        Network network = network(new KerasReader().read(file, ImportOptions.NONE));
        assertEquals(
                Elementwise.Kind.ADD, layer(network, "sum", Elementwise.class).kind());
        assertEquals(
                Shape.of(1, 8), layer(network, "all", Concat.class).output().shape());
        return network.layers().stream()
                .map(layer -> layer.typeName()
                        + layer.inputs().stream().map(t -> t.name()).toList())
                .toList();
    }

    @Test
    void modelInsideAModelIsInlinedWithItsWeights() {
        String inner = KerasFiles.sequential("""
                {"class_name": "Dense", "config": {"name": "d", "units": 5, "use_bias": false,
                    "batch_input_shape": [null, 2]}},
                {"class_name": "Activation", "config": {"name": "a", "activation": "tanh"}}""").replace("\"net\"", "\"inner\"");
        String layers = """
                {"class_name": "InputLayer", "config": {"name": "in", "batch_input_shape": [null, 2]}},
                %s,
                {"class_name": "Dense", "config": {"name": "d", "units": 3, "use_bias": false}}""".formatted(inner);
        Path file = folder.resolve("nested.h5");
        float[][] kernel = {{1, 2, 3, 4, 5}, {6, 7, 8, 9, 10}};
        KerasFiles.writeModelWithInner(file, KerasFiles.sequential(layers), "inner", "d", kernel, new float[5][3]);
        Network network = network(new KerasReader().read(file, ImportOptions.NONE));
        assertEquals(
                List.of("inner/d", "inner/a", "d"),
                network.layers().stream().map(Layer::name).toList());
        float[] weights =
                floats(layer(network, "inner/d", Dense.class).learned().weights());
        assertArrayEquals(new float[] {1, 6, 2, 7, 3, 8, 4, 9, 5, 10}, weights);
    }

    @Test
    void layersUsedTwiceAreCopiedOnlyWithoutWeights() throws IOException {
        Path file = folder.resolve("shared.json");
        String layers = """
                {"name": "x", "class_name": "InputLayer", "config": {"name": "x", "batch_shape": [null, 3]},
                    "inbound_nodes": []},
                {"name": "act", "class_name": "ReLU", "config": {"name": "act"},
                    "inbound_nodes": [[["x", 0, 0, {}]], [["%1$s", 0, 0, {}]]]},
                {"name": "%1$s", "class_name": "%2$s", "config": {"name": "%1$s", "units": 3, "axis": -1},
                    "inbound_nodes": %3$s}""";
        String once = "[[[\"act\", 0, 0, {}]]]";
        String twice = "[[[\"act\", 0, 0, {}]], [[\"act\", 0, 0, {}]]]";
        Files.writeString(
                file,
                KerasFiles.functional(layers.formatted("fc", "Dense", once), "[[\"x\", 0, 0]]", "[[\"act\", 1, 0]]"));
        Network network = network(new KerasReader().read(file, ImportOptions.NONE));
        assertEquals(
                List.of("act", "fc", "act/use1"),
                network.layers().stream().map(Layer::name).toList());

        Files.writeString(
                file,
                KerasFiles.functional(layers.formatted("fc", "Dense", twice), "[[\"x\", 0, 0]]", "[[\"act\", 1, 0]]"));
        Refused refused = assertInstanceOf(Refused.class, new KerasReader().read(file, ImportOptions.NONE));
        assertEquals(
                "it is used 2 times with the same weights",
                refused.unsupported().getFirst().reason());
    }

    @Test
    void allObstaclesAreReportedAtOnce() throws IOException {
        Refused refused = assertInstanceOf(Refused.class, read(input(3, 5, 2), """
                {"class_name": "Conv2D", "config": {"name": "c", "filters": 4, "kernel_size": [1, 2],
                    "data_format": "channels_first"}},
                {"class_name": "ThresholdedReLU", "config": {"name": "p"}},
                {"class_name": "MaxPooling2D", "config": {"name": "d", "data_format": "channels_last"}},
                {"class_name": "my>Thing", "config": {"name": "t"}}"""));
        assertEquals(
                List.of("c Conv2D", "p ThresholdedReLU", "t Thing"),
                refused.unsupported().stream().map(u -> u.node() + " " + u.op()).toList());
        Unsupported first = refused.unsupported().getFirst();
        assertEquals(
                "its channels come first (channels_first), but not in the whole model as channels_first",
                first.reason());
        assertEquals("build the model with channels_last", first.hint());
    }

    /// The fuzz test damages these: they must be whole to begin with.
    @Test
    void topologiesWithNearlyAllLayersAreRead() throws IOException {
        for (String text : KerasFiles.ALL_LAYERS) {
            Path file = folder.resolve("all.json");
            Files.writeString(file, text);
            network(new KerasReader().read(file, new ImportOptions(null, true)));
        }
    }

    @Test
    void hostTakesLayersOfKnownShapeWhenAsked() throws IOException {
        Path file = folder.resolve("host.json");
        Files.writeString(file, KerasFiles.sequential("""
                {"class_name": "LSTM", "config": {"name": "l", "units": 7, "return_sequences": true,
                    "batch_input_shape": [null, 3, 2]}},
                {"class_name": "Dense", "config": {"name": "d", "units": 5}}"""));
        Network network = network(new KerasReader().read(file, new ImportOptions(null, true)));
        assertEquals(
                Shape.of(1, 3, 7),
                layer(network, "l", HostOperation.class).output().shape());
        assertEquals(3 * 7 * 5, network.macs());
    }

    private static String input(int rows, int columns, int channels) {
        return """
                {"class_name": "InputLayer", "config": {"name": "in", "batch_input_shape": [null, %d, %d, %d]}},
                """.formatted(rows, columns, channels);
    }

    private ImportResult read(String input, String layers) throws IOException {
        Path file = folder.resolve("model.json");
        Files.writeString(file, KerasFiles.sequential(input + layers));
        return new KerasReader().read(file, ImportOptions.NONE);
    }

    private Network topology(String input, String layers) throws IOException {
        return network(read(input, layers));
    }

    private Network withWeights(String input, String layers, Map<String, Map<String, Object>> weights)
            throws IOException {
        Path file = folder.resolve("model.json");
        Files.writeString(file, KerasFiles.sequential(input + layers));
        Path weightsFile = folder.resolve("weights.h5");
        KerasFiles.writeWeights(weightsFile, weights);
        return network(new KerasReader().read(file, new ImportOptions(weightsFile, false)));
    }

    private static Network network(ImportResult result) {
        return assertInstanceOf(Imported.class, result, result::toString).network();
    }

    private static <T extends Layer> T layer(Network network, String name, Class<T> type) {
        return assertInstanceOf(
                type,
                network.layers().stream()
                        .filter(layer -> layer.name().equals(name))
                        .findFirst()
                        .orElseThrow());
    }

    private static float[] floats(Constant constant) {
        return assertInstanceOf(Values.Floats.class, constant.values()).data();
    }
}
