package io.rooftile.quantization.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.design.Requantisation;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Tensor;
import io.rooftile.modelimport.GivenShapes;
import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult;
import io.rooftile.modelimport.formats.ModelImport;
import io.rooftile.quantization.data.SampleFormat;
import io.rooftile.quantization.data.SampleReader;
import io.rooftile.quantization.integer.StoredFormat;
import io.rooftile.quantization.posttraining.BitAssignment;
import io.rooftile.quantization.posttraining.PostTrainingQuantiser;
import io.rooftile.quantization.posttraining.QuantisationScheme;
import io.rooftile.quantization.posttraining.RangeMethod;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Networks that were trained in few bits keep their formats, and compute in integers what they compute in training.
final class TrainedFormatsTest {
    /// Every input is a number that 8 bits store, and all factors are shifts, so that nothing but ties tells integers
    /// and reals apart. (TensorFlow Lite's fixed-point factors round twice: 7.47 may become 8.)
    private static final QuantisationScheme SCHEME =
            new QuantisationScheme(Requantisation.POWER_OF_TWO, true, RangeMethod.MIN_MAX, RangeMethod.MIN_MAX, true);

    private static final BitAssignment BITS = BitAssignment.uniform(16).withInputBits(8);

    private static Path shared(String path) {
        Path file = Path.of(System.getProperty("rooftile.shared", "../../shared"), "models", path);
        Assumptions.assumeTrue(Files.exists(file), () -> "not here: " + path);
        return file;
    }

    private static Network network(String model, String weights) {
        ImportOptions options = weights.isEmpty()
                ? ImportOptions.NONE
                : new ImportOptions(shared(weights), false, new GivenShapes(Map.of()));
        return switch (ModelImport.read(shared(model).toString(), options)) {
            case ImportResult.Imported imported -> imported.network();
            case ImportResult.Refused refused -> throw new IllegalStateException(refused.toString());
        };
    }

    /// Rows of all numbers from -2 on that are multiples of 1/64.
    private static Samples samples(Network network, int rows) {
        SplittableRandom random = new SplittableRandom(1);
        int length = Math.toIntExact(network.inputs().getFirst().shape().elements());
        float[] values = new float[rows * length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (random.nextInt(256) - 128) / 64f;
        }
        values[0] = -2;
        values[1] = 127 / 64f;
        return new Samples(values, rows);
    }

    @ParameterizedTest
    @CsvSource({
        "hls4ml-qkeras-3layer/qkeras_3layer.json, hls4ml-qkeras-3layer/qkeras_3layer_weights.h5, 3",
        "hls4ml-qkeras-v3-3layer/qkeras-v3_3layer.keras, '', 3",
        "hls4ml-qkeras-mnist-cnn/qkeras_mnist_cnn.json, hls4ml-qkeras-mnist-cnn/qkeras_mnist_cnn_weights.h5, 2",
        "hls4ml-qkeras-mnist-dense/qkeras_mnist_dense.json, hls4ml-qkeras-mnist-dense/qkeras_mnist_dense_weights.h5, 2",
        "hls4ml-keras-bnn/keras_bnn.json, hls4ml-keras-bnn/keras_bnn_weights.h5, 3"
    })
    void formats_areKept_andIntegersAreWhatTrainingComputes(String model, String weights, int trained) {
        Network network = AccuracyMeter.scores(network(model, weights));
        Samples samples = samples(network, 64);
        Network quantised = PostTrainingQuantiser.of(network, SCHEME, RealRun.bytes(network, samples), 2)
                .quantise(BITS);

        Map<String, Layer> made = new HashMap<>();
        quantised.layers().forEach(layer -> made.put(layer.output().name(), layer));
        int kept = 0;
        for (Layer layer : network.layers()) {
            Tensor before = layer.output();
            if (!before.format().isFloat()) {
                kept++;
                assertEquals(
                        before, Objects.requireNonNull(made.get(before.name())).output());
                assertSameNumbers(network, quantised, before, samples, kept == 1);
            }
            for (Constant constant : layer.constants()) {
                if (!constant.tensor().format().isFloat() && constant.shape().rank() > 1) {
                    assertTrue(
                            quantised.layers().stream()
                                    .flatMap(other -> other.constants().stream())
                                    .anyMatch(other -> other.tensor().equals(constant.tensor())),
                            () -> constant.tensor().toString());
                }
            }
        }
        assertEquals(trained, kept);
    }

    /// Integers and reals may differ by one step where the real number was a tie; behind such a place a few more may.
    private static void assertSameNumbers(
            Network network, Network quantised, Tensor tensor, Samples samples, boolean isFirst) {
        Network reals = upTo(network, tensor.name());
        float[] expected = RealRun.outputs(reals, samples, 2);
        float[] unrounded = RealRun.outputs(withoutRounding(reals), samples, 2);
        float[] actual = IntegerRun.outputs(upTo(quantised, tensor.name()), SCHEME.requantisation(), samples, 2);
        boolean hasTies = tensor.format().kind() != NumberFormat.Kind.BIPOLAR;
        double step = tensor.quantisation().scale(0);
        assertEquals(expected.length, actual.length);
        int different = 0;
        for (int i = 0; i < expected.length; i++) {
            double steps = Math.abs(expected[i] - actual[i]) / step;
            if (steps > 1e-6) {
                different++;
                double beyond = Math.abs(unrounded[i] / step - Math.floor(unrounded[i] / step));
                boolean isTie = steps < 1 + 1e-6 && Math.abs(beyond - 0.5) < 1e-3;
                assertTrue(!isFirst || !hasTies || isTie, tensor.name() + ": " + unrounded[i] + ", " + actual[i]);
            }
        }
        assertTrue(20 * different <= expected.length, tensor.name() + ": " + different + " of " + expected.length);
    }

    private static Network withoutRounding(Network network) {
        Layer last = network.layers().getLast();
        Layer real =
                last.withOutput(Tensor.real(last.output().name(), last.output().shape()));
        List<Layer> layers = new ArrayList<>(network.layers());
        layers.set(layers.size() - 1, real);
        return new Network(network.name(), network.inputs(), List.of(real.output()), layers);
    }

    private static Network upTo(Network network, String tensor) {
        int end = 0;
        while (!network.layers().get(end).output().name().equals(tensor)) {
            end++;
        }
        List<Layer> layers = network.layers().subList(0, end + 1);
        return new Network(
                network.name(), network.inputs(), List.of(layers.getLast().output()), layers);
    }

    @Test
    void binaryLayersBehindTheFirst_areThresholdsOfWholeNumbers() {
        Network network = network("hls4ml-keras-bnn/keras_bnn.json", "hls4ml-keras-bnn/keras_bnn_weights.h5");
        Samples samples = samples(network, 32);
        Network quantised = PostTrainingQuantiser.of(network, SCHEME, RealRun.bytes(network, samples), 2)
                .quantise(BITS);

        for (String dense : List.of("binary_dense_4", "binary_dense_6")) {
            Layer layer = quantised.layers().stream()
                    .filter(other -> other.name().equals(dense))
                    .findFirst()
                    .orElseThrow();
            assertEquals(1, StoredFormat.of(layer.output()).bytes());
            assertEquals(1.0, layer.output().quantisation().scale(0));
        }
    }

    @Test
    void qkerasMnist_isAsAccurateInIntegersAsItWasTrained() {
        Network network = network(
                "hls4ml-qkeras-mnist-cnn/qkeras_mnist_cnn.json", "hls4ml-qkeras-mnist-cnn/qkeras_mnist_cnn_weights.h5");
        SampleFormat format = new SampleFormat(SampleFormat.LabelColumn.FIRST, 1 / 255.0, 0);
        Samples samples = new SampleReader(network, format).read(shared("_data/mnist/mnist_1000.csv"), null);

        AccuracyMeter meter =
                new AccuracyMeter(network, QuantisationScheme.FIXED_POINT, samples.first(256), samples, 2);

        assertTrue(meter.of(BitAssignment.uniform(8)) >= 0.98, () -> "float32 " + meter.ofReal());
    }
}
