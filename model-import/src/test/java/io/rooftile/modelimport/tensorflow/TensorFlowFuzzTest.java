package io.rooftile.modelimport.tensorflow;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.rooftile.core.UserInputException;
import io.rooftile.modelimport.FuzzMutations;
import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.SharedModels;
import io.rooftile.modelimport.formats.ModelImport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever is in a graph's file, reading it gives a result or one message to the user: no other exception, and no
/// memory out of proportion (the tests run with a heap of 1 GiB, the largest file here has 1 MB).
class TensorFlowFuzzTest {
    private static final long NANOSECONDS_PER_FILE = 400_000_000L;
    private static final int LEAST_RUNS = 20;

    @TempDir
    private Path folder;

    @Test
    void damagedExamples() throws IOException {
        Path examples = Path.of(System.getProperty("rooftile.root", "."), "examples");
        assertTrue(
                fuzz(List.of(examples.resolve("digits/frozen.pb"), examples.resolve("gestures/frozen.pb")), 11) > 0,
                "no mutation was noticed: the test mutates nothing");
    }

    @Test
    void damagedSharedGraphs() throws IOException {
        int refused = fuzz(
                List.of(
                        SharedModels.file("tf1-lenet-frozen/lenet_frozen.pb"),
                        SharedModels.file("tf1-ae-frozen/frozen_model.pb"),
                        SharedModels.file("tf2-regression/frozen.pb"),
                        SharedModels.file("tf1-mnist00-softmax/frozen_graph.pbtxt")),
                12);
        assertTrue(refused > 0, "no mutation was noticed: the test mutates nothing");
    }

    @Test
    void damagedSharedSavedModels() throws IOException {
        int refused = fuzz(
                List.of(
                        SharedModels.file("tf2-regression/saved_model/saved_model.pb"),
                        SharedModels.file("tfjs-node-multi-signature/saved_model/saved_model.pb"),
                        SharedModels.file("mlperftiny-kws-dscnn/kws_ref_model/saved_model.pb"),
                        SharedModels.file(
                                "serving-half-plus-two-tf2/saved_model_half_plus_two_tf2_cpu/saved_model.pb")),
                13);
        assertTrue(refused > 0, "no mutation was noticed: the test mutates nothing");
    }

    private int fuzz(List<Path> paths, long seed) throws IOException {
        List<byte[]> files = new ArrayList<>();
        for (Path path : paths) {
            files.add(Files.readAllBytes(path));
        }
        int refused = 0;
        for (int number = 0; number < files.size(); number++) {
            FuzzMutations mutations = new FuzzMutations(new SplittableRandom(seed + number), files);
            Path copy = copy(paths.get(number), number);
            long end = System.nanoTime() + NANOSECONDS_PER_FILE;
            for (int run = 0; run < LEAST_RUNS || System.nanoTime() < end; run++) {
                Files.write(copy, mutations.mutate(files.get(number)));
                if (isRefused(copy, run, "file " + number + ", seed " + (seed + number) + ", run " + run)) {
                    refused++;
                }
            }
        }
        return refused;
    }

    /// Where the damaged file goes: under its own name, beside copies of its variables.
    private Path copy(Path original, int number) throws IOException {
        Path own = Files.createDirectories(folder.resolve("model" + number));
        Path variables = original.resolveSibling("variables");
        if (Files.isDirectory(variables)) {
            Path target = Files.createDirectories(own.resolve("variables"));
            try (var files = Files.list(variables)) {
                for (Path file : files.toList()) {
                    Files.copy(file, target.resolve(file.getFileName()));
                }
            }
        }
        return own.resolve(original.getFileName());
    }

    private static boolean isRefused(Path file, int run, String which) {
        try {
            ModelImport.read(file.toString(), new ImportOptions(null, run % 2 == 0));
            return false;
        } catch (UserInputException e) {
            String message = String.valueOf(e.getMessage());
            assertTrue(message.startsWith(String.valueOf(file.getParent())), which + ": " + message);
            assertTrue(message.length() < 1000, which + ": " + message);
            return true;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return fail(which, e);
        }
    }
}
