package io.rooftile.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainerTest {

    private static final ExampleModel MODEL = ExampleModel.GESTURES;

    @Test
    void train_withTheSameSeed_writesTheSameFilesAndLearns(@TempDir Path folder) throws IOException {
        Path first = trainBriefly(Files.createDirectory(folder.resolve("first")));
        Path second = trainBriefly(Files.createDirectory(folder.resolve("second")));
        for (String file : List.of(
                "frozen.pb",
                "saved_model/saved_model.pb",
                "saved_model/variables/variables.index",
                "saved_model/variables/variables.data-00000-of-00001")) {
            assertArrayEquals(Files.readAllBytes(first.resolve(file)), Files.readAllBytes(second.resolve(file)), file);
        }

        LabelledRows rows = new GestureGenerator().balancedRows(200, MODEL.classCount(), random());
        int correct = Inference.correctRows(Inference.ofFrozenGraph(MODEL, first.resolve("frozen.pb"), rows), rows);
        assertTrue(correct > 120, "chance is 40 of 200 rows, but right are " + correct);
    }

    private static Path trainBriefly(Path folder) throws IOException {
        SplittableGenerator random = random();
        LabelledRows rows = new GestureGenerator().balancedRows(1_000, MODEL.classCount(), random.split());
        Path checkpoint = folder.resolve("trained");
        new Trainer(MODEL, random.split()).train(rows, 20, checkpoint);
        ModelWriter.write(MODEL, checkpoint, folder.resolve("saved_model"), folder.resolve("frozen.pb"));
        return folder;
    }

    private static SplittableGenerator random() {
        return RandomGeneratorFactory.<SplittableGenerator>of("L64X128MixRandom")
                .create(5);
    }
}
