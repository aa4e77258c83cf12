package io.rooftile.quantization.integer;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.UserInputException;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Pool;
import io.rooftile.core.network.Quantisation;
import io.rooftile.core.network.Requantise;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Window;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Layers whose sums might leave 32 bits are refused; the last ones that cannot are not.
final class SumLimitsTest {
    private static Tensor tensor(String name, NumberFormat format, double scale, int... dims) {
        return new Tensor(name, Shape.of(dims), format, Quantisation.perTensor(scale, 0));
    }

    private static void assertComputed(boolean isComputed, Requantisation requantisation, Layer layer) {
        Network network = new Network("net", layer.inputs(), List.of(layer.output()), List.of(layer));
        if (isComputed) {
            assertDoesNotThrow(() -> IntegerNetwork.of(network, requantisation));
            return;
        }
        UserInputException refused =
                assertThrows(UserInputException.class, () -> IntegerNetwork.of(network, requantisation));
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.startsWith("net: " + layer.name()), message);
    }

    private static Elementwise sum(NumberFormat format, double left, double right, double output) {
        return new Elementwise(
                "sum",
                List.of(tensor("a", format, left, 1, 3), tensor("b", format, right, 1, 3)),
                tensor("y", format, output, 1, 3),
                Elementwise.Kind.ADD,
                null,
                ActivationFunction.LINEAR);
    }

    /// 2^15 2^15 + 2^15 = 2^30 + 2^15 fit, 2^31 + 2^15 do not.
    @Test
    void sumByShifts_holdsBothOperandsOnTheFinerScale() {
        assertComputed(true, Requantisation.POWER_OF_TWO, sum(NumberFormat.INT16, 1, 0x1p-15, 1));
        assertComputed(false, Requantisation.POWER_OF_TWO, sum(NumberFormat.INT16, 1, 0x1p-16, 1));
        assertComputed(false, Requantisation.POWER_OF_TWO, sum(NumberFormat.INT16, 0x1p-16, 1, 1));
    }

    /// Operands are shifted by 15 places: 16 bits without a sign fit, 17 do not.
    @Test
    void sumByMultipliers_holdsBothOperandsWithTheirHeadroom() {
        assertComputed(true, Requantisation.EXACT, sum(NumberFormat.unsigned(16), 1, 0.3, 1));
        assertComputed(false, Requantisation.EXACT, sum(NumberFormat.unsigned(17), 1, 0.3, 1));
    }

    /// 2^15 times 255 x 257 = 2^16 - 1 elements fit, times 256 x 256 do not.
    @ParameterizedTest
    @EnumSource(
            value = Pool.Kind.class,
            names = {"AVERAGE", "MEAN"})
    void poolHoldsTheSumOfItsWindow(Pool.Kind kind) {
        assertComputed(true, Requantisation.EXACT, pool(kind, 255, 257));
        assertComputed(false, Requantisation.EXACT, pool(kind, 256, 256));
    }

    private static Pool pool(Pool.Kind kind, int rows, int columns) {
        return new Pool(
                "pool",
                tensor("x", NumberFormat.INT16, 0.5, 1, rows, columns, 1),
                tensor("y", NumberFormat.INT16, 0.5, 1, 1, 1, 1),
                kind,
                Window.valid(rows, columns, 1, 1),
                ActivationFunction.LINEAR);
    }

    @Test
    void scalesTooFarApartToShift_areRefused() {
        Tensor input = tensor("x", NumberFormat.INT16, 0x1p-47, 1, 3);
        assertComputed(
                true,
                Requantisation.POWER_OF_TWO,
                new Requantise("r", input, tensor("y", NumberFormat.INT16, 1, 1, 3)));
        assertComputed(
                false,
                Requantisation.POWER_OF_TWO,
                new Requantise("r", input, tensor("y", NumberFormat.INT16, 2, 1, 3)));
    }
}
