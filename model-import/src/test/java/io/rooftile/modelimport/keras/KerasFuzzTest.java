package io.rooftile.modelimport.keras;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever is in a Keras file, reading it gives a result or one message to the user: no other exception, no
/// endless loop, and no memory out of proportion (the tests run with a heap of 1 GiB).
final class KerasFuzzTest {
    private static final long NANOSECONDS_PER_FILE = 600_000_000L;
    private static final int LEAST_RUNS = 50;

    /// A read of these small files takes milliseconds; a loop would take for ever.
    private static final long MOST_NANOSECONDS = 20_000_000_000L;

    @TempDir
    private Path folder;

    @Test
    void ownModelsDamagedAreReportedToTheUser() throws IOException {
        Path model = folder.resolve("own.h5");
        KerasFiles.writeModel(model, KerasFiles.CONVOLUTION_MODEL, KerasFiles.convolutionWeights());
        fuzz(Files.readAllBytes(model), "damaged.h5", null, 3);
    }

    /// Valid JSON with values that are not what they should be: most damage to bytes stops at the parser.
    @Test
    void ownTopologiesWithWrongValuesAreReportedToTheUser() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        RandomGenerator random = new SplittableRandom(11);
        long end = System.nanoTime() + 2 * NANOSECONDS_PER_FILE;
        for (int run = 0; run < 300 || System.nanoTime() < end; run++) {
            JsonNode root = mapper.readTree(KerasFiles.ALL_LAYERS.get(run % 2));
            List<Runnable> changes = new ArrayList<>();
            collect(root, changes, () -> mapper.getNodeFactory().pojoNode(value(random)));
            for (int i = 0; i <= random.nextInt(3); i++) {
                changes.get(random.nextInt(changes.size())).run();
            }
            byte[] text = mapper.writeValueAsBytes(root);
            isRefused(text, "damaged.json", null, "run " + run);
        }
    }

    /// One change for each value in a tree.
    private static void collect(JsonNode node, List<Runnable> changes, Supplier<JsonNode> value) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(entry -> {
                changes.add(() -> object.set(entry.getKey(), value.get()));
                changes.add(() -> object.remove(entry.getKey()));
                collect(entry.getValue(), changes, value);
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                changes.add(() -> array.set(index, value.get()));
                collect(array.get(i), changes, value);
            }
        }
    }

    private static Object value(RandomGenerator random) {
        List<Object> values = List.of(
                0, 1, 2, 3, 5, -1, -2, 4096, 4097, 65536, 1 << 24, Integer.MAX_VALUE, Integer.MIN_VALUE, 1L << 31);
        List<Object> others = List.of(
                0.5, -0.5, 1e30, 1e-300, true, false, "x", "same", "causal", "channels_first", "relu", List.of());
        return switch (random.nextInt(4)) {
            case 0, 1 -> values.get(random.nextInt(values.size()));
            case 2 -> others.get(random.nextInt(others.size()));
            default -> List.of(value(random), random.nextInt(5));
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dl4j-keras-cnn/cnn_tf_model.h5",
                "dl4j-cnn-batchnorm/cnn_batch_norm.h5",
                "hls4ml-qkeras-v3-3layer/qkeras-v3_3layer.keras",
                "dl4j-keras-cnn/cnn_tf_config.json",
                "hls4ml-jettagger-conv2d/jetTagger_Conv2D_Small.json",
                "hls4ml-qkeras-mnist-dense/qkeras_mnist_dense.json",
                "tfjs-layers-embedding-gru/model.json",
                "topo-agz-dual-res/dual_res.json"
            })
    void sharedModelsDamagedAreReportedToTheUser(String name) throws IOException {
        Path file = SharedModels.file(name);
        String ending = name.substring(name.lastIndexOf('.'));
        fuzz(Files.readAllBytes(file), "damaged" + ending, null, name.hashCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hls4ml-qkeras-mnist-dense/qkeras_mnist_dense",
                "hls4ml-keras-bnn/keras_bnn",
                "hls4ml-keras-conv1d-small/KERAS_conv1d_small",
            })
    void sharedWeightsDamagedAreReportedToTheUser(String name) throws IOException {
        Path topology = SharedModels.file(name + ".json");
        fuzz(Files.readAllBytes(SharedModels.file(name + "_weights.h5")), "damaged.h5", topology, name.hashCode());
    }

    private void fuzz(byte[] original, String name, @Nullable Path topology, long seed) throws IOException {
        FuzzMutations mutations = new FuzzMutations(new SplittableRandom(seed), List.of(original));
        long end = System.nanoTime() + NANOSECONDS_PER_FILE;
        int refused = 0;
        for (int run = 0; run < LEAST_RUNS || System.nanoTime() < end; run++) {
            byte[] damaged = mutations.mutate(original);
            long start = System.nanoTime();
            if (isRefused(damaged, name, topology, "seed " + seed + ", run " + run)) {
                refused++;
            }
            assertTrue(System.nanoTime() - start < MOST_NANOSECONDS, "seed " + seed + ", run " + run + " hangs");
        }
        assertTrue(refused > 0, "no mutation was noticed: the test mutates nothing");
    }

    private boolean isRefused(byte[] bytes, String name, @Nullable Path topology, String which) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, bytes);
        Path model = topology == null ? file : topology;
        try {
            ModelImport.read(
                    model.toString(), new ImportOptions(topology == null ? null : file, bytes.length % 2 == 0));
            return false;
        } catch (UserInputException e) {
            String message = String.valueOf(e.getMessage());
            assertTrue(message.startsWith(file.toString()) || message.startsWith(model.toString()), message);
            return true;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return fail(which, e);
        }
    }
}
