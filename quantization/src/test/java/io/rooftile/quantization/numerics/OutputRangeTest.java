package io.rooftile.quantization.numerics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Quantisation;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OutputRangeTest {
    private static Tensor tensor(NumberFormat format, double scale, int zeroPoint) {
        return new Tensor("t", new Shape(List.of(1, 3)), format, Quantisation.perTensor(scale, zeroPoint));
    }

    @Test
    void clamps_narrowTheFormat() {
        // 6 / 0.05 = 120 steps from -20, 1 / 0.05 = 20 steps.
        Tensor tensor = tensor(NumberFormat.INT8, 0.05, -20);
        assertEquals(new OutputRange(-20, -128, 127), OutputRange.of(tensor));
        assertEquals(new OutputRange(-20, -20, 127), OutputRange.of(tensor, ActivationFunction.RELU));
        assertEquals(new OutputRange(-20, -20, 100), OutputRange.of(tensor, ActivationFunction.RELU6));
        ActivationFunction unit = ActivationFunction.of(ActivationFunction.Kind.RELU_N1_TO_1);
        assertEquals(new OutputRange(-20, -40, 0), OutputRange.of(tensor, unit));
    }

    @Test
    void boundsBeyondTheFormat_doNotWidenIt() {
        Tensor tensor = tensor(NumberFormat.UINT8, 0x1p-20, 200);
        assertEquals(new OutputRange(200, 200, 255), OutputRange.of(tensor, ActivationFunction.RELU6));
    }

    @Test
    void everyFormat_hasItsNumbers() {
        assertEquals(new OutputRange(3, 0, 7), OutputRange.of(tensor(NumberFormat.unsigned(3), 1, 3)));
        assertEquals(new OutputRange(0, -2, 1), OutputRange.of(tensor(NumberFormat.signed(2), 1, 0)));
        assertThrows(IllegalArgumentException.class, () -> OutputRange.of(tensor(NumberFormat.FLOAT32, 1, 0)));
        assertThrows(IllegalArgumentException.class, () -> OutputRange.of(tensor(NumberFormat.INT64, 1, 0)));
    }

    @Test
    void store_saturates() {
        OutputRange range = new OutputRange(10, -8, 7);
        assertEquals(7, range.store(-3));
        assertEquals(-8, range.store(Integer.MIN_VALUE));
        assertEquals(7, range.store(Integer.MAX_VALUE));
        assertEquals(-2, range.store(-12));
    }

    @Test
    void nearest_takesHalvesAwayFromZeroAndSaturates() {
        OutputRange range = new OutputRange(1, -128, 127);
        assertEquals(4, range.nearest(2.5f));
        assertEquals(-2, range.nearest(-2.5f));
        assertEquals(127, range.nearest(Float.POSITIVE_INFINITY));
        assertEquals(-128, range.nearest(-3e38f));
        // Adding a half to the number just below it would round up to 1.
        assertEquals(1, range.nearest(Math.nextDown(0.5f)));
    }

    @Test
    void anEmptyRange_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> new OutputRange(0, 1, 0));
    }
}
