package io.rooftile.modelimport.tflite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.rooftile.core.network.Network;
import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult;
import io.rooftile.modelimport.ImportResult.Imported;
import io.rooftile.modelimport.SharedModels;
import io.rooftile.modelimport.formats.ModelImport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// MACs and stored parameters of published models, against an independent count (a Python reader of the same
/// files).
final class SharedTfLiteTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            mlperftiny-ic-resnet8/pretrainedResnet.tflite,                              77706,   12501632
            mlperftiny-ic-resnet8/pretrainedResnet_quant.tflite,                        77706,   12501632
            mlperftiny-kws-dscnn/kws_ref_model.tflite,                                  22604,    2656768
            mlperftiny-kws-dscnn/kws_ref_model_float32.tflite,                          22604,    2656768
            mlperftiny-ad-fc/ad01_fp32.tflite,                                         265864,     264192
            mlperftiny-ad-fc/ad01_int8.tflite,                                         265864,     264192
            tflm-hello-world/hello_world_float.tflite,                                    321,        288
            tflm-hello-world/hello_world_int8.tflite,                                     321,        288
            tflm-micro-speech/micro_speech_quantized.tflite,                            16652,     336000
            tflm-person-detect/person_detect.tflite,                                   210706,    7157888
            tflm-simple-add/simple_add_model.tflite,                                        0,          0
            tflm-seanet-conv-golden/conv0.tflite,                                         792,     250880
            tflm-seanet-conv-golden/conv10.tflite,                                      49216,     245760
            tflm-seanet-conv-golden/conv21.tflite,                                        786,     250880
            mobilenet-v1-025-128-quant/mobilenet_v1_0.25_128_quant.tflite,             467593,   13570304
            mobilenet-v1-050-160-quant/mobilenet_v1_0.5_160_quant.tflite,             1326633,   76525312
            mobilenet-v2-035-160-int8/model_mobilenetv2_160_035.tflite,                391650,   29597360
            deeplabv3-mnv2-dm05-quant/deeplabv3_mnv2_dm05_pascal_quant.tflite,         688357,  867496704
            mediapipe-face-short/face_detection_short_range.tflite,                    101390,   30760960
            tf2-regression/model.tflite,                                                    0,          0
            tflm-magic-wand/magic_wand.tflite,                                           4300,      62016
            """)
    void countsParametersAndMacsAsTheFileHasThem(String file, long parameters, long macs) {
        ImportResult result = ModelImport.read(SharedModels.file(file).toString(), ImportOptions.NONE);

        Imported imported = assertInstanceOf(Imported.class, result, result::toString);
        Network network = imported.network();
        assertEquals(macs, network.macs());
        assertEquals(parameters, imported.storedParameters());
    }
}
