package io.rooftile.modelimport.passes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// No pass changes a stored number of a quantised network: whoever computes what was imported with the integer
/// arithmetic of the file's own runtime gets the file's results, bit by bit. What rounds once more or once less, or
/// with another scale, shows here as another number.
final class QuantisedPassesTest {
    private static final int NETWORKS = 3000;

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.8})
    void randomNetworksComputeTheSame(double realFraction) {
        int changed = 0;
        for (int seed = 0; seed < NETWORKS; seed++) {
            Network before = new RandomNets(new SplittableRandom(seed), realFraction).network(2 + seed % 6);
            Network after = StandardPasses.apply(before);
            changed += after.layers().equals(before.layers()) ? 0 : 1;
            try {
                Nets.assertSameResult(before, after);
            } catch (AssertionError difference) {
                throw new AssertionError("seed " + seed, difference);
            }
        }
        int networks = changed;
        assertTrue(changed > NETWORKS / 10, () -> "only " + networks + " networks were changed at all");
    }

    /// Stored constants of a quantised network are never computed anew.
    @Test
    void constantsOfQuantisedNetworksStay() {
        for (int seed = 0; seed < NETWORKS; seed++) {
            Network before = new RandomNets(new SplittableRandom(seed), 0).network(2 + seed % 6);
            Network after = StandardPasses.apply(before);
            assertEquals(
                    before.layers().stream()
                            .map(Layer::constants)
                            .flatMap(c -> c.stream())
                            .toList(),
                    after.layers().stream()
                            .map(Layer::constants)
                            .flatMap(c -> c.stream())
                            .toList());
        }
    }
}
