package io.rooftile.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;

/// Draws the data, trains the example models and writes them: `TrainExamples OUTPUT_FOLDER SEED`.
///
/// Below the output folder each model gets its own folder with `saved_model/`, `frozen.pb` and `test_rows.csv`; files
/// of those names are replaced. Prints what was reached on the rows that were kept apart from training. Exit code 2 for
/// a wrong command line.
public final class TrainExamples {

    private static final int TEST_ROWS = 200;
    private static final int FURTHER_ROWS = 5_000;

    private TrainExamples() {}

    /// Runs the program.
    ///
    /// @param arguments the output folder and the seed, a decimal integer
    /// @throws IOException when a file cannot be written
    public static void main(String[] arguments) throws IOException {
        System.setProperty("java.awt.headless", "true");
        if (arguments.length != 2 || !arguments[1].matches("-?\\d{1,18}")) {
            System.err.println("usage: TrainExamples OUTPUT_FOLDER SEED (a decimal integer of at most 18 digits)");
            System.exit(2);
        }
        run(Path.of(arguments[0]), Long.parseLong(arguments[1]), System.out);
    }

    private static void run(Path output, long seed, PrintStream log) throws IOException {
        List<String> families = DigitRenderer.installedFamilies();
        log.println("fonts: " + String.join(", ", families));
        SplittableGenerator random = RandomGeneratorFactory.<SplittableGenerator>of("L64X128MixRandom")
                .create(seed);
        for (ExampleModel model : ExampleModel.values()) {
            switch (model) {
                case DIGITS -> make(model, new DigitRenderer(families), new Effort(20_000, 12), random, output, log);
                case GESTURES -> make(model, new GestureGenerator(), new Effort(10_000, 20), random, output, log);
            }
        }
    }

    /// How long a model is trained.
    private record Effort(int trainingRows, int epochCount) {}

    private static void make(
            ExampleModel model,
            RowSource source,
            Effort effort,
            SplittableGenerator random,
            Path output,
            PrintStream log)
            throws IOException {
        LabelledRows training = source.balancedRows(effort.trainingRows(), model.classCount(), random.split());
        LabelledRows test = source.balancedRows(TEST_ROWS, model.classCount(), random.split());
        LabelledRows further = source.balancedRows(FURTHER_ROWS, model.classCount(), random.split());

        Path folder = Files.createDirectories(output.resolve(model.folder()));
        Path frozenFile = folder.resolve("frozen.pb");
        Path checkpointFolder = Files.createTempDirectory("rooftile-example");
        try {
            Path checkpoint = checkpointFolder.resolve("trained");
            new Trainer(model, random.split()).train(training, effort.epochCount(), checkpoint);
            ModelWriter.write(model, checkpoint, folder.resolve("saved_model"), frozenFile);
        } finally {
            delete(checkpointFolder);
        }
        test.write(folder.resolve("test_rows.csv"));

        log.printf(
                "%s: %d of %d test rows right, %d of %d further rows%n",
                model.folder(),
                Inference.correctRows(Inference.ofFrozenGraph(model, frozenFile, test), test),
                TEST_ROWS,
                Inference.correctRows(Inference.ofFrozenGraph(model, frozenFile, further), further),
                FURTHER_ROWS);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
