package io.rooftile.modelimport.passes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Dense;
import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Parameters;
import io.rooftile.core.network.Quantisation;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Window;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FuseBiasTest {
    private static final Window WINDOW = Window.valid(3, 2, 2, 1);
    private static final Tensor MIDDLE = Nets.tensor("middle", 1, 3, 4, 6);
    private static final Tensor OUT = Nets.tensor("out", 1, 3, 4, 6);

    @ParameterizedTest
    @CsvSource({"ADD, true", "ADD, false", "SUBTRACT, true", "SUBTRACT, false"})
    void addsToTheBias(Elementwise.Kind kind, boolean biased) {
        for (Constant added : List.of(Nets.random("added", 6), Nets.random("added", 1, 1, 6), Nets.random("added"))) {
            Network before = Nets.of(
                    Nets.convolution(Nets.IN, MIDDLE, WINDOW, 2, biased), Nets.withConstant(kind, MIDDLE, OUT, added));

            Network after = new FuseBias().apply(before);

            assertEquals(List.of("Convolution"), Nets.types(after));
            Nets.assertSameResult(before, after);
        }
    }

    @Test
    void addsToADenseLayerOfUnknownWeights() {
        Tensor in = Nets.tensor("in", 2, 5);
        Tensor middle = Nets.tensor("middle", 2, 3);
        Dense dense = Nets.dense(in, middle, false).withLearned(new Parameters(Nets.unknown("weights", 3, 5), null));
        Network before = Nets.of(
                in,
                dense,
                Nets.withConstant(Elementwise.Kind.ADD, middle, Nets.tensor("out", 2, 3), Nets.unknown("added", 3)));

        Network after = new FuseBias().apply(before);

        assertEquals(List.of("Dense"), Nets.types(after));
        assertEquals(18, after.parameters());
    }

    @Test
    void staysWhereTheConstantIsNotPerChannelOrIsMultiplied() {
        for (Elementwise layer : List.of(
                Nets.withConstant(Elementwise.Kind.ADD, MIDDLE, OUT, Nets.random("added", 4, 6)),
                Nets.withConstant(Elementwise.Kind.ADD, MIDDLE, OUT, Nets.random("added", 3, 1, 1)),
                Nets.withConstant(Elementwise.Kind.MAXIMUM, MIDDLE, OUT, Nets.random("least", 6)))) {
            Network before = Nets.of(Nets.convolution(Nets.IN, MIDDLE, WINDOW, 1, true), layer);

            assertEquals(before, new FuseBias().apply(before));
        }
    }

    /// The convolution's rounding to a byte stands between the two.
    @Test
    void staysBehindAQuantisedOutput() {
        Tensor rounded = MIDDLE.withFormat(NumberFormat.INT8, Quantisation.perTensor(0.25, 3));
        Network before = Nets.of(
                Nets.convolution(Nets.IN, rounded, WINDOW, 1, true),
                Nets.withConstant(Elementwise.Kind.ADD, rounded, OUT, Nets.random("added", 6)));

        assertEquals(before, new FuseBias().apply(before));
    }
}
