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
