package io.rooftile.quantization.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.network.Network;
import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult;
import io.rooftile.modelimport.formats.ModelImport;
import io.rooftile.quantization.data.SampleFormat;
import io.rooftile.quantization.data.SampleReader;
import io.rooftile.quantization.posttraining.BitAssignment;
import io.rooftile.quantization.posttraining.QuantisationScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Predicted accuracy of random mixes, each place in 2 to 16 bits, against what they really reach. The prediction
/// learns from as many mixes as `explore` has it learn from; those it is held against are others.
class SensitivityTest {
    private static final List<Integer> WIDTHS =
            IntStream.rangeClosed(2, 16).boxed().toList();
    private static final int MIXES = 50;
    private static final long SEED = 1;
    private static final double LEAST_RANK_CORRELATION = 0.9;
    private static final double MOST_MEAN_ERROR = 0.015;

    /// Twenty-one places, of which several at once take many mixes far from where changes add up.
    private static final double MOST_MEAN_ERROR_OF_DEEP_NETWORK = 0.03;

    @Test
    void convolutionalNetwork() {
        checkDigits(SEED);
    }

    /// Minutes; run with `-Drooftile.experiments=true`.
    @ParameterizedTest
    @ValueSource(longs = {2, 3, 4, 5, 6})
    @EnabledIfSystemProperty(named = "rooftile.experiments", matches = "true")
    void convolutionalNetwork_otherMixes(long seed) {
        checkDigits(seed);
    }

    private static void checkDigits(long seed) {
        Path folder = Path.of(System.getProperty("rooftile.root", ".."), "examples", "digits");
        Network network = network(folder.resolve("frozen.pb"));
        SampleFormat pixels = new SampleFormat(SampleFormat.LabelColumn.FIRST, 1 / 255.0, 0);
        check(
                "digits",
                network,
                new SampleReader(network, pixels).read(folder.resolve("test_rows.csv"), null),
                MOST_MEAN_ERROR,
                seed);
    }

    /// Minutes; run with `-Drooftile.experiments=true`.
    @Test
    @EnabledIfSystemProperty(named = "rooftile.experiments", matches = "true")
    void deepConvolutionalNetwork() {
        Path shared = Path.of(System.getProperty("rooftile.shared", "../../shared"));
        Path folder = shared.resolve("models/_data/kws01");
        Assumptions.assumeTrue(Files.isDirectory(folder), folder + " is absent");
        // The rows are stored in the numbers of the int8 model; the float model reads what they stand for.
        Network stored = network(shared.resolve("models/mlperftiny-kws-dscnn/kws_ref_model.tflite"));
        Samples samples = new SampleReader(stored, SampleFormat.PLAIN)
                .read(folder.resolve("kws01_features_int8.bin"), folder.resolve("labels.csv"));
        check(
                "DS-CNN",
                network(shared.resolve("models/mlperftiny-kws-dscnn/kws_ref_model_float32.tflite")),
                samples.first(400),
                MOST_MEAN_ERROR_OF_DEEP_NETWORK,
                SEED);
    }

    @Test
    void denseNetwork() {
        checkFc(SEED);
    }

    /// Minutes; run with `-Drooftile.experiments=true`.
    @ParameterizedTest
    @ValueSource(longs = {2, 3, 4, 5, 6})
    @EnabledIfSystemProperty(named = "rooftile.experiments", matches = "true")
    void denseNetwork_otherMixes(long seed) {
        checkFc(seed);
    }

    private static void checkFc(long seed) {
        Path shared = Path.of(System.getProperty("rooftile.shared", "../../shared"));
        Path data = shared.resolve("models/_data/mnist/mnist_1000.csv");
        Assumptions.assumeTrue(Files.exists(data), data + " is absent");
        Network network = network(shared.resolve("models/tf1-fc-layers-frozen/frozen.pb"));
        SampleFormat pixels = new SampleFormat(SampleFormat.LabelColumn.FIRST, 1 / 255.0, 0);
        check("fc-layers", network, new SampleReader(network, pixels).read(data, null), MOST_MEAN_ERROR, seed);
    }

    /// With the most bits elsewhere nothing is left to a sum.
    @Test
    void onePlaceAlone_isPredictedAsMeasured() {
        Path folder = Path.of(System.getProperty("rooftile.root", ".."), "examples", "gestures");
        Network network = network(folder.resolve("frozen.pb"));
        SampleFormat format = new SampleFormat(SampleFormat.LabelColumn.FIRST, 1 / 64.0, 0);
        Samples samples = new SampleReader(network, format).read(folder.resolve("test_rows.csv"), null);
        AccuracyMeter meter =
                new AccuracyMeter(network, QuantisationScheme.FIXED_POINT, samples.first(150), samples, 2);
        List<Integer> widths = List.of(2, 3, 7, 16);
        Sensitivity sensitivity = new Sensitivity(meter, SensitivityTable.measure(meter, widths, 20, random(SEED)));
        for (Place place : meter.places()) {
            for (int width : widths) {
                BitAssignment alone = place.with(width, BitAssignment.uniform(16));
                Sensitivity.Prediction prediction = sensitivity.predict(alone);
                assertEquals(meter.of(alone), prediction.accuracy(), 1e-9, alone.toString());
                assertEquals(0, prediction.deviation(), 1e-6, alone.toString());
            }
        }
    }

    private static Network network(Path file) {
        return switch (ModelImport.read(file.toString(), ImportOptions.NONE)) {
            case ImportResult.Imported imported -> imported.network();
            case ImportResult.Refused refused -> throw new IllegalStateException(refused.toString());
        };
    }

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    private static void check(String name, Network network, Samples samples, double mostError, long seed) {
        AccuracyMeter meter =
                new AccuracyMeter(network, QuantisationScheme.FIXED_POINT, samples.first(200), samples, 2);
        RandomGenerator random = random(seed);
        Sensitivity sensitivity =
                new Sensitivity(meter, SensitivityTable.measure(meter, WIDTHS, SensitivityTable.USUAL_MIXES, random));
        double[] predicted = new double[MIXES];
        double[] measured = new double[MIXES];
        double error = 0;
        for (int i = 0; i < MIXES; i++) {
            BitAssignment mix = SensitivityTable.mix(meter, WIDTHS, random);
            predicted[i] = sensitivity.predict(mix).accuracy();
            measured[i] = meter.of(mix);
            error += Math.abs(predicted[i] - measured[i]) / MIXES;
        }
        double correlation = correlation(ranks(predicted), ranks(measured));
        String text = "%s, seed %d: %d mixes, Spearman %.3f, mean absolute error %.2f points, accuracies %.3f to %.3f"
                .formatted(
                        name,
                        seed,
                        MIXES,
                        correlation,
                        100 * error,
                        Arrays.stream(measured).min().orElseThrow(),
                        Arrays.stream(measured).max().orElseThrow());
        Logger.getLogger(SensitivityTest.class.getName()).info(text);
        assertTrue(correlation >= LEAST_RANK_CORRELATION && error <= mostError, text);
    }

    /// Mean ranks where values are equal.
    private static double[] ranks(double[] values) {
        Integer[] order = IntStream.range(0, values.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
        double[] ranks = new double[values.length];
        for (int first = 0; first < order.length; ) {
            int last = first;
            while (last + 1 < order.length && values[order[last + 1]] == values[order[first]]) {
                last++;
            }
            for (int i = first; i <= last; i++) {
                ranks[order[i]] = (first + last) / 2.0;
            }
            first = last + 1;
        }
        return ranks;
    }

    private static double correlation(double[] a, double[] b) {
        double meanA = Arrays.stream(a).average().orElseThrow();
        double meanB = Arrays.stream(b).average().orElseThrow();
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }
        return ab / Math.sqrt(aa * bb);
    }
}
