package io.rooftile.modelimport.passes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Window;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FoldConstantsTest {
    private static final Tensor A = Nets.IN.withName("a");
    private static final Tensor B = Nets.IN.withName("b");
    private static final Tensor OUT = Nets.IN.withName("out");

    @ParameterizedTest
    @CsvSource({"MULTIPLY, ADD", "MULTIPLY, SUBTRACT", "ADD, MULTIPLY", "SUBTRACT, MULTIPLY", "MULTIPLY, MULTIPLY"})
    void makesOneScaleShiftOfTwoConstants(Elementwise.Kind first, Elementwise.Kind second) {
        Network before = Nets.of(
                Nets.withConstant(first, Nets.IN, A, Nets.random("c", 1, 1, 4)),
                Nets.withConstant(second, A, OUT, Nets.random("d")));

        Network after = new FoldConstants().apply(before);

        assertEquals(List.of("ScaleShift"), Nets.types(after));
        Nets.assertSameResult(before, after);
    }

    @Test
    void takesScaleShiftsAndConstantsTogether() {
        Network before = Nets.of(
                Nets.withConstant(Elementwise.Kind.SUBTRACT, Nets.IN, A, Nets.random("c", 4)),
                Nets.norm(A, B, ActivationFunction.LINEAR),
                Nets.withConstant(Elementwise.Kind.MULTIPLY, B, OUT, Nets.random("d", 4))
                        .withActivation(ActivationFunction.RELU));

        Network after = new FoldConstants().apply(before);

        assertEquals(List.of("ScaleShift"), Nets.types(after));
        Nets.assertSameResult(before, after);
    }

    @Test
    void stopsAtAnActivation() {
        Network before =
                Nets.of(Nets.norm(Nets.IN, A, ActivationFunction.RELU), Nets.norm(A, OUT, ActivationFunction.LINEAR));

        assertEquals(before, new FoldConstants().apply(before));
    }

    @Test
    void leavesALoneConstantAsItIs() {
        Network before = Nets.of(Nets.withConstant(Elementwise.Kind.MULTIPLY, Nets.IN, OUT, Nets.random("c", 4)));

        assertEquals(before, new FoldConstants().apply(before));
    }

    @Test
    void batchNormOfProductAndSumEndsInTheConvolution() {
        Tensor convolved = Nets.tensor("convolved", 1, 3, 4, 6);
        Tensor scaled = Nets.tensor("scaled", 1, 3, 4, 6);
        Tensor out = Nets.tensor("out", 1, 3, 4, 6);
        Network before = Nets.of(
                Nets.convolution(Nets.IN, convolved, Window.valid(3, 2, 2, 1), 1, false),
                Nets.withConstant(Elementwise.Kind.MULTIPLY, convolved, scaled, Nets.random("gamma", 6)),
                Nets.withConstant(Elementwise.Kind.ADD, scaled, out, Nets.random("beta", 6)));

        Network after = StandardPasses.apply(before);

        assertEquals(List.of("Convolution"), Nets.types(after));
        Nets.assertSameResult(before, after);
    }

    @Test
    void productAloneBehindAConvolutionEndsInIt() {
        Tensor convolved = Nets.tensor("convolved", 1, 3, 4, 6);
        Tensor out = Nets.tensor("out", 1, 3, 4, 6);
        Network before = Nets.of(
                Nets.convolution(Nets.IN, convolved, Window.valid(3, 2, 2, 1), 1, true),
                Nets.withConstant(Elementwise.Kind.MULTIPLY, convolved, out, Nets.random("gamma", 6)));

        Network after = StandardPasses.apply(before);

        assertEquals(List.of("Convolution"), Nets.types(after));
        Nets.assertSameResult(before, after);
    }
}
