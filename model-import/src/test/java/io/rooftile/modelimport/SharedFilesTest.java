package io.rooftile.modelimport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.UserInputException;
import io.rooftile.core.network.Shape;
import io.rooftile.modelimport.formats.ModelImport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every model of the shared folder is imported, or refused with every reason.
final class SharedFilesTest {
    /// Files that need more than their name: an input's shape.
    private static final Set<String> OPEN =
            Set.of("dl4j-12net/12net.h5", "tf2-regression/frozen.pb", "tf2-regression/saved_model/saved_model.pb");

    /// Files with operations that have no layer.
    private static final Set<String> REFUSED = Set.of(
            "dl4j-simple-lstm/simple_lstm_tf_keras_2_model.h5",
            "mediapipe-selfie-seg/selfie_segmentation.tflite",
            "tfjs-layers-embedding-gru/model.json",
            "tflm-keyword-scrambled/keyword_scrambled.tflite",
            "tflm-keyword-scrambled/keyword_scrambled_8bit.tflite",
            "tflm-mnist-lstm/trained_lstm.tflite",
            "tflm-mnist-lstm/trained_lstm_int8.tflite");

    /// Files of another format than those that are read.
    private static final Set<String> FOREIGN = Set.of("tfjs-graph-emotion/emotion.json");

    @Test
    void everyModelIsImportedOrRefusedWithReasons() throws IOException {
        Path models = SharedModels.file("");
        Set<String> refused = new TreeSet<>();
        Set<String> foreign = new TreeSet<>();
        List<String> files;
        try (Stream<Path> tree = Files.walk(models)) {
            files = tree.filter(Files::isRegularFile)
                    .map(file -> models.relativize(file).toString().replace('\\', '/'))
                    .filter(SharedFilesTest::isModel)
                    .sorted()
                    .toList();
        }
        assertTrue(files.size() > 50, () -> "only " + files);
        for (String file : files) {
            try {
                if (ModelImport.read(models.resolve(file).toString(), ImportOptions.NONE)
                        instanceof ImportResult.Refused refusal) {
                    refused.add(file);
                    assertFalse(refusal.unsupported().isEmpty(), file);
                }
            } catch (UserInputException e) {
                foreign.add(file);
            }
        }
        Set<String> expected = new TreeSet<>(REFUSED);
        expected.addAll(OPEN);
        assertEquals(expected, refused);
        assertEquals(new TreeSet<>(FOREIGN), foreign);
    }

    private static boolean isModel(String file) {
        return !file.endsWith("weights.h5")
                && !file.endsWith("fingerprint.pb")
                && Stream.of(".tflite", ".h5", ".keras", ".json", ".pb", ".pbtxt")
                        .anyMatch(file::endsWith);
    }

    /// `W * X + b` of any shape.
    @ParameterizedTest
    @ValueSource(strings = {"tf2-regression/frozen.pb", "tf2-regression/saved_model"})
    void aGraphWithoutAnyShapeTakesTheGivenOne(String file) {
        ImportOptions options = new ImportOptions(null, false, new GivenShapes(Map.of("", Shape.of(3, 2))));

        ImportResult.Imported imported = assertInstanceOf(
                ImportResult.Imported.class,
                ModelImport.read(SharedModels.file(file).toString(), options));

        assertEquals(Shape.of(3, 2), imported.network().outputs().getFirst().shape());
    }

    @Test
    void aTfLiteFileKeepsItsShapes() {
        ImportOptions options = new ImportOptions(null, false, new GivenShapes(Map.of("", Shape.of(1, 32, 31, 3))));
        String file = SharedModels.file("mlperftiny-ic-resnet8/pretrainedResnet_quant.tflite")
                .toString();

        UserInputException error = assertThrows(UserInputException.class, () -> ModelImport.read(file, options));

        assertTrue(error.toString().contains("which 1x32x31x3 does not fit"), error::toString);
    }
}
