package io.rooftile.modelimport.passes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Pad;
import io.rooftile.core.network.Padding;
import io.rooftile.core.network.Pool;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FoldPadTest {
    // 7x5 becomes 10x10.
    private static final Tensor PADDED = Nets.tensor("padded", 1, 10, 10, 4);
    private static final Pad PAD = new Pad("pad", Nets.IN, PADDED, List.of(0, 1, 2, 0), List.of(0, 2, 3, 0));

    @Test
    void becomesTheConvolutionsPadding() {
        // Filter 3x2, strides 2x1, one more column on the left: 4x10.
        Window window = Window.of(3, 2, 2, 1, new Padding(0, 0, 1, 0));
        Network before = Nets.of(PAD, Nets.convolution(PADDED, Nets.tensor("out", 1, 4, 10, 6), window, 1, true));

        Network after = new FoldPad().apply(before);

        assertEquals(List.of("Convolution"), Nets.types(after));
        assertEquals(
                new Padding(1, 2, 3, 3),
                ((Convolution) after.layers().getFirst()).window().padding());
        Nets.assertSameResult(before, after);
    }

    @Test
    void staysForOtherReaders() {
        Convolution convolution =
                Nets.convolution(PADDED, Nets.tensor("out", 1, 4, 9, 6), Window.valid(3, 2, 2, 1), 1, true);
        Network before =
                new Network("net", List.of(Nets.IN), List.of(convolution.output(), PADDED), List.of(PAD, convolution));

        Network after = new FoldPad().apply(before);

        assertEquals(List.of("Pad", "Convolution"), Nets.types(after));
        assertEquals(Nets.IN, after.layers().get(1).input());
        Nets.assertSameResult(before, after);
    }

    @Test
    void staysInFrontOfPools() {
        for (Pool.Kind kind : Pool.Kind.values()) {
            Network before = Nets.of(
                    PAD,
                    new Pool(
                            "pool",
                            PADDED,
                            Nets.tensor("out", 1, 4, 9, 4),
                            kind,
                            Window.valid(3, 2, 2, 1),
                            ActivationFunction.LINEAR));

            assertEquals(before, new FoldPad().apply(before));
        }
    }

    @Test
    void staysWhereChannelsArePadded() {
        Tensor padded = Nets.tensor("padded", 1, 8, 5, 6);
        Pad pad = new Pad("pad", Nets.IN, padded, List.of(0, 1, 0, 0), List.of(0, 0, 0, 2));
        Network before = Nets.of(
                pad, Nets.convolution(padded, Nets.tensor("out", 1, 3, 4, 3), Window.valid(3, 2, 2, 1), 1, true));

        assertEquals(before, new FoldPad().apply(before));
    }
}
