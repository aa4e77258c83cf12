package io.rooftile.calibration.dataflow;

import io.rooftile.calibration.dataflow.Trials.Candidate;
import io.rooftile.calibration.tool.RealTools;
import io.rooftile.calibration.tool.Tool;
import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.network.Network;
import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult;
import io.rooftile.modelimport.formats.ModelImport;
import io.rooftile.quantization.accuracy.DesignNetwork;
import io.rooftile.quantization.accuracy.Samples;
import io.rooftile.quantization.integer.IntegerNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Trained networks in three foldings each. The usual run takes a sample; `-Drooftile.full=true` takes all.
final class NamedNetHardwareTest {
    private static final boolean IS_FULL = Boolean.getBoolean("rooftile.full");
    private static final int CALIBRATION_ROWS = 64;

    /// Where the project's own networks are, seen from the module.
    private static final String EXAMPLES = "../examples/";

    /// One design of one network.
    ///
    /// @param model below the shared models, or of the project's own examples
    /// @param mostCycles that a stage may take where a folding allows it
    /// @param isSample whether the usual run takes it
    record Net(
            String model,
            @Nullable String weights,
            int bits,
            Requantisation requantisation,
            long mostCycles,
            int rows,
            boolean isSample) {
        @Override
        public String toString() {
            return Path.of(model).getFileName() + ", " + bits + " bits, " + requantisation + ", " + mostCycles
                    + " cycles";
        }
    }

    static Stream<Net> nets() {
        Stream<Net> all = Stream.of(
                        threeLayers(16, Requantisation.POWER_OF_TWO, 1, 16),
                        threeLayers(16, Requantisation.EXACT, 4, 64),
                        foldings("mlperftiny-kws-dscnn/kws_ref_model.tflite", null, 8, 3, 2_000, 16_000, 80_000),
                        foldings(
                                "mlperftiny-ic-resnet8/pretrainedResnet_quant.tflite",
                                null,
                                8,
                                2,
                                9_000,
                                37_000,
                                150_000),
                        foldings("mlperftiny-ad-fc/ad01_int8.tflite", null, 8, 10, 512, 2_048, 8_192),
                        foldings(
                                "hls4ml-qkeras-3layer/qkeras_3layer.json",
                                "hls4ml-qkeras-3layer/qkeras_3layer_weights.h5",
                                8,
                                10,
                                1,
                                16,
                                128),
                        foldings(
                                "hls4ml-qkeras-mnist-cnn/qkeras_mnist_cnn.json",
                                "hls4ml-qkeras-mnist-cnn/qkeras_mnist_cnn_weights.h5",
                                8,
                                5,
                                2_000,
                                8_000,
                                30_000),
                        foldings(
                                "hls4ml-keras-conv2d/KERAS_conv2d_model.json",
                                "hls4ml-keras-conv2d/KERAS_conv2d_model_weights.h5",
                                8,
                                10,
                                500,
                                2_000,
                                8_000),
                        foldings(EXAMPLES + "gestures/frozen.pb", null, 8, 10, 16, 128, 1_024))
                .flatMap(List::stream);
        return IS_FULL ? all : all.filter(Net::isSample);
    }

    private static List<Net> threeLayers(int bits, Requantisation requantisation, long first, long last) {
        String model = "hls4ml-keras-3layer/KERAS_3layer.json";
        String weights = "hls4ml-keras-3layer/KERAS_3layer_weights.h5";
        return List.of(
                new Net(model, weights, bits, requantisation, first, 10, false),
                new Net(model, weights, bits, requantisation, last, 10, false),
                new Net(model, weights, 6, requantisation, first, 10, false));
    }

    private static List<Net> foldings(String model, @Nullable String weights, int bits, int rows, long... mostCycles) {
        return Stream.of(0, 1, 2)
                .map(i -> new Net(model, weights, bits, Requantisation.EXACT, mostCycles[i], rows, i == 1 && rows <= 3))
                .toList();
    }

    private static Path shared() {
        return Path.of(System.getProperty("rooftile.shared", "../../shared"));
    }

    @BeforeEach
    void needTools() {
        RealTools.need(Tool.VERILATOR, Tool.MAKE, Tool.CXX);
    }

    @ParameterizedTest
    @MethodSource("nets")
    void hardware_ofTrainedNets_isAsPredicted(Net net, @TempDir Path folder) throws IOException {
        Path models = shared().resolve("models");
        Assumptions.assumeTrue(Files.isDirectory(models), models + " is absent");
        Path file = net.model().startsWith(EXAMPLES) ? Path.of(net.model()) : models.resolve(net.model());
        Path weights = net.weights() == null ? null : models.resolve(net.weights());
        Network trained =
                switch (ModelImport.read(file.toString(), new ImportOptions(weights, false))) {
                    case ImportResult.Imported imported -> imported.network();
                    case ImportResult.Refused refused -> throw new IllegalStateException(refused.toString());
                };
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(net.mostCycles());
        DataflowDesign design = RandomDesigns.next(trained, net.bits(), net.requantisation(), net.mostCycles(), random);
        Network quantised = DesignNetwork.of(trained, design, samples(trained, random), 2);
        IntegerNetwork integers = IntegerNetwork.of(quantised, net.requantisation());
        SizedAccelerator hardware = SizedAccelerator.of("net", integers, design, Trials.MEMORIES);
        byte[] rows = Trials.rows(quantised, net.rows(), random);
        GoldenVectors vectors = GoldenVectors.of(integers, hardware.accelerator(), rows, 2);
        Trials.check(List.of(new Candidate(net + " " + design.stages(), hardware, vectors)), folder);
    }

    private static Samples samples(Network network, RandomGenerator random) {
        int length = Math.toIntExact(network.inputs().stream()
                .mapToLong(input -> input.shape().elements())
                .sum());
        float[] values = new float[CALIBRATION_ROWS * length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return new Samples(values, CALIBRATION_ROWS);
    }
}
