package io.rooftile.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0",
                "1|1",
                "0.012345|0.0123",
                "1.005|1.01",
                "99.96|100",
                "123.4|123",
                "999.4|999",
                "999.6|1,000",
                "1234567.8|1,234,568",
                "-4.567|-4.57",
                "1e-9|0.000000001"
            })
    void threeDigitsWithoutExponent(double value, String text) {
        assertEquals(text, Quantity.plain(value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0|0", "0.74|0.740", "4|4.00", "99.96|100", "12.34|12.3", "1e-4|0.000100", "1234|1,234"})
    void columnsShowAllThreeDigits(double value, String text) {
        assertEquals(text, Quantity.column(value));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 s",
        "0.0000005, 0.5 ns",
        "0.00084, 840 ns",
        "0.9999, 1 ms",
        "1, 1 ms",
        "999, 999 ms",
        "1500, 1.5 s",
        "5e6, '5,000 s'"
    })
    void timesTakeTheUnitThatKeepsThemShort(double milliseconds, String text) {
        assertEquals(text, Quantity.milliseconds(milliseconds));
    }

    @Test
    void bytesAreWholeAndCountsAreInFull() {
        assertEquals("no bytes", Quantity.bytes(0));
        assertEquals("999 B", Quantity.bytes(999));
        assertEquals("1.5 kB", Quantity.bytes(1500));
        assertEquals("25.6 MB", Quantity.bytes(25_600_000));
        assertEquals("1,234,567", Quantity.count(1_234_567));
        assertEquals("7,776", Quantity.magnitude(7776));
        assertEquals("10^15", Quantity.magnitude(3e15));
        assertEquals("12.5 %", Quantity.percent(0.125));
    }
}
