package io.rooftile.quantization.accuracy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.rooftile.core.design.Requantisation;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Quantisation;
import io.rooftile.core.network.Requantise;
import io.rooftile.core.network.Reshape;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Networks that only store: real numbers in, and the stored ones made real out.
final class IntegerRunTest {
    private static final Tensor REAL = Tensor.real("x", Shape.of(1, 3));
    private static final Tensor STORED =
            new Tensor("q", Shape.of(1, 3), NumberFormat.INT8, Quantisation.perTensor(0.5, -3));
    private static final Tensor MOVED = STORED.withName("r").withShape(Shape.of(3, 1));

    /// On steps, on ties (away from zero) and beyond both ends: 0.5 (-128 + 3) and 0.5 (127 + 3).
    private static final float[] ROWS = {1, -1.5f, 0.25f, -0.25f, 100, -1e30f};

    private static final float[] NEAREST = {1, -1.5f, 0.5f, -0.5f, 65, -62.5f};

    private static float[] run(Network network) {
        return IntegerRun.outputs(network, Requantisation.EXACT, new Samples(ROWS, 2), 1);
    }

    @Test
    void integersAreStoredOnTheWayInAndMadeRealOnTheWayOut() {
        Network network = new Network("net", List.of(STORED), List.of(MOVED), List.of(new Reshape("r", STORED, MOVED)));

        assertArrayEquals(NEAREST, run(network));
    }

    @Test
    void networkThatStoresItsInputsAndMakesItsOutputsReal_takesAndGivesReals() {
        Tensor out = Tensor.real("y", Shape.of(3, 1));
        Network network = new Network(
                "net",
                List.of(REAL),
                List.of(out),
                List.of(
                        new Requantise("store", REAL, STORED),
                        new Reshape("r", STORED, MOVED),
                        new Requantise("real", MOVED, out)));

        assertArrayEquals(NEAREST, run(network));
    }
}
