package io.rooftile.modelimport.keras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.network.Network;
import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult;
import io.rooftile.modelimport.ImportResult.Imported;
import io.rooftile.modelimport.ImportResult.Refused;
import io.rooftile.modelimport.SharedModels;
import io.rooftile.modelimport.Unsupported;
import io.rooftile.modelimport.formats.ModelImport;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// MACs and stored parameters of published models, against an independent count (a Python reader of the same
/// files). The Inception v3 has batch normalisations without scale; its parameters are the sum over its weights
/// manifest.
final class SharedKerasTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            mlperftiny-ic-resnet8/pretrainedResnet.h5,                              78666,   12501632
            mlperftiny-ad-fc/ad01.h5,                                              269992,     264192
            dl4j-keras-cnn/cnn_tf_model.h5,                                            64,       1820
            dl4j-cnn1d-flatten/cnn1d_flatten_tf_keras2.h5,                         126945,    1227904
            dl4j-cnn-batchnorm/cnn_batch_norm.h5,                                      79,       2088
            hls4ml-qkeras-v3-3layer/qkeras-v3_3layer.keras,                          4389,       4256
            """)
    void countsOfWholeModels(String file, long parameters, long macs) {
        Network network =
                check(ModelImport.read(SharedModels.file(file).toString(), ImportOptions.NONE), parameters, macs);
        assertTrue(network.hasWeights());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            hls4ml-keras-3layer/KERAS_3layer,                    _weights,                       4389,       4256
            hls4ml-keras-3layer/KERAS_3layer,                    _70pruned_retrained_weights,    4389,       4256
            hls4ml-keras-3layer-bn/KERAS_3layer_batch_norm,      _weights,                       4921,       4256
            hls4ml-keras-conv1d-small/KERAS_conv1d_small,        _weights,                        171,        875
            hls4ml-conv1d/KERAS_conv1d,                          _weights,                     251281,    9248250
            hls4ml-keras-conv2d/KERAS_conv2d_model,              _weights,                       1310,       2432
            hls4ml-dense-16x200x5/KERAS_dense_16x200x200x200x200x200x5, _weights,              165205,     164200
            hls4ml-qkeras-3layer/qkeras_3layer,                  _weights,                       4389,       4256
            hls4ml-qkeras-mnist-cnn/qkeras_mnist_cnn,            _weights,                       6490,     380128
            hls4ml-qkeras-mnist-dense/qkeras_mnist_dense,        _weights,                      15910,      15880
            hls4ml-jettagger-conv2d/jetTagger_Conv2D_Small,      _weights,                        891,      10445
            hls4ml-keras-bnn/keras_bnn,                          _weights,                       4788,       4256
            """)
    void countsOfTopologiesWithTheirWeights(String file, String weights, long parameters, long macs) {
        Path topology = SharedModels.file(file + ".json");
        ImportOptions options = new ImportOptions(SharedModels.file(file + weights + ".h5"), false);
        Network network = check(ModelImport.read(topology.toString(), options), parameters, macs);
        assertTrue(network.hasWeights());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            hls4ml-keras-3layer/KERAS_3layer.json,                                   4389,       4256
            hls4ml-qkeras-3layer/qkeras_3layer.json,                                 4389,       4256
            hls4ml-keras-bnn/keras_bnn.json,                                         4788,       4256
            dl4j-keras-cnn/cnn_tf_config.json,                                         64,       1820
            dl4j-keras2-mnist-cnn-json/mnist_cnn_tf_keras_2_config.json,          1199882,   11992448
            dl4j-keras2-mnist-mlp-json/mnist_mlp_tf_keras_2_config.json,           669706,     668672
            topo-resnet50-keras1/resnet50.json,                                  25636712, 3834331136
            topo-mobilenet-v1-025-keras2/mobilenet.json,                           475544,   41030272
            topo-mobilenet-v2-keras2/model.json,                                  2619461,  299855360
            topo-inception-v3-keras2/model.json,                                 22360869, 5711725792
            topo-agz-dual-res/dual_res.json,                                     23881170, 4492090456
            """)
    void countsOfTopologiesAlone(String file, long parameters, long macs) {
        Network network =
                check(ModelImport.read(SharedModels.file(file).toString(), ImportOptions.NONE), parameters, macs);
        assertFalse(network.hasWeights());
    }

    private static Network check(ImportResult result, long parameters, long macs) {
        Imported imported = assertInstanceOf(Imported.class, result, result::toString);
        assertEquals(macs, imported.network().macs());
        assertEquals(parameters, imported.storedParameters());
        return imported.network();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            dl4j-12net/12net.h5,                                   input_2
            dl4j-simple-lstm/simple_lstm_tf_keras_2_model.h5,      LSTM
            tfjs-layers-embedding-gru/model.json,                  Embedding GRU
            """)
    void reportsAllObstaclesAtOnce(String file, String expected) {
        Refused refused = assertInstanceOf(
                Refused.class, ModelImport.read(SharedModels.file(file).toString(), ImportOptions.NONE));
        String found = refused.unsupported().stream()
                .map(item -> item.op().equals("InputLayer") ? item.node() : item.op())
                .collect(Collectors.joining(" "));
        assertEquals(expected, found);
    }

    @Test
    void sameNetworkInTwoFormatsGivesTheSameLayers() {
        Path archive = SharedModels.file("hls4ml-qkeras-v3-3layer/qkeras-v3_3layer.keras");
        Path topology = SharedModels.file("hls4ml-qkeras-3layer/qkeras_3layer.json");
        Path weights = SharedModels.file("hls4ml-qkeras-3layer/qkeras_3layer_weights.h5");
        assertEquals(layers(topology, weights), layers(archive, null));
    }

    private static List<String> layers(Path model, @Nullable Path weights) {
        ImportResult result = new KerasReader().read(model, new ImportOptions(weights, false));
        Network network = assertInstanceOf(Imported.class, result).network();
        return network.layers().stream()
                .map(layer -> layer.typeName()
                        + layer.inputs()
                        + layer.output()
                        + layer.loops()
                        + layer.constants().stream().map(c -> c.tensor()).toList())
                .toList();
    }

    @Test
    void variableInputSaysWhichDimension() {
        Refused refused = assertInstanceOf(
                Refused.class,
                ModelImport.read(SharedModels.file("dl4j-12net/12net.h5").toString(), ImportOptions.NONE));
        Unsupported first = refused.unsupported().getFirst();
        assertEquals("input_2", first.node());
        assertEquals("variable size: dimension 1 of its shape [null,null,null,3] is not fixed", first.reason());
    }
}
