package io.rooftile.modelimport.passes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rooftile.core.network.Activation;
import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Pad;
import io.rooftile.core.network.Quantisation;
import io.rooftile.core.network.Requantise;
import io.rooftile.core.network.Reshape;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Transpose;
import io.rooftile.core.network.Upsample;
import io.rooftile.core.network.Window;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class DropIdentitiesTest {
    private static final Tensor SAME = Nets.IN.withName("same");

    static Stream<Layer> identities() {
        return Stream.of(
                new Reshape("identity", Nets.IN, SAME),
                new Requantise("identity", Nets.IN, SAME),
                new Activation("identity", Nets.IN, SAME, ActivationFunction.LINEAR),
                new Transpose("identity", Nets.IN, SAME, List.of(0, 1, 2, 3)),
                new Pad("identity", Nets.IN, SAME, List.of(0, 0, 0, 0), List.of(0, 0, 0, 0)),
                new Upsample("identity", Nets.IN, SAME, Upsample.Kind.BILINEAR, Upsample.Sampling.HALF_PIXEL));
    }

    @ParameterizedTest
    @MethodSource("identities")
    void leavesOutWhatChangesNothing(Layer identity) {
        Network before = Nets.of(
                identity, Nets.convolution(SAME, Nets.tensor("out", 1, 3, 4, 6), Window.valid(3, 2, 2, 1), 1, true));

        Network after = new DropIdentities().apply(before);

        assertEquals(List.of("Convolution"), Nets.types(after));
        assertEquals(Nets.IN, after.layers().getFirst().input());
    }

    @Test
    void keepsTheNameOfANetworksOutput() {
        Tensor middle = Nets.tensor("middle", 1, 3, 4, 6);
        Tensor again = Nets.tensor("again", 1, 3, 4, 6);
        Tensor out = Nets.tensor("out", 1, 3, 4, 6);
        Network before = Nets.of(
                Nets.convolution(Nets.IN, middle, Window.valid(3, 2, 2, 1), 1, true),
                new Reshape("first", middle, again),
                new Reshape("second", again, out));

        Network after = new DropIdentities().apply(before);

        assertEquals(List.of("Convolution"), Nets.types(after));
        Nets.assertSameResult(before, after);
    }

    @Test
    void keepsAnIdentityFromInputToOutput() {
        Network before = Nets.of(new Reshape("identity", Nets.IN, SAME));

        assertEquals(before, new DropIdentities().apply(before));
    }

    @Test
    void keepsTwoOutputsOfTheSameNumbers() {
        Tensor middle = Nets.tensor("middle", 1, 3, 4, 6);
        Tensor copy = Nets.tensor("copy", 1, 3, 4, 6);
        Network before = new Network(
                "net",
                List.of(Nets.IN),
                List.of(copy, middle),
                List.of(
                        Nets.convolution(Nets.IN, middle, Window.valid(3, 2, 2, 1), 1, true),
                        new Reshape("copy", middle, copy)));

        assertEquals(before, new DropIdentities().apply(before));
    }

    @Test
    void joinsReshapes() {
        Tensor middle = Nets.tensor("middle", 1, 35, 4);
        Tensor out = Nets.tensor("out", 1, 140);
        Network before = Nets.of(new Reshape("first", Nets.IN, middle), new Reshape("second", middle, out));

        Network after = new DropIdentities().apply(before);

        assertEquals(List.of(new Reshape("second", Nets.IN, out)), after.layers());
    }

    @Test
    void joinsTransposes() {
        Tensor middle = Nets.tensor("middle", 1, 4, 7, 5);
        Tensor out = Nets.tensor("out", 7, 4, 1, 5);
        Network before = Nets.of(
                new Transpose("first", Nets.IN, middle, List.of(0, 3, 1, 2)),
                new Transpose("second", middle, out, List.of(2, 1, 0, 3)));

        Network after = new DropIdentities().apply(before);

        assertEquals(List.of(new Transpose("second", Nets.IN, out, List.of(1, 3, 0, 2))), after.layers());
        Nets.assertSameResult(before, after);
    }

    @Test
    void keepsAChangeOfScale() {
        Tensor in = Nets.IN.withFormat(NumberFormat.INT8, Quantisation.perTensor(0.5, 3));
        Tensor out = SAME.withFormat(NumberFormat.INT8, Quantisation.perTensor(0.25, 3));
        Network before = Nets.of(in, new Requantise("change", in, out));

        assertEquals(before, new DropIdentities().apply(before));
    }
}
