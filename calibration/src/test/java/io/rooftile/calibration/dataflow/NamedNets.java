package io.rooftile.calibration.dataflow;

import io.rooftile.calibration.experiment.RandomDesigns;
import io.rooftile.calibration.experiment.RandomDesigns.Numbers;
import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.network.Network;
import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult;
import io.rooftile.modelimport.formats.ModelImport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Trained networks, each in some foldings.
final class NamedNets {
    private static final Numbers EIGHT_BITS = Numbers.of(Requantisation.EXACT, 8);

    /// Weights and inputs of each layer in bits of its own.
    private static final Numbers MIXED_BITS =
            new Numbers(Requantisation.EXACT, List.of(12, 5, 4, 6), List.of(10, 7, 6, 8));

    private NamedNets() {}

    /// Where networks lie.
    ///
    /// @param models the reference models
    /// @param examples the project's own
    record Folders(Path models, Path examples) {}

    /// How far layers share multipliers.
    sealed interface Sharing {
        /// Every layer has this reuse factor.
        record Reuse(long factor) implements Sharing {
            @Override
            public String toString() {
                return "reuse " + factor;
            }
        }

        /// The slowest layer takes nearly so many cycles.
        record Cycles(long most) implements Sharing {
            @Override
            public String toString() {
                return most + " cycles";
            }
        }
    }

    /// One design of one network.
    ///
    /// @param label of network and numbers
    /// @param isExample whether the model is the project's own
    /// @param model file below its folder
    /// @param weights file below the same
    /// @param rows that are simulated: at least 3, so that the last is in steady state
    /// @param isSample whether the usual run takes it
    record Net(
            String label,
            boolean isExample,
            String model,
            @Nullable String weights,
            Numbers numbers,
            Sharing sharing,
            int rows,
            boolean isSample) {
        Path file(Folders folders) {
            return (isExample ? folders.examples() : folders.models()).resolve(model);
        }

        Network read(Folders folders) {
            Path learned =
                    Optional.ofNullable(weights).map(folders.models()::resolve).orElse(null);
            return switch (ModelImport.read(file(folders).toString(), new ImportOptions(learned, false))) {
                case ImportResult.Imported imported -> imported.network();
                case ImportResult.Refused refused -> throw new IllegalStateException(refused.toString());
            };
        }

        DataflowDesign design(Network network, RandomGenerator random) {
            return switch (sharing) {
                case Sharing.Reuse(long factor) -> RandomDesigns.ofReuse(network, numbers, factor, random);
                case Sharing.Cycles(long most) -> RandomDesigns.ofCycles(network, numbers, most, random);
            };
        }

        @Override
        public String toString() {
            return label + ", " + sharing;
        }
    }

    static List<Net> all() {
        return Stream.of(
                        reuse(
                                "KERAS_3layer, 16 bits",
                                "hls4ml-keras-3layer/KERAS_3layer",
                                Numbers.of(Requantisation.POWER_OF_TWO, 16)),
                        reuse("KERAS_3layer, mixed bits", "hls4ml-keras-3layer/KERAS_3layer", MIXED_BITS),
                        reuse("QKeras 3-layer", "hls4ml-qkeras-3layer/qkeras_3layer", EIGHT_BITS),
                        keras("QKeras MNIST CNN", "hls4ml-qkeras-mnist-cnn/qkeras_mnist_cnn", 2_000, 8_000, 30_000),
                        keras("hls4ml-keras-conv2d", "hls4ml-keras-conv2d/KERAS_conv2d_model", 64, 256, 1_152),
                        quantised(
                                "DS-CNN int8", "mlperftiny-kws-dscnn/kws_ref_model.tflite", 10, 8_000, 16_000, 80_000),
                        quantised(
                                "ResNet-8 int8",
                                "mlperftiny-ic-resnet8/pretrainedResnet_quant.tflite",
                                3,
                                37_000,
                                74_000,
                                150_000),
                        quantised("AD autoencoder int8", "mlperftiny-ad-fc/ad01_int8.tflite", 10, 512, 2_048, 8_192),
                        example("examples/digits", "digits/frozen.pb", 1_200, 5_000, 20_000),
                        example("examples/gestures", "gestures/frozen.pb", 4, 24, 120))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Net> reuse(String label, String model, Numbers numbers) {
        return LongStream.of(1, 4, 16)
                .mapToObj(factor -> new Net(
                        label,
                        false,
                        model + ".json",
                        model + "_weights.h5",
                        numbers,
                        new Sharing.Reuse(factor),
                        10,
                        factor == 16))
                .toList();
    }

    private static List<Net> keras(String label, String model, long... cycles) {
        return foldings(label, false, model + ".json", model + "_weights.h5", 10, cycles);
    }

    private static List<Net> quantised(String label, String model, int rows, long... cycles) {
        return foldings(label, false, model, null, rows, cycles);
    }

    private static List<Net> example(String label, String model, long... cycles) {
        return foldings(label, true, model, null, 10, cycles);
    }

    private static List<Net> foldings(
            String label, boolean isExample, String model, @Nullable String weights, int rows, long... cycles) {
        long slowest = LongStream.of(cycles).max().orElseThrow();
        return LongStream.of(cycles)
                .mapToObj(most -> new Net(
                        label, isExample, model, weights, EIGHT_BITS, new Sharing.Cycles(most), rows, most == slowest))
                .toList();
    }
}
