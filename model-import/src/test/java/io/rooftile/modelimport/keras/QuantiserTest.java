package io.rooftile.modelimport.keras;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rooftile.core.network.Activation;
import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.ActivationFunction.Kind;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Dense;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Quantisation;
import io.rooftile.core.network.Requantise;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Values;
import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult.Imported;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Quantisers of QKeras: the integers and scales, derived by hand from its formulas.
final class QuantiserTest {
    @TempDir
    private Path folder;

    @Test
    void fixedPointWeightsAreRoundedAndClipped() throws Exception {
        // Scale 2^-(4 - 1 - 1) = 0.25, integers -8 to 7; 0.375 / 0.25 = 1.5 goes to the even 2, 0.625 / 0.25 to 2.
        Constant constant = bias("quantized_bits(4,1,alpha=1)", 0.25f, 0.375f, 0.625f, -9f, 9f);
        assertEquals(NumberFormat.signed(4), constant.tensor().format());
        assertEquals(Quantisation.perTensor(0.25, 0), constant.tensor().quantisation());
        assertArrayEquals(new byte[] {1, 2, 2, -8, 7}, bytes(constant));
    }

    @Test
    void symmetricAndUnsignedWeightsHaveTheirOwnLimits() throws Exception {
        assertArrayEquals(new byte[] {-7, 7}, bytes(bias("quantized_bits(4,0,1)", -9f, 9f)));
        Constant unsigned = bias("quantized_bits(4,0,keep_negative=False)", -9f, 0.5f, 9f);
        assertEquals(NumberFormat.unsigned(4), unsigned.tensor().format());
        assertArrayEquals(new byte[] {0, 8, 15}, bytes(unsigned));
    }

    @Test
    void wideIntegersAreKeptInInts() throws Exception {
        Constant constant = bias("quantized_bits(16,5,alpha=1)", 1f, -32f);
        assertEquals(NumberFormat.signed(16), constant.tensor().format());
        assertArrayEquals(
                new int[] {1024, -32768},
                assertInstanceOf(Values.Ints.class, constant.values()).data());
    }

    @Test
    void binaryAndTernaryWeightsAreSigns() throws Exception {
        Constant binary = bias("binary(alpha=0.5)", -0.1f, 0f, 2f);
        assertEquals(
                new NumberFormat(NumberFormat.Kind.BIPOLAR, 1), binary.tensor().format());
        assertEquals(0.5, binary.tensor().quantisation().scale(0));
        assertArrayEquals(new byte[] {-1, 1, 1}, bytes(binary));
        Constant ternary = bias("ternary()", -0.5f, 0.32f, 0.34f);
        assertEquals(
                new NumberFormat(NumberFormat.Kind.TERNARY, 2), ternary.tensor().format());
        assertArrayEquals(new byte[] {-1, 0, 1}, bytes(ternary));
    }

    @Test
    void powersOfTwoAreMultiplesOfTheSmallest() throws Exception {
        // Exponents -8 to 7 with max_value 1, so 0 at most: 2^-8 is the unit, 1 is 256 of them.
        Constant constant = bias("quantized_po2(4,1)", 1f, -0.3f, 0f, 5f);
        assertEquals(NumberFormat.signed(10), constant.tensor().format());
        assertEquals(1.0 / 256, constant.tensor().quantisation().scale(0));
        assertArrayEquals(
                new int[] {256, -64, 1, 256},
                assertInstanceOf(Values.Ints.class, constant.values()).data());
    }

    @Test
    void kernelWithoutAlphaGetsAPowerOfTwoPerChannel() throws Exception {
        // 3 bits: integers -3 to 3. Channel 0 is exactly 0.25 times integers, channel 1 exactly 2 times.
        float[] kernel = {0.75f, -0.25f, 0.5f, -6f, 4f, 2f};
        Quantiser quantiser = quantiser("quantized_bits(3,0,1)");
        Constant constant = WeightQuantiser.kernel(quantiser, "k", Shape.of(2, 3), Optional.of(kernel), 2);
        assertEquals(List.of(0.25, 2.0), constant.tensor().quantisation().scales());
        assertArrayEquals(new byte[] {3, -1, 2, -3, 2, 1}, bytes(constant));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            quantized_relu(6);                     RELU;         uint6;    0.015625
            quantized_relu(6,2);                   RELU;         uint6;    0.0625
            quantized_bits(8,3,alpha=1.0);         LINEAR;       int8;     0.0625
            quantized_tanh(5);                     RELU_N1_TO_1; int5;     0.0625
            quantized_tanh(5, use_real_tanh=True); TANH;         int5;     0.0625
            quantized_sigmoid(4,1);                SIGMOID;      uint4;    0.0625
            binary();                              SIGN;         bipolar1; 1
            ternary;                               TERNARY;      ternary2; 1
            """)
    void activationsHaveTheirFormat(String text, Kind kind, String format, double scale) throws Exception {
        ActivationSpec spec = quantiser(text).activation();
        assertEquals(kind, spec.function().kind());
        assertEquals(format, spec.format().typeName());
        assertEquals(Quantisation.perTensor(scale, 0), spec.quantisation());
    }

    @Test
    void textAndObjectMeanTheSame() throws Exception {
        Network text = network("\"quantized_bits(5,1,alpha=1)\"", "\"quantized_relu(3,1)\"");
        Network object = network("""
                {"class_name": "quantized_bits", "config": {"bits": 5, "integer": 1, "symmetric": 0, "alpha": 1,
                    "keep_negative": true}}""", """
                {"module": "qkeras.quantizers", "class_name": "quantized_relu", "registered_name": "qkeras>quantized_relu",
                    "config": {"bits": 3, "integer": 1, "negative_slope": 0.0, "relu_upper_bound": null}}""");
        for (Network network : List.of(text, object)) {
            Dense dense = assertInstanceOf(Dense.class, network.layers().get(1));
            Tensor kernel = dense.learned().weights().tensor();
            assertEquals(
                    "int5 0.125",
                    kernel.format().typeName() + " " + kernel.quantisation().scale(0));
            assertArrayEquals(new byte[] {8, -4}, bytes(dense.learned().weights()));
            Activation relu =
                    assertInstanceOf(Activation.class, network.layers().get(2));
            assertEquals(ActivationFunction.RELU, relu.function());
            assertEquals(NumberFormat.unsigned(3), relu.output().format());
            assertEquals(0.25, relu.output().quantisation().scale(0));
            Tensor input = assertInstanceOf(Requantise.class, network.layers().getFirst())
                    .output();
            assertEquals(NumberFormat.signed(8), input.format());
        }
    }

    private Network network(String kernel, String activation) throws IOException {
        Path file = folder.resolve("q.json");
        Files.writeString(file, KerasFiles.sequential("""
                {"class_name": "QActivation", "config": {"name": "q", "activation": "quantized_bits(8,0)",
                    "batch_input_shape": [null, 2]}},
                {"class_name": "QDense", "config": {"name": "d", "units": 1, "use_bias": false,
                    "kernel_quantizer": %s}},
                {"class_name": "QActivation", "config": {"name": "r", "activation": %s}}""".formatted(kernel, activation)));
        Path weights = folder.resolve("q.h5");
        KerasFiles.writeWeights(weights, Map.of("d", KerasFiles.arrays("kernel:0", new float[][] {{1f}, {-0.5f}})));
        return assertInstanceOf(Imported.class, new KerasReader().read(file, new ImportOptions(weights, false)))
                .network();
    }

    @Test
    void binaryDenseComputesWithSigns() throws IOException {
        Path file = folder.resolve("bnn.json");
        Files.writeString(file, KerasFiles.sequential("""
                {"class_name": "BinaryDense", "config": {"name": "b", "units": 2, "H": 0.5, "use_bias": false,
                    "batch_input_shape": [null, 3]}},
                {"class_name": "Activation", "config": {"name": "t", "activation": "binary_tanh"}}"""));
        Path weights = folder.resolve("bnn.h5");
        double[][] kernel = {{0.2, -0.7}, {-0.1, 0.0}, {1.0, 0.3}};
        KerasFiles.writeWeights(weights, Map.of("b", KerasFiles.arrays("kernel:0", kernel)));
        Network network = assertInstanceOf(
                        Imported.class, new KerasReader().read(file, new ImportOptions(weights, false)))
                .network();
        Constant constant = network.layers().getFirst().constants().getFirst();
        assertArrayEquals(new byte[] {1, -1, 1, -1, -1, 1}, bytes(constant));
        assertEquals(0.5, constant.tensor().quantisation().scale(0));
        assertEquals("bipolar1", network.outputs().getFirst().format().typeName());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            quantized_relu(6,0,1)
            quantized_relu(6,negative_slope=0.25)
            quantized_bits(8,0,alpha='auto')
            quantized_relu_po2(4)
            quantized_sigmoid(4)
            quantized_bits(40)
            """)
    void unknownActivationsAreRefused(String text) throws Exception {
        Quantiser quantiser = quantiser(text);
        assertThrows(RefusedLayerException.class, quantiser::activation);
    }

    private static Constant bias(String quantiser, float... values) throws RefusedLayerException {
        return WeightQuantiser.bias(quantiser(quantiser), "b", Shape.of(values.length), Optional.of(values));
    }

    private static Quantiser quantiser(String text) throws RefusedLayerException {
        KerasConfig config =
                new KerasConfig("file", "layer", KerasJson.object("file", "", "{\"q\": \"" + text + "\"}"));
        return Quantiser.find(config, "q").orElseThrow();
    }

    private static byte[] bytes(Constant constant) {
        return assertInstanceOf(Values.Bytes.class, constant.values()).data();
    }
}
