package io.rooftile.modelimport.tflite;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import io.rooftile.core.UserInputException;
import io.rooftile.modelimport.FuzzMutations;
import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.SharedModels;
import io.rooftile.modelimport.formats.ModelImport;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.lite.schema.OperatorCodeT;
import org.tensorflow.lite.schema.OperatorT;
import org.tensorflow.lite.schema.TensorT;

/// Whatever is in a `.tflite` file, reading it gives a result or one message to the user: no other exception,
/// and no memory out of proportion to the file.
final class TfLiteFuzzTest {
    private static final long NANOSECONDS_PER_FILE = 200_000_000L;
    private static final int LEAST_RUNS = 10;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    /// Class loading and messages.
    private static final int ALLOWED_BYTES = 64 << 20;
    /// Decoded operands are bounded to 16; the passes make new ones of them.
    private static final int ALLOWED_BYTES_PER_FILE_BYTE = 64;

    @TempDir
    private Path folder;

    @Test
    void sharedModelsDamagedAreReportedToTheUser() throws IOException {
        Path models = SharedModels.file("mlperftiny-ic-resnet8").resolveSibling(".");
        List<byte[]> files = new ArrayList<>();
        try (var paths = Files.walk(models)) {
            for (Path path :
                    paths.filter(p -> p.toString().endsWith(".tflite")).sorted().toList()) {
                files.add(Files.readAllBytes(path));
            }
        }
        int refused = fuzz(files, 7);
        assertTrue(refused > 0, "no mutation was noticed: the test mutates nothing");
    }

    @Test
    void writtenModelsDamagedAreReportedToTheUser() throws IOException {
        int refused = fuzz(
                List.of(TestModels.small().bytes(), TestModels.everyOperation().bytes()), 3);
        assertTrue(refused > 0, "no mutation was noticed: the test mutates nothing");
    }

    /// Damage that the tables' verification cannot see: sizes, types, scales, indices and operations that are
    /// there but do not belong together.
    @Test
    void modelsThatContradictThemselvesAreReportedToTheUser() throws IOException {
        int refused = 0;
        for (int seed = 0; seed < 1500; seed++) {
            RandomGenerator random = new SplittableRandom(seed);
            ModelWriter model = random.nextBoolean() ? TestModels.small() : TestModels.everyOperation();
            for (int change = random.nextInt(3); change >= 0; change--) {
                contradict(model, random);
            }
            refused += isRefused(model.bytes(), "seed " + seed) ? 1 : 0;
        }
        assertTrue(refused > 500, "only " + refused + " were noticed");
    }

    private static void contradict(ModelWriter model, RandomGenerator random) {
        TensorT tensor = model.tensors.get(random.nextInt(model.tensors.size()));
        OperatorT operator = model.operators.get(random.nextInt(model.operators.size()));
        int[] extremes = {0, 1, 2, 3, -1, 7, 1 << 15, 1 << 20, Integer.MAX_VALUE, Integer.MIN_VALUE};
        int extreme = extremes[random.nextInt(extremes.length)];
        switch (random.nextInt(8)) {
            case 0, 1 -> replaceOne(tensor.getShape(), extreme, random);
            case 2 -> tensor.setShape(random.ints(random.nextInt(6), 1, 10).toArray());
            case 3 -> tensor.setType((byte) random.nextInt(18));
            case 4 -> replaceOne(operator.getInputs(), random.nextInt(-1, model.tensors.size()), random);
            case 5 -> replaceOne(operator.getOutputs(), random.nextInt(model.tensors.size()), random);
            case 6 -> operator.setInputs(Arrays.copyOf(operator.getInputs(), random.nextInt(5)));
            default -> {
                OperatorCodeT code = model.codes.get(random.nextInt(model.codes.size()));
                code.setBuiltinCode(
                        model.codes.get(random.nextInt(model.codes.size())).getBuiltinCode());
                code.setDeprecatedBuiltinCode((byte) 0);
            }
        }
    }

    private static void replaceOne(int[] values, int value, RandomGenerator random) {
        if (values.length > 0) {
            values[random.nextInt(values.length)] = value;
        }
    }

    private int fuzz(List<byte[]> files, long seed) throws IOException {
        int refused = 0;
        for (int number = 0; number < files.size(); number++) {
            FuzzMutations mutations = new FuzzMutations(new SplittableRandom(seed + number), files);
            long end = System.nanoTime() + NANOSECONDS_PER_FILE;
            for (int run = 0; run < LEAST_RUNS || System.nanoTime() < end; run++) {
                byte[] damaged = mutations.mutate(files.get(number));
                if (isRefused(damaged, "file " + number + ", seed " + (seed + number) + ", run " + run)) {
                    refused++;
                }
            }
        }
        return refused;
    }

    private boolean isRefused(byte[] bytes, String which) throws IOException {
        Path file = folder.resolve("damaged.tflite");
        Files.write(file, bytes);
        long allocatedBefore = THREADS.getCurrentThreadAllocatedBytes();
        try {
            ModelImport.read(file.toString(), new ImportOptions(null, bytes.length % 2 == 0));
            return false;
        } catch (UserInputException e) {
            assertTrue(String.valueOf(e.getMessage()).startsWith(file.toString()), which + ": " + e.getMessage());
            return true;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return fail(which, e);
        } finally {
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - allocatedBefore;
            assertTrue(
                    allocated < ALLOWED_BYTES + (long) ALLOWED_BYTES_PER_FILE_BYTE * bytes.length,
                    () -> which + ": allocated " + allocated + " bytes for a file of " + bytes.length);
        }
    }
}
