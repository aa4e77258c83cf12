package io.rooftile.modelimport.tensorflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Shape;
import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult;
import io.rooftile.modelimport.SharedModels;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SavedModelTest {
    /// By hand: 10x4 convolution of 64 channels, four blocks of 3x3 depthwise and 1x1, a dense layer of 12; each
    /// convolution with a bias and four vectors of batch normalisation.
    @Test
    void keywordSpottingFromTensorFlow2() {
        ImportResult.Imported imported = Imports.imported(SharedModels.file("mlperftiny-kws-dscnn/kws_ref_model"));
        long weights = 10 * 4 * 64 + 4 * (3 * 3 * 64 + 64 * 64) + 64 * 12;

        assertEquals(weights + 9 * 64 * (1 + 4) + 12, imported.storedParameters());
        assertEquals(2656768, imported.network().macs());
        assertEquals(
                Shape.of(1, 49, 10, 1), imported.network().inputs().getFirst().shape());
        assertEquals(
                List.of(1, 64, 1, 64, 1, 64, 1, 64, 1),
                imported.network().layers().stream()
                        .filter(Convolution.class::isInstance)
                        .map(layer -> ((Convolution) layer).groups())
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serving-half-plus-two-tf1/saved_model",
                "serving-half-plus-two-tf2/saved_model_half_plus_two_tf2_cpu"
            })
    void halfPlusTwo(String name) {
        ImportResult.Imported imported = Imports.imported(SharedModels.file(name));

        assertEquals(2, imported.storedParameters());
        assertEquals(
                List.of("Elementwise", "Elementwise"),
                imported.network().layers().stream().map(Layer::typeName).toList());
    }

    @Test
    void ofSeveralSignaturesTheDefaultOneIsRead() {
        ImportResult.Imported imported = Imports.imported(SharedModels.file("tfjs-node-multi-signature/saved_model"));

        assertEquals(1, imported.storedParameters());
        assertEquals(Shape.of(), imported.network().inputs().getFirst().shape());
    }

    @Test
    void anInputShapeThatNothingDecidesIsRefused() {
        var result = new TensorFlowReader().read(SharedModels.file("tf2-regression/saved_model"), ImportOptions.NONE);

        assertTrue(result.toString().contains("nothing in the graph decides it"), result.toString());
    }
}
