package io.rooftile.quantization.posttraining;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.ActivationFunction.Kind;
import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Pool;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Upsample;
import io.rooftile.quantization.accuracy.IntegerRun;
import io.rooftile.quantization.accuracy.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Random networks of all kinds of layers, computed in integers, against float32.
final class PostTrainingQuantiserTest {
    private static final int ROWS = 24;

    /// What the nets are made of; a look-up reads at most 12 bits, and a softmax gives 8.
    private static final Map<String, UnaryOperator<Nets>> BLOCKS = Map.ofEntries(
            Map.entry("convolution", nets -> nets.convolution(5, Kind.RELU)),
            Map.entry("depthwise", nets -> nets.depthwise(Kind.RELU6)),
            Map.entry("normalisation", nets -> nets.convolution(5, Kind.LINEAR).scaleShift(Kind.RELU)),
            Map.entry("max pool", nets -> nets.convolution(5, Kind.LINEAR).pool(Pool.Kind.MAX)),
            Map.entry("average pool", nets -> nets.convolution(5, Kind.LINEAR).pool(Pool.Kind.AVERAGE)),
            Map.entry("residual", PostTrainingQuantiserTest::residual),
            Map.entry("concat", PostTrainingQuantiserTest::concat),
            Map.entry("product", nets -> nets.withConstant(Elementwise.Kind.MULTIPLY, Kind.RELU)),
            Map.entry("shift", nets -> nets.withConstant(Elementwise.Kind.SUBTRACT, Kind.LINEAR)),
            Map.entry("maximum", nets -> nets.withConstant(Elementwise.Kind.MAXIMUM, Kind.RELU6)),
            Map.entry("minimum", nets -> nets.withConstant(Elementwise.Kind.MINIMUM, Kind.LINEAR)),
            Map.entry("moves", nets -> nets.pad().transpose()),
            Map.entry("repetition", nets -> nets.upsample(Upsample.Kind.NEAREST)),
            Map.entry("interpolation", nets -> nets.upsample(Upsample.Kind.BILINEAR)),
            Map.entry("dense", nets -> nets.flatten().dense(9, Kind.RELU)));

    private static final Map<String, UnaryOperator<Nets>> LOOK_UPS = Map.of(
            "sigmoid", nets -> nets.convolution(5, Kind.SIGMOID),
            "tanh", nets -> nets.depthwise(Kind.TANH),
            "hard swish", nets -> nets.convolution(5, Kind.HARD_SWISH),
            "normalised swish", nets -> nets.scaleShift(Kind.SWISH),
            "elu behind a sum", nets -> nets.with(nets.last(), Elementwise.Kind.ADD, Kind.SOFTSIGN));

    private static Nets residual(Nets nets) {
        Tensor before = nets.last();
        return nets.convolution(before.shape().channels(), Kind.LINEAR).with(before, Elementwise.Kind.ADD, Kind.RELU);
    }

    private static Nets concat(Nets nets) {
        Tensor before = nets.last();
        return nets.convolution(7, Kind.RELU).concat(before);
    }

    static Stream<Arguments> schemesAndBlocks() {
        List<Arguments> all = new ArrayList<>();
        for (QuantisationScheme scheme : List.of(QuantisationScheme.FIXED_POINT, QuantisationScheme.SHIFTS)) {
            BLOCKS.keySet().stream().sorted().forEach(block -> all.add(Arguments.of(scheme, block, least(block))));
            LOOK_UPS.keySet().stream().sorted().forEach(block -> all.add(Arguments.of(scheme, block, 55.0)));
        }
        return all.stream();
    }

    /// Interpolation has source positions of 10 fractional bits, as in TensorFlow Lite; their errors add up along a
    /// row.
    private static double least(String block) {
        return block.equals("interpolation") ? 45 : 75;
    }

    private static Network network(String block) {
        UnaryOperator<Nets> maker = BLOCKS.getOrDefault(block, LOOK_UPS.getOrDefault(block, UnaryOperator.identity()));
        Nets nets = new Nets(new SplittableRandom(block.hashCode()), 1, 7, 5, 3).convolution(4, Kind.LINEAR);
        nets = maker.apply(nets);
        return nets.flatten().dense(6, Kind.LINEAR).network();
    }

    /// Signal over quantisation noise in decibels. 6 dB are one bit: the mean square of a rounding error is a twelfth
    /// of a step's.
    private static double decibels(Network network, QuantisationScheme scheme, BitAssignment bits) {
        float[] rows = Nets.rows(new SplittableRandom(17), network, ROWS);
        PostTrainingQuantiser quantiser = PostTrainingQuantiser.of(network, scheme, Nets.bytes(rows), 2);
        Network quantised = quantiser.quantise(bits);
        float[] integer = IntegerRun.outputs(quantised, scheme.requantisation(), new Samples(rows, ROWS), 2);
        float[] exact = Nets.real(network, rows);
        double signal = 0;
        double noise = 0;
        for (int i = 0; i < exact.length; i++) {
            signal += exact[i] * (double) exact[i];
            noise += Math.pow((double) integer[i] - exact[i], 2);
        }
        return 10 * Math.log10(signal / noise);
    }

    @ParameterizedTest(name = "{1} {0}")
    @MethodSource("schemesAndBlocks")
    void sixteenBits_areCloseToReals_andFewerLess(QuantisationScheme scheme, String block, double least) {
        Network network = network(block);
        double sixteen = decibels(network, scheme, BitAssignment.uniform(16));
        double eight = decibels(network, scheme, BitAssignment.uniform(8));
        double four = decibels(network, scheme, BitAssignment.uniform(4));
        String all = "16, 8 and 4 bits: %.1f, %.1f, %.1f dB".formatted(sixteen, eight, four);

        assertTrue(sixteen > least, all);
        assertTrue(eight > 24, all);
        assertTrue(sixteen > eight + 12 && eight > four + 12, all);
    }

    @Test
    void softmax_hasTheSameNumbersWithin8Bits() {
        Network network = new Nets(new SplittableRandom(8), 1, 7, 5, 3)
                .convolution(5, Kind.RELU)
                .flatten()
                .dense(4, Kind.LINEAR)
                .softmax()
                .network();
        float[] rows = Nets.rows(new SplittableRandom(17), network, ROWS);
        float[] exact = Nets.real(network, rows);
        for (QuantisationScheme scheme : List.of(QuantisationScheme.FIXED_POINT, QuantisationScheme.SHIFTS)) {
            Network quantised = PostTrainingQuantiser.of(network, scheme, Nets.bytes(rows), 2)
                    .quantise(BitAssignment.uniform(16));
            float[] integer = IntegerRun.outputs(quantised, scheme.requantisation(), new Samples(rows, ROWS), 2);
            for (int i = 0; i < exact.length; i++) {
                assertEquals(exact[i], integer[i], 1.0 / 256);
            }
        }
    }

    @Test
    void leakyRelu_isCloseInFixedPoint() {
        Network network = new Nets(new SplittableRandom(8), 1, 7, 5, 3)
                .convolution(5, Kind.LINEAR)
                .activation(new ActivationFunction(Kind.LEAKY_RELU, 0.3))
                .network();

        assertTrue(decibels(network, QuantisationScheme.FIXED_POINT, BitAssignment.uniform(16)) > 75);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 16})
    void bits_areThoseAssigned(int bits) {
        Network network = new Nets(new SplittableRandom(8), 1, 7, 5, 3)
                .convolution(5, Kind.TANH)
                .pool(Pool.Kind.MAX)
                .flatten()
                .dense(4, Kind.RELU)
                .network();
        PostTrainingQuantiser quantiser = PostTrainingQuantiser.of(
                network,
                QuantisationScheme.FIXED_POINT,
                Nets.bytes(Nets.rows(new SplittableRandom(17), network, 3)),
                1);

        assertEquals(List.of("conv0", "dense3"), quantiser.layersWithWeights());
        assertEquals(List.of("conv0", "dense3"), quantiser.layersWithOpenOutputs());
        Network made = quantiser.quantise(BitAssignment.uniform(7)
                .withWeightBits("dense3", bits)
                .withActivationBits("conv0", bits)
                .withInputBits(6));
        // The sum that the look-up reads has 8 to 12.
        int sum = Math.clamp(bits, 8, 12);
        assertEquals(
                List.of(
                        NumberFormat.signed(sum),
                        NumberFormat.signed(bits),
                        NumberFormat.signed(bits),
                        NumberFormat.signed(bits),
                        NumberFormat.unsigned(7)),
                made.layers().stream().map(layer -> layer.output().format()).toList());
        assertEquals(NumberFormat.signed(6), made.inputs().getFirst().format());
        List<NumberFormat> weights = made.layers().stream()
                .flatMap(layer -> layer.constants().stream().limit(1))
                .map(constant -> constant.tensor().format())
                .toList();
        assertEquals(List.of(NumberFormat.signed(7), NumberFormat.signed(bits)), weights);
    }
}
