package io.rooftile.modelimport.keras;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes Keras files as Keras does. No two sizes of a model here are the same.
final class KerasFiles {
    /// Input `[5, 4, 2]`; a convolution of 3 filters of 3x2 with stride 1x2, a batch normalisation, a ReLU, a
    /// dense layer with 7 units and a softmax.
    static final String CONVOLUTION_MODEL = sequential("""
            {"class_name": "InputLayer", "config": {"name": "in", "batch_input_shape": [null, 5, 4, 2]}},
            {"class_name": "Conv2D", "config": {"name": "conv", "filters": 3, "kernel_size": [3, 2],
                "strides": [1, 2], "padding": "valid", "activation": "linear", "use_bias": true}},
            {"class_name": "BatchNormalization", "config": {"name": "bn", "axis": [3], "epsilon": 0.5}},
            {"class_name": "Activation", "config": {"name": "act", "activation": "relu"}},
            {"class_name": "Flatten", "config": {"name": "flat"}},
            {"class_name": "Dense", "config": {"name": "fc", "units": 7, "activation": "softmax"}}""");

    /// Two topologies, a sequence and a graph, with nearly every kind of layer.
    static final List<String> ALL_LAYERS = List.of("""
            {"class_name": "Sequential", "config": {"name": "net", "layers": [
            {"class_name": "InputLayer", "config": {"name": "in", "batch_input_shape": [null, 5, 7, 2],
                "dtype":"float32"}},
            {"class_name": "Rescaling", "config": {"name": "rs", "scale": 0.1, "offset": 2}},
            {"class_name": "SeparableConv2D", "config": {"name": "sep", "filters": 4,
                "kernel_size": [2, 3], "strides":[1,1], "dilation_rate":[1,1], "padding":"same",
                "depth_multiplier": 2, "activation": "relu"}},
            {"class_name": "QDepthwiseConv2D", "config": {"name": "dw", "kernel_size": [2, 3],
                "strides":[2,1], "padding":"valid", "depth_multiplier": 1,
                "depthwise_quantizer": "quantized_bits(4,0,1)", "bias_quantizer":"quantized_po2(4,1)",
                "activation":"quantized_relu(6,2)"}},
            {"class_name": "QBatchNormalization", "config": {"name": "qbn", "axis": [3],
                "gamma_quantizer": "quantized_relu_po2(6,2048)"}},
            {"class_name": "LeakyReLU", "config": {"name": "lr", "alpha": 0.3}},
            {"class_name": "ReLU", "config": {"name": "r6", "max_value": 6, "negative_slope": 0,
                "threshold": 0}},
            {"class_name": "ZeroPadding2D", "config": {"name": "pad", "padding": [[1, 2], [3, 4]]}},
            {"class_name": "UpSampling2D", "config": {"name": "up", "size": [2, 3],
                "interpolation":"nearest"}},
            {"class_name": "AveragePooling2D", "config": {"name": "ap", "pool_size": [2, 3],
                "strides": [2,1], "padding":"same"}},
            {"class_name": "Permute", "config": {"name": "perm", "dims": [3, 1, 2]}},
            {"class_name": "Reshape", "config": {"name": "shape", "target_shape": [4, -1]}},
            {"class_name": "QConv1D", "config": {"name": "c1", "filters": 3, "kernel_size": [3],
                "strides":[2], "padding":"causal", "groups": 1,
                "kernel_quantizer": "ternary(alpha='auto')"}},
            {"class_name": "ZeroPadding1D", "config": {"name": "p1", "padding": [1,2]}},
            {"class_name": "UpSampling1D", "config": {"name": "u1", "size": 3}},
            {"class_name": "MaxPooling1D", "config": {"name": "m1", "pool_size": [2], "strides":[2]}},
            {"class_name": "LSTM", "config": {"name": "l", "units": 7, "return_sequences": true}},
            {"class_name": "Softmax", "config": {"name": "sm", "axis": -1}},
            {"class_name": "GlobalMaxPooling1D", "config": {"name": "gm", "keepdims": false}},
            {"class_name": "QActivation", "config": {"name": "qa",
                "activation": "quantized_bits(8,2,alpha=1)"}},
            {"class_name": "QDense", "config": {"name": "qd", "units": 9,
                "kernel_quantizer": {"class_name":"binary","config":{"alpha":0.5,"use_01":false}}}}
            ]}}
            """, """
            {"class_name": "Functional", "config": {"name": "net", "layers": [
            {"name": "in", "class_name": "InputLayer", "config": {"name": "in", "batch_shape": [null,
                4, 6, 3]}, "inbound_nodes": []},
            {"name": "in2", "class_name": "InputLayer", "config": {"name": "in2", "batch_shape": [null,
                4, 6, 3]}, "inbound_nodes": []},
            {"name": "m", "class_name": "Functional", "config": {"name": "m", "layers": [
              {"name": "x", "class_name": "InputLayer", "config": {"name": "x", "batch_shape": [null,
                4, 6, 3]}, "inbound_nodes": []},
              {"name": "c", "class_name": "Conv2D", "config": {"name": "c", "filters": 3,
                "kernel_size": [1, 3], "padding":"same","groups":3},
                "inbound_nodes": [{"args": [{"class_name": "__keras_tensor__",
                "config": {"keras_history": ["x", 0, 0]}}], "kwargs": {}}]}],
              "input_layers": [["x",0,0]], "output_layers": [["c",0,0],["x",0,0]]},
                "inbound_nodes": [[["in",0,0,{}]]]},
            {"name": "avg", "class_name": "Average", "config": {"name": "avg"},
                "inbound_nodes": [[["m",1,0,{}],["m",1,1,{}],["in2",0,0,{}]]]},
            {"name": "sub", "class_name": "Subtract", "config": {"name": "sub"},
                "inbound_nodes": [[["avg",0,0,{}],["in2",0,0,{}]]]},
            {"name": "cat", "class_name": "Concatenate", "config": {"name": "cat","axis":-2},
                "inbound_nodes": [[["avg",0,0,{}],["sub",0,0,{}]]]},
            {"name": "mg", "class_name": "Merge",
                "config": {"name": "mg","mode":"concat","concat_axis":1},
                "inbound_nodes": [[["avg",0,0],["sub",0,0]]]},
            {"name": "r", "class_name": "ReLU", "config": {"name": "r"},
                "inbound_nodes": [[["mg",0,0]],[["cat",0,0]]]},
            {"name": "g", "class_name": "GlobalAveragePooling2D",
                "config": {"name": "g","keepdims":true}, "inbound_nodes": [[["r",1,0]]]}
            ], "input_layers": [["in",0,0],["in2",0,0]], "output_layers": [["g",0,0],["r",0,0]]}}
            """);

    private KerasFiles() {}

    /// A layer's arrays by name, in Keras' order.
    static Map<String, Map<String, Object>> convolutionWeights() {
        Map<String, Map<String, Object>> weights = new LinkedHashMap<>();
        float[][][][] kernel = new float[3][2][2][3];
        for (int fy = 0; fy < 3; fy++) {
            for (int fx = 0; fx < 2; fx++) {
                for (int c = 0; c < 2; c++) {
                    for (int k = 0; k < 3; k++) {
                        kernel[fy][fx][c][k] = 1000 * fy + 100 * fx + 10 * c + k;
                    }
                }
            }
        }
        weights.put("conv", arrays("kernel:0", kernel, "bias:0", new float[] {1, 2, 3}));
        weights.put(
                "bn",
                arrays(
                        "gamma:0", new float[] {2, 4, 6},
                        "beta:0", new float[] {10, 20, 30},
                        "moving_mean:0", new float[] {1, 2, 3},
                        "moving_variance:0", new float[] {0.5f, 3.5f, 8.5f}));
        float[][] dense = new float[18][7];
        for (int c = 0; c < 18; c++) {
            for (int k = 0; k < 7; k++) {
                dense[c][k] = 10 * c + k;
            }
        }
        weights.put("fc", arrays("kernel:0", dense, "bias:0", new float[7]));
        return weights;
    }

    /// Names and arrays, in turn.
    static Map<String, Object> arrays(Object... namesAndArrays) {
        Map<String, Object> arrays = new LinkedHashMap<>();
        for (int i = 0; i < namesAndArrays.length; i += 2) {
            arrays.put((String) namesAndArrays[i], namesAndArrays[i + 1]);
        }
        return arrays;
    }

    static String sequential(String layers) {
        return "{\"class_name\": \"Sequential\", \"config\": {\"name\": \"net\", \"layers\": [" + layers + "]}}";
    }

    static String functional(String layers, String inputs, String outputs) {
        return "{\"class_name\": \"Functional\", \"config\": {\"name\": \"net\", \"layers\": [" + layers
                + "], \"input_layers\": " + inputs + ", \"output_layers\": " + outputs + "}}";
    }

    /// A whole model as Keras 2 saves it.
    static void writeModel(Path path, String config, Map<String, Map<String, Object>> weights) {
        try (WritableHdfFile file = HdfFile.write(path)) {
            file.putAttribute("model_config", config);
            file.putAttribute("keras_version", "2.4.0");
            writeLayers(file.putGroup("model_weights"), weights);
        }
    }

    /// A model with two dense layers of the same name, the first of them in an inner model: one group for each
    /// layer of the outer model.
    static void writeModelWithInner(
            Path path, String config, String inner, String name, Object innerKernel, Object kernel) {
        try (WritableHdfFile file = HdfFile.write(path)) {
            file.putAttribute("model_config", config);
            WritableGroup root = file.putGroup("model_weights");
            root.putAttribute("layer_names", new String[] {inner, name});
            WritableGroup innerGroup = root.putGroup(inner);
            innerGroup.putAttribute("weight_names", new String[] {inner + "/" + name + "/kernel:0"});
            innerGroup.putGroup(inner).putGroup(name).putDataset("kernel:0", innerKernel);
            WritableGroup outerGroup = root.putGroup(name);
            outerGroup.putAttribute("weight_names", new String[] {name + "/kernel:0"});
            outerGroup.putGroup(name).putDataset("kernel:0", kernel);
        }
    }

    /// Weights alone as Keras 2 saves them.
    static void writeWeights(Path path, Map<String, Map<String, Object>> weights) {
        try (WritableHdfFile file = HdfFile.write(path)) {
            writeLayers(file, weights);
        }
    }

    private static void writeLayers(WritableGroup group, Map<String, Map<String, Object>> weights) {
        group.putAttribute("layer_names", weights.keySet().toArray(String[]::new));
        weights.forEach((layer, arrays) -> {
            WritableGroup layerGroup = group.putGroup(layer);
            layerGroup.putAttribute(
                    "weight_names",
                    arrays.keySet().stream().map(name -> layer + "/" + name).toArray(String[]::new));
            WritableGroup inner = layerGroup.putGroup(layer);
            arrays.forEach(inner::putDataset);
        });
    }

    /// An archive as Keras 3 saves it; arrays are by group, `layers/dense` and so on.
    static void writeArchive(Path path, String config, Map<String, List<Object>> groups) throws IOException {
        Path weights = path.resolveSibling(path.getFileName() + ".weights");
        try (WritableHdfFile file = HdfFile.write(weights)) {
            WritableGroup layers = file.putGroup("layers");
            groups.forEach((name, arrays) -> {
                WritableGroup vars = layers.putGroup(name).putGroup("vars");
                for (int i = 0; i < arrays.size(); i++) {
                    vars.putDataset(String.valueOf(i), arrays.get(i));
                }
            });
        }
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
            zip.putNextEntry(new ZipEntry("metadata.json"));
            zip.write("{\"keras_version\": \"3.5.0\"}".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("config.json"));
            zip.write(config.getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("model.weights.h5"));
            Files.copy(weights, zip);
        }
        Files.delete(weights);
    }
}
