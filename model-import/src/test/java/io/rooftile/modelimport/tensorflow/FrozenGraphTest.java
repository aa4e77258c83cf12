package io.rooftile.modelimport.tensorflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Shape;
import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult;
import io.rooftile.modelimport.SharedModels;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrozenGraphTest {
    /// MACs by hand: a dense layer takes inputs times outputs; LeNet's convolutions are 28x28x6 outputs of 5x5x1,
    /// 10x10x16 of 5x5x6 and 1x1x120 of 5x5x16. LeNet's parameters by hand: 6*(25+1) + 16*(150+1) + 120*(400+1) +
    /// 84*(120+1) + 10*(84+1) = 61706; the file's integers, which are shapes and axes, are not among them.
    @ParameterizedTest
    @CsvSource({
        "tf1-lenet-frozen/lenet_frozen.pb, 61706, 416520",
        "tf1-fc-layers-frozen/frozen.pb, 269322, 268800",
        "tf1-mnist00-softmax/frozen_model.pb, 7850, 7840",
        "tf1-mnist00-softmax/frozen_graph.pbtxt, 7850, 7840",
        "tf1-ae-frozen/frozen_model.pb, 40742, 40680"
    })
    void parametersAndMacsAreThoseOfTheFile(String name, long parameters, long macs) {
        ImportResult.Imported imported = Imports.imported(SharedModels.file(name));

        assertEquals(parameters, imported.storedParameters());
        assertEquals(macs, imported.network().macs());
        assertTrue(imported.network().hasWeights());
    }

    @Test
    void lenetHasItsLayersInOrder() {
        Network network = Imports.imported(SharedModels.file("tf1-lenet-frozen/lenet_frozen.pb"))
                .network();

        assertEquals(Shape.of(1, 28, 28, 1), network.inputs().getFirst().shape());
        assertEquals(
                List.of(
                        "Convolution",
                        "Elementwise",
                        "Activation",
                        "Pool",
                        "Convolution",
                        "Elementwise",
                        "Activation",
                        "Pool",
                        "Convolution",
                        "Elementwise",
                        "Activation",
                        "Reshape",
                        "Dense",
                        "Elementwise",
                        "Activation",
                        "Dense",
                        "Elementwise",
                        "Activation",
                        "ArgMax"),
                network.layers().stream().map(Layer::typeName).toList());
        assertEquals("Lenet/conv1_1/Conv2D", network.layers().getFirst().name());
        assertEquals(Shape.of(1), network.outputs().getFirst().shape());
    }

    @Test
    void anInputShapeThatNothingDecidesIsRefused() {
        var result = new TensorFlowReader().read(SharedModels.file("tf2-regression/frozen.pb"), ImportOptions.NONE);

        assertTrue(result.toString().contains("nothing in the graph decides it"), result.toString());
    }
}
