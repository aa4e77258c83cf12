package io.rooftile.modelimport.tflite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult.Imported;
import io.rooftile.modelimport.ImportResult.Refused;
import io.rooftile.modelimport.SharedModels;
import io.rooftile.modelimport.Unsupported;
import io.rooftile.modelimport.formats.ModelImport;
import java.util.Collections;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Published models with operations that have no layer: every one is listed, and the host takes them where it
/// may.
final class SharedRefusalTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            tflm-mnist-lstm/trained_lstm.tflite,                  UNIDIRECTIONAL_SEQUENCE_LSTM,        1,   9530
            tflm-mnist-lstm/trained_lstm_int8.tflite,             UNIDIRECTIONAL_SEQUENCE_LSTM,        1,   9530
            tflm-keyword-scrambled/keyword_scrambled.tflite,      SVDF,                                7,  21474
            tflm-keyword-scrambled/keyword_scrambled_8bit.tflite, SVDF,                                7,  21474
            mediapipe-selfie-seg/selfie_segmentation.tflite,      CUSTOM:Convolution2DTransposeBias,   1, 106401
            """)
    void listsEveryOperationWithoutALayer(String file, String op, int count, long parameters) {
        String path = SharedModels.file(file).toString();

        Refused refused = assertInstanceOf(Refused.class, ModelImport.read(path, ImportOptions.NONE));
        assertEquals(
                Collections.nCopies(count, op),
                refused.unsupported().stream().map(Unsupported::op).toList());

        Imported imported = assertInstanceOf(Imported.class, ModelImport.read(path, new ImportOptions(null, true)));
        assertEquals(
                count,
                imported.network().layers().stream()
                        .filter(layer -> layer.typeName().equals("HostOperation"))
                        .count());
        assertEquals(parameters, imported.storedParameters());
    }
}
