package io.rooftile.modelimport.passes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Padding;
import io.rooftile.core.network.Parameters;
import io.rooftile.core.network.Quantisation;
import io.rooftile.core.network.ScaleShift;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Values;
import io.rooftile.core.network.Window;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FoldBatchNormTest {
    // 7x5x4, filter 3x2, strides 2x1: 3x4.
    private static final Window WINDOW = Window.valid(3, 2, 2, 1);
    private static final Tensor MIDDLE = Nets.tensor("middle", 1, 3, 4, 6);
    private static final Tensor OUT = Nets.tensor("out", 1, 3, 4, 6);

    @ParameterizedTest
    @CsvSource({"1, true", "1, false", "2, true", "2, false"})
    void goesIntoTheConvolutionInFront(int groups, boolean biased) {
        Network before = Nets.of(
                Nets.convolution(Nets.IN, MIDDLE, WINDOW, groups, biased),
                Nets.norm(MIDDLE, OUT, ActivationFunction.RELU));

        Network after = new FoldBatchNorm().apply(before);

        assertEquals(List.of("Convolution"), Nets.types(after));
        assertEquals(ActivationFunction.RELU, ((Convolution) after.layers().getFirst()).activation());
        Nets.assertSameResult(before, after);
    }

    @Test
    void goesIntoTheDenseLayerInFront() {
        Tensor in = Nets.tensor("in", 1, 5);
        Tensor middle = Nets.tensor("middle", 1, 3);
        Tensor out = Nets.tensor("out", 1, 3);
        Network before = Nets.of(in, Nets.dense(in, middle, true), Nets.norm(middle, out, ActivationFunction.LINEAR));

        Network after = new FoldBatchNorm().apply(before);

        assertEquals(List.of("Dense"), Nets.types(after));
        Nets.assertSameResult(before, after);
    }

    @ParameterizedTest
    @CsvSource({"1, true", "1, false", "2, true"})
    void goesIntoTheConvolutionBehindWhereNothingIsPadded(int groups, boolean biased) {
        Tensor middle = Nets.tensor("middle", 1, 7, 5, 4);
        Network before = Nets.of(
                Nets.norm(Nets.IN, middle, ActivationFunction.LINEAR),
                Nets.convolution(middle, OUT, WINDOW, groups, biased));

        Network after = new FoldBatchNorm().apply(before);

        assertEquals(List.of("Convolution"), Nets.types(after));
        Nets.assertSameResult(before, after);
    }

    @Test
    void staysInFrontOfAPaddedConvolution() {
        Tensor middle = Nets.tensor("middle", 1, 7, 5, 4);
        Tensor out = Nets.tensor("out", 1, 4, 4, 6);
        Window padded = Window.of(3, 2, 2, 1, new Padding(1, 1, 0, 0));
        Network before = Nets.of(
                Nets.norm(Nets.IN, middle, ActivationFunction.LINEAR), Nets.convolution(middle, out, padded, 1, true));

        assertEquals(before, new FoldBatchNorm().apply(before));
    }

    @Test
    void goesIntoAPaddedConvolutionWhenItShiftsByZero() {
        Tensor middle = Nets.tensor("middle", 1, 7, 5, 4);
        Tensor out = Nets.tensor("out", 1, 4, 4, 6);
        Window padded = Window.of(3, 2, 2, 1, new Padding(1, 1, 0, 0));
        ScaleShift norm = new ScaleShift(
                "norm",
                Nets.IN,
                middle,
                Nets.random("scale", 4),
                Constant.real("shift", Shape.of(4), 0, 0, 0, 0),
                ActivationFunction.LINEAR);
        Network before = Nets.of(norm, Nets.convolution(middle, out, padded, 1, true));

        Network after = new FoldBatchNorm().apply(before);

        assertEquals(List.of("Convolution"), Nets.types(after));
        Nets.assertSameResult(before, after);
    }

    @Test
    void foldsTheStructureOfUnknownValues() {
        Convolution convolution = Nets.convolution(Nets.IN, MIDDLE, WINDOW, 1, false)
                .withLearned(new Parameters(Nets.unknown("weights", 6, 3, 2, 4), null));
        ScaleShift norm = new ScaleShift(
                "norm", MIDDLE, OUT, Nets.unknown("scale", 6), Nets.unknown("shift", 6), ActivationFunction.LINEAR);

        Network after = new FoldBatchNorm().apply(Nets.of(convolution, norm));

        assertEquals(List.of("Convolution"), Nets.types(after));
        // 6 * 3 * 2 * 4 weights and 6 biases.
        assertEquals(150, after.parameters());
        assertFalse(after.hasWeights());
    }

    @Test
    void staysWhereTheConvolutionHasAnotherReader() {
        Network before = new Network(
                "net",
                List.of(Nets.IN),
                List.of(OUT, MIDDLE),
                List.of(
                        Nets.convolution(Nets.IN, MIDDLE, WINDOW, 1, true),
                        Nets.norm(MIDDLE, OUT, ActivationFunction.LINEAR)));

        assertEquals(before, new FoldBatchNorm().apply(before));
    }

    @Test
    void staysBehindAnActivation() {
        Network before = Nets.of(
                Nets.convolution(Nets.IN, MIDDLE, WINDOW, 1, true).withActivation(ActivationFunction.RELU),
                Nets.norm(MIDDLE, OUT, ActivationFunction.LINEAR));

        assertEquals(before, new FoldBatchNorm().apply(before));
    }

    @Test
    void staysBehindIntegerAndBinaryWeights() {
        Tensor integers =
                Nets.tensor("weights", 6, 3, 2, 4).withFormat(NumberFormat.INT8, Quantisation.perTensor(0.5, 0));
        Tensor bipolar = Nets.tensor("weights", 6, 3, 2, 4)
                .withFormat(new NumberFormat(NumberFormat.Kind.BIPOLAR, 1), Quantisation.NONE);
        for (Constant weights :
                List.of(new Constant(integers, new Values.Bytes(new byte[144])), Constant.absent(bipolar))) {
            Network before = Nets.of(
                    Nets.convolution(Nets.IN, MIDDLE, WINDOW, 1, true).withLearned(new Parameters(weights, null)),
                    Nets.norm(MIDDLE, OUT, ActivationFunction.LINEAR));

            assertEquals(before, new FoldBatchNorm().apply(before));
        }
    }
}
