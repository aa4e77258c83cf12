package io.rooftile.quantization.real;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rooftile.core.network.Activation;
import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.ArgMax;
import io.rooftile.core.network.Concat;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Dense;
import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Pad;
import io.rooftile.core.network.Padding;
import io.rooftile.core.network.Parameters;
import io.rooftile.core.network.Pool;
import io.rooftile.core.network.Quantisation;
import io.rooftile.core.network.Requantise;
import io.rooftile.core.network.ScaleShift;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Softmax;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Transpose;
import io.rooftile.core.network.Upsample;
import io.rooftile.core.network.Values;
import io.rooftile.core.network.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Layers small enough to compute by hand; no two sizes are the same.
final class LayersByHandTest {
    private static final ActivationFunction LINEAR = ActivationFunction.LINEAR;

    private static Tensor tensor(String name, int... dims) {
        return Tensor.real(name, Shape.of(dims));
    }

    private static float[] run(Layer layer, float... row) {
        return Rows.run(new Network("net", layer.inputs(), List.of(layer.output()), List.of(layer)), 1, row);
    }

    private static void assertGives(Layer layer, float[] row, float... expected) {
        assertArrayEquals(expected, run(layer, row), 1e-6f);
    }

    private static float[] row(float... values) {
        return values;
    }

    @Test
    void convolution_withStridesPaddingAndGroups_sumsEachGroupsTapsOnTheMap() {
        // 2 x 3 map of 2 channels; 2 x 1 filter with one row above; strides 1 and 2; two groups of one channel.
        Window window = Window.of(2, 1, 1, 2, new Padding(1, 0, 0, 0));
        Constant weights = Constant.real("w", Shape.of(2, 2, 1, 1), 1, 10, 100, 1000);
        Constant bias = Constant.real("b", Shape.of(2), 0.5f, -7000);
        Convolution layer = new Convolution(
                "conv",
                tensor("x", 1, 2, 3, 2),
                tensor("y", 1, 2, 2, 2),
                window,
                2,
                new Parameters(weights, bias),
                ActivationFunction.RELU);

        // Channel 0: 1 2 3 / 4 5 6; channel 1: 7 8 9 / 1 2 3.
        assertGives(
                layer,
                row(1, 7, 2, 8, 3, 9, 4, 1, 5, 2, 6, 3),
                // Row 0: 10 x0 + 0.5, 1000 x1 - 7000 at columns 0 and 2.
                10.5f,
                0,
                30.5f,
                2000,
                // Row 1: above + 10 below; 100 above + 1000 below - 7000, all below 0.
                41.5f,
                0,
                63.5f,
                0);
    }

    @Test
    void dense_ofFiveInputsAndThreePositions_takesTheFifthTapToo() {
        Constant weights = Constant.real("w", Shape.of(2, 5), 1, 2, 3, 4, 5, -1, 0, 0, 0, 1);
        Dense layer =
                new Dense("dense", tensor("x", 1, 3, 5), tensor("y", 1, 3, 2), new Parameters(weights, null), LINEAR);

        assertGives(layer, row(1, 1, 1, 1, 1, 0, 0, 0, 0, 2, 3, 0, 0, 1, 0), 15, 0, 10, 2, 7, -3);
    }

    @Test
    void dense_ofQuantisedWeights_takesWhatTheyStandFor() {
        Quantisation scales = new Quantisation(List.of(0.5, 0.25), List.of(0, 3), 0);
        Tensor stored = new Tensor("w", Shape.of(2, 3), NumberFormat.INT8, scales);
        Constant weights =
                new Constant(stored, new Values.Bytes((byte) 2, (byte) -4, (byte) 0, (byte) 7, (byte) 3, (byte) -1));
        Dense layer = new Dense("dense", tensor("x", 1, 3), tensor("y", 1, 2), new Parameters(weights, null), LINEAR);

        // Weights 1 -2 0 and 1 0 -1.
        assertGives(layer, row(5, 1, 3), 3, 2);
    }

    @Test
    void pool_withPadding_leavesItOut() {
        Window window = Window.of(2, 2, 2, 2, new Padding(1, 0, 0, 1));
        Tensor input = tensor("x", 1, 1, 3, 1);
        Tensor output = tensor("y", 1, 1, 2, 1);

        assertGives(new Pool("max", input, output, Pool.Kind.MAX, window, LINEAR), row(-5, -1, -3), -1, -3);
        assertGives(new Pool("mean", input, output, Pool.Kind.AVERAGE, window, LINEAR), row(-5, -1, -3), -3, -3);
    }

    @Test
    void elementwise_withBroadcastConstant_usesItAsTheRightOperand() {
        Constant constant = Constant.real("c", Shape.of(2, 1), 1, 10);
        List<Tensor> inputs = List.of(tensor("x", 1, 2, 3));
        Tensor output = tensor("y", 1, 2, 3);
        float[] row = row(1, 2, 3, 4, 5, 60);

        assertGives(of(inputs, output, Elementwise.Kind.ADD, constant), row, 2, 3, 4, 14, 15, 70);
        assertGives(of(inputs, output, Elementwise.Kind.SUBTRACT, constant), row, 0, 1, 2, -6, -5, 50);
        assertGives(of(inputs, output, Elementwise.Kind.MULTIPLY, constant), row, 1, 2, 3, 40, 50, 600);
        assertGives(of(inputs, output, Elementwise.Kind.MAXIMUM, constant), row, 1, 2, 3, 10, 10, 60);
        assertGives(of(inputs, output, Elementwise.Kind.MINIMUM, constant), row, 1, 1, 1, 4, 5, 10);
    }

    private static Elementwise of(List<Tensor> inputs, Tensor output, Elementwise.Kind kind, Constant constant) {
        return new Elementwise("e", inputs, output, kind, constant, LINEAR);
    }

    @Test
    void elementwise_ofTwoInputs_takesTheSecondFromTheFirst() {
        Elementwise layer = new Elementwise(
                "e",
                List.of(tensor("a", 1, 3), tensor("b", 1, 1)),
                tensor("y", 1, 3),
                Elementwise.Kind.SUBTRACT,
                null,
                ActivationFunction.RELU6);

        assertGives(layer, row(1, 5, 30, 2), 0, 3, 6);
    }

    @Test
    void scaleShift_byChannel() {
        ScaleShift layer = new ScaleShift(
                "norm",
                tensor("x", 1, 3, 2),
                tensor("y", 1, 3, 2),
                Constant.real("scale", Shape.of(2), 2, -1),
                Constant.real("shift", Shape.of(2), 0.5f, 10),
                ActivationFunction.RELU);

        assertGives(layer, row(1, 1, -1, 20, 3, 3), 2.5f, 9, 0, 0, 6.5f, 7);
    }

    @Test
    void movements_putEachElementInItsPlace() {
        Tensor input = tensor("x", 1, 2, 3);
        float[] row = row(1, 2, 3, 4, 5, 6);

        assertGives(new Transpose("t", input, tensor("y", 1, 3, 2), List.of(0, 2, 1)), row, 1, 4, 2, 5, 3, 6);
        assertGives(
                new Pad("p", input, tensor("y", 1, 3, 4), List.of(0, 1, 0), List.of(0, 0, 1)),
                row,
                0,
                0,
                0,
                0,
                1,
                2,
                3,
                0,
                4,
                5,
                6,
                0);
        assertGives(new Requantise("r", input, tensor("y", 1, 2, 3)), row, row);
        assertGives(
                new Concat("c", List.of(tensor("a", 1, 2, 1), tensor("b", 1, 2, 2)), tensor("y", 1, 2, 3), 2),
                row,
                1,
                3,
                4,
                2,
                5,
                6);
    }

    @Test
    void upsample_repeatsOrInterpolates() {
        Tensor input = tensor("x", 1, 1, 2, 1);
        Tensor output = tensor("y", 1, 1, 4, 1);

        assertGives(
                new Upsample("u", input, output, Upsample.Kind.NEAREST, Upsample.Sampling.ASYMMETRIC),
                row(0, 8),
                0,
                0,
                8,
                8);
        assertGives(
                new Upsample("u", input, output, Upsample.Kind.BILINEAR, Upsample.Sampling.ASYMMETRIC),
                row(0, 8),
                0,
                4,
                8,
                8);
        assertGives(
                new Upsample("u", input, output, Upsample.Kind.BILINEAR, Upsample.Sampling.HALF_PIXEL),
                row(0, 8),
                0,
                2,
                6,
                8);
        assertGives(
                new Upsample("u", input, output, Upsample.Kind.BILINEAR, Upsample.Sampling.ALIGN_CORNERS),
                row(0, 9),
                0,
                3,
                6,
                9);
    }

    @Test
    void upsample_ofRowsAndColumns_interpolatesBoth() {
        Upsample layer = new Upsample(
                "u",
                tensor("x", 1, 2, 3, 1),
                tensor("y", 1, 3, 5, 1),
                Upsample.Kind.BILINEAR,
                Upsample.Sampling.ALIGN_CORNERS);

        assertGives(layer, row(0, 2, 4, 10, 12, 14), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14);
    }

    @Test
    void softmax_ofLargeInputs_doesNotOverflow() {
        Softmax layer = new Softmax("s", tensor("x", 1, 2, 3), tensor("y", 1, 2, 3), 2);
        float third = (float) (1 / 3.0);
        // exp(2 * ln 2 / 2) = 2.
        float halfLog2 = (float) (Math.log(2) / 2);

        assertGives(layer, row(1000, 1000, 1000, halfLog2, 0, halfLog2), third, third, third, 0.4f, 0.2f, 0.4f);
    }

    @Test
    void argMax_takesTheFirstOfEquals_asWholeNumbers() {
        Tensor output = new Tensor("y", Shape.of(1, 2), NumberFormat.INT32, Quantisation.NONE);
        ArgMax layer = new ArgMax("a", tensor("x", 1, 2, 3), output);
        Network network = new Network("net", layer.inputs(), List.of(output), List.of(layer));
        RealExecutor executor = new RealExecutor(RealNetwork.of(network));

        byte[] actual = executor.run(Rows.bytes(1, 5, 5, -1, -2, -3), 1);

        assertEquals(8, executor.rowBytesOut());
        assertArrayEquals(new byte[] {1, 0, 0, 0, 0, 0, 0, 0}, actual);
    }

    @Test
    void activation_thatIsNoClamp_isTheFunctionOfEachElement() {
        ActivationFunction leaky = new ActivationFunction(ActivationFunction.Kind.LEAKY_RELU, 0.25);

        assertGives(new Activation("a", tensor("x", 1, 3), tensor("y", 1, 3), leaky), row(-4, 0, 3), -1, 0, 3);
    }

    @Test
    void float16Rows_areReadAndWrittenAsHalves() {
        Tensor input = new Tensor("x", Shape.of(1, 2), NumberFormat.FLOAT16, Quantisation.NONE);
        Requantise layer = new Requantise("r", input, tensor("y", 1, 2));
        Network network = new Network("net", layer.inputs(), List.of(layer.output()), List.of(layer));

        // 0x3c00 is 1, 0xc100 is -2.5.
        byte[] actual = new RealExecutor(RealNetwork.of(network)).run(new byte[] {0, 0x3c, 0, (byte) 0xc1}, 1);

        assertArrayEquals(row(1, -2.5f), Rows.floats(actual));
    }
}
