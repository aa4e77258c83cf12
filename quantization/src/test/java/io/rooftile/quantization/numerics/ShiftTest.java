package io.rooftile.quantization.numerics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShiftTest {
    @ParameterizedTest
    @CsvSource({"10, 3", "-10, -2", "9, 2", "-9, -2", "11, 3", "-11, -3", "2, 1", "-2, 0", "-3, -1", "0, 0"})
    void byTwoToTheRight_takesHalfUp(int sum, int rounded) {
        assertEquals(rounded, new Shift(2).narrow(sum));
        assertEquals(rounded, new Shift(2).wide(sum));
        assertEquals(0.25, new Shift(2).factor());
    }

    @Test
    void toTheLeft_isExactUntilItSaturates() {
        assertEquals(-24, new Shift(-3).narrow(-3));
        assertEquals(Integer.MAX_VALUE, new Shift(-3).narrow(1 << 28));
        assertEquals(Integer.MIN_VALUE, new Shift(-3).wide(-1L << 40));
        assertEquals(Integer.MAX_VALUE, new Shift(-40).wide(1L << 47));
    }

    @Test
    void byNothing_isTheSumItself() {
        assertEquals(-7, new Shift(0).narrow(-7));
    }

    @Test
    void wideSums_useAllFortyEightBits() {
        assertEquals(1 << 7, new Shift(40).wide((1L << 47) - 1));
        assertEquals(-(1 << 7), new Shift(40).wide(-1L << 47));
    }

    @Test
    void moreThanFortySevenPlaces_areRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Shift(48));
        assertThrows(IllegalArgumentException.class, () -> new Shift(-48));
    }
}
