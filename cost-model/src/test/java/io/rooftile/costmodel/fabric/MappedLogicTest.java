package io.rooftile.costmodel.fabric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Held against what Yosys 0.23 makes of the cells, each mapped alone.
final class MappedLogicTest {
    private static final MappedLogic XC7 = new MappedLogic(6, false, 1, 64, 4, 3);
    private static final MappedLogic XCUP = new MappedLogic(6, false, 1, 64, 8, 7);
    private static final MappedLogic ECP5 = new MappedLogic(4, true, 1, 16, 6, 4);
    private static final MappedLogic ICE40 = new MappedLogic(4, false, 1, 0, 6, 4);

    @ParameterizedTest
    @CsvSource({
        "4, 3, 12, 24, 22",
        "4, 8, 49, 76, 72",
        "7, 12, 128, 186, 181",
        "9, 5, 55, 87, 86",
        "9, 8, 104, 150, 147",
        "9, 17, 233, 337, 330",
        "13, 3, 39, 67, 67"
    })
    void productRows_takeTheLutsThatYosysMakes(int bits, int rows, double xc7, double ecp5, double ice40) {
        assertEquals(xc7, XC7.rows(bits, rows));
        assertEquals(ecp5, ECP5.rows(bits, rows));
        assertEquals(ice40, ICE40.rows(bits, rows));
    }

    @ParameterizedTest
    @CsvSource({"2, 6, 6, 8, 7", "3, 6, 12, 20, 19", "3, 14, 28, 44, 43"})
    void sumsOfFewTerms_takeTheLutsThatYosysMakes(long terms, int bits, double xc7, double ecp5, double ice40) {
        assertEquals(xc7, XC7.tree(terms, bits, Integer.MAX_VALUE));
        assertEquals(ecp5, ECP5.tree(terms, bits, Integer.MAX_VALUE));
        assertEquals(ice40, ICE40.tree(terms, bits, Integer.MAX_VALUE));
    }

    @Test
    void treesWithoutHaste_takeTheLutsThatYosysMakes() {
        assertEquals(31, ICE40.tree(4, 6, Integer.MAX_VALUE));
        assertEquals(71, ICE40.tree(8, 6, Integer.MAX_VALUE));
        assertEquals(118, ICE40.tree(12, 6, Integer.MAX_VALUE));
        assertEquals(32, ECP5.tree(4, 6, Integer.MAX_VALUE));
        assertEquals(72, ECP5.tree(4, 14, Integer.MAX_VALUE));
    }

    @Test
    void rams_takeTheLutsThatYosysMakes() {
        // 28 words of 150 bits: 25 of 32 x 6 bits in 4 LUTs; 11 of 32 x 14 bits in 8.
        assertEquals(100, XC7.ram(28, 150));
        assertEquals(88, XCUP.ram(28, 150));
        // 72 words of 12 bits: three of 32 x 6 for each half, and a LUT per bit that chooses.
        assertEquals(24 + 12, XC7.ram(72, 12));
        // 28 words of 150 bits: 38 of 16 x 4 bits in 6 LUTs for each half of the words, and the choice.
        assertEquals(2 * 38 * 6 + 150, ECP5.ram(28, 150));
        assertThrows(IllegalStateException.class, () -> ICE40.ram(4, 8));
    }

    @Test
    void rates_areThoseOfTheLogic() {
        Rate rate = new Rate(1, 2, 3);
        assertEquals(5, XC7.of(rate, 5));
        assertEquals(10, ICE40.of(rate, 5));
        assertEquals(15, ECP5.of(rate, 5));
    }
}
