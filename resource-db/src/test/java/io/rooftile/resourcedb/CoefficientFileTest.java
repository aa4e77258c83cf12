package io.rooftile.resourcedb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.UserInputException;
import io.rooftile.core.device.Basis;
import io.rooftile.core.device.Coefficients;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoefficientFileTest {
    private static final String SET = """
            name: mine
            sources:
              paper: "a paper"
              fit: "a fit"
            common:
              a_limit: {value: 0.5, unit: fraction, basis: assumed, source: paper}
              b_energy: {value: 2, unit: picojoules_per_bit, basis: analytic, source: paper}
            architectures:
              xc7:
                b_energy: {value: 3, unit: picojoules_per_bit, basis: calibrated, source: fit}
              ecp5: {}
            """;

    @Test
    void architectureReplacesWhatIsCommon() {
        Coefficients set = read(SET);

        assertEquals(2, set.get("ecp5", "b_energy", "picojoules_per_bit").value());
        assertEquals(3, set.get("xc7", "b_energy", "picojoules_per_bit").value());
        assertEquals(
                Basis.CALIBRATED,
                set.get("xc7", "b_energy", "picojoules_per_bit").basis());
        assertEquals("a fit", set.get("xc7", "b_energy", "picojoules_per_bit").source());
        assertEquals(0.5, set.get("xc7", "a_limit", "fraction").value());
    }

    @Test
    void aSetOnABase_hasAllOfItButWhatItReplaces() {
        Coefficients base = read(SET);
        String text = """
                name: own
                base: mine
                sources:
                  lab: "measured"
                common: {}
                architectures:
                  ecp5:
                    b_energy: {value: 7, unit: picojoules_per_bit, basis: calibrated, source: lab}
                """;
        Coefficients set = read(text, name -> name.equals("mine") ? base : read(""));
        assertEquals(7, set.get("ecp5", "b_energy", "picojoules_per_bit").value());
        assertEquals(base.get("ecp5", "a_limit", "fraction"), set.get("ecp5", "a_limit", "fraction"));
        assertEquals(base.byArchitecture().get("xc7"), set.byArchitecture().get("xc7"));
    }

    @Test
    void missingCoefficientAndOtherUnitAreMistakes() {
        Coefficients set = read(SET);

        assertThrows(UserInputException.class, () -> set.get("xc7", "c_energy", "picojoules_per_bit"));
        assertThrows(UserInputException.class, () -> set.get("ice40", "a_limit", "fraction"));
        UserInputException e =
                assertThrows(UserInputException.class, () -> set.get("xc7", "b_energy", "picojoules_per_byte"));
        assertTrue(Messages.of(e).contains("the unit is picojoules_per_bit"), Messages.of(e));
    }

    @Test
    void idDependsOnValuesAndNotOnWording() {
        String id = read(SET).id();

        assertTrue(id.matches("mine-[0-9a-f]{8}"), id);
        assertEquals(
                id,
                read("# a comment\n" + SET.replace("a paper", "another paper")).id());
        assertNotEquals(id, read(SET.replace("value: 2", "value: 2.1")).id());
        assertNotEquals(id, read(SET.replace("unit: fraction", "unit: share")).id());
        assertNotEquals(id, read(SET.replace("analytic", "exact")).id());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            basis: assumed   | basis: ASSUMED    | line 6, column 48 | unknown basis ASSUMED
            basis: assumed,  | ``                | line 6, column 12 | key basis is missing
            unit: fraction   | unit: 1           | line 6, column 31 | unit must be a text
            value: 0.5       | value: -0.5       | line 6, column 20 | must be a number
            source: fit      | source: fti       | line 10, column 79 | did you mean fit
            ecp5: {}         | ecp5: none        | line 11, column 9 | ecp5 must be a mapping
            ecp5: {}         | xc7: {}           | line 11, column 3 | second time, after line 9
            a_limit:         | aLimit:           | line 6, column 3  | not allowed
            name: mine       | name: my set      | line 1, column 7  | not allowed
            """)
    void mistakeIsReportedWithItsLine(String right, String wrong, String place, String what) {
        String text = SET.replace(right, wrong);

        UserInputException e = assertThrows(UserInputException.class, () -> read(text));

        assertTrue(Messages.of(e).startsWith("set.yaml, " + place + ":"), Messages.of(e));
        assertTrue(Messages.of(e).contains(what), Messages.of(e));
    }

    private static Coefficients read(String text) {
        return read(text, name -> {
            throw new IllegalArgumentException("there is no base " + name);
        });
    }

    private static Coefficients read(String text, Function<String, Coefficients> bases) {
        return CoefficientFile.of(StrictYaml.parse("set.yaml", text), bases);
    }
}
