package io.rooftile.modelimport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.modelimport.formats.ModelImport;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The same network stored in two formats imports to the same layers: kinds, loop bounds, MACs, parameters.
final class SameLayersTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            mlperftiny-ic-resnet8/pretrainedResnet.h5, mlperftiny-ic-resnet8/pretrainedResnet.tflite
            mlperftiny-ic-resnet8/pretrainedResnet.h5, mlperftiny-ic-resnet8/pretrainedResnet_quant.tflite
            mlperftiny-ad-fc/ad01.h5,                  mlperftiny-ad-fc/ad01_fp32.tflite
            mlperftiny-ad-fc/ad01.h5,                  mlperftiny-ad-fc/ad01_int8.tflite
            mlperftiny-kws-dscnn/kws_ref_model.tflite, mlperftiny-kws-dscnn/kws_ref_model_float32.tflite
            mlperftiny-kws-dscnn/kws_ref_model,        mlperftiny-kws-dscnn/kws_ref_model.tflite
            tf1-mnist00-softmax/frozen_model.pb,       tf1-mnist00-softmax/frozen_graph.pbtxt
            """)
    void importsToTheSameLayers(String first, String second) {
        assertEquals(layers(first), layers(second));
    }

    private static List<String> layers(String file) {
        ImportResult result = ModelImport.read(SharedModels.file(file).toString(), ImportOptions.NONE);
        Network network = assertInstanceOf(ImportResult.Imported.class, result, result::toString)
                .network();
        return network.layers().stream().map(SameLayersTest::describe).toList();
    }

    private static String describe(Layer layer) {
        return layer.typeName() + " "
                + layer.inputs().stream().map(t -> t.shape()).toList() + " -> "
                + layer.output().shape() + " " + layer.loops() + " macs=" + layer.macs() + " parameters="
                + layer.parameters();
    }
}
