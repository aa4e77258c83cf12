package io.rooftile.resourcedb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.UserInputException;
import io.rooftile.core.device.Board;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each mistake alone in a board file that is right otherwise, and the line that the message must name.
class StrictnessTest {
    static final String BOARD = """
            name: mine
            part:
              name: my-part
              architecture: xc7
              sources:
                sheet: "data sheet"
                guess: "nothing read"
              lut: {value: 1000, source: sheet}
              ff: {value: 2000, source: sheet}
              dsp: {value: 30, source: sheet}
              bram: {value: 40, source: guess, unverified: true}
              uram: {value: 0, source: sheet}
              clocks_hertz:
                - {value: 50000000, source: sheet}
                - {value: 100000000, source: sheet}
            sources:
              guide: "board guide"
            reserved: {lut: 100, ff: 200, dsp: 3, bram: 4, uram: 0, source: guide}
            memory:
              name: DDR3-800 16 bit
              peak_bytes_per_second: {value: 1.6e+9, source: guide}
              efficiency_fraction: {value: 0.75, source: guide}
              size_bytes: {value: 268435456, source: guide}
              port_bits: {value: 32, source: guide}
            static_power_milliwatts: {value: 99.5, source: guide}
            """;

    private final ResourceDatabase database = ResourceDatabase.builtIn();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void usersBoardWithItsPartInlineLoads() throws IOException {
        Board board = read(BOARD);

        assertEquals("mine", board.name());
        assertEquals(900, board.available().lut());
        assertEquals(36, board.available().bram());
        assertEquals(1.2e9, Objects.requireNonNull(board.memory()).usableBytesPerSecond());
        assertEquals(99.5, board.staticPowerMilliwatts());
        assertEquals(Set.of("bram"), board.part().unverified());
        assertEquals("nothing read", board.part().sources().get("bram"));
        assertEquals(
                "DSP48E1", Objects.requireNonNull(board.part().blocks().dsp()).name());
    }

    @Test
    void usersBoardMayNameABuiltInPart() throws IOException {
        String text = BOARD.substring(0, BOARD.indexOf("part:")) + "part: xc7z020\n"
                + BOARD.substring(BOARD.indexOf("sources:\n  guide"));

        assertEquals(53_200 - 100, read(text).available().lut());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            name: mine                    | nmae: mine                         | line 1, column 1   | unknown key nmae
            name: mine                    | name: mine\\ntitle: x              | line 2, column 1   | unknown key title
            name: mine                    | name: mine\\nname: mine            | line 2, column 1   | second time, after line 1
            name: mine                    | # nothing                          | line 2, column 1   | key name is missing
            name: mine                    | name: 5                            | line 1, column 7   | name must be a text
            name: mine                    | name: Mine!                        | line 1, column 7   | not allowed
            name: mine                    | name:                              | line 1, column     | name must be a text
            architecture: xc7             | architecture: xc8                  | line 4, column 17  | unknown architecture xc8
            value: 1000,                  | value: "1000",                     | line 8, column 16  | of lut must be a whole number
            value: 1000,                  | value: 1000.5,                     | line 8, column 16  | of lut must be a whole number
            value: 1000,                  | value: -1000,                      | line 8, column 16  | of lut must be a whole number
            value: 1000,                  | value: 1_000,                      | line 8, column 16  | of lut must be a whole number
            value: 1000,                  | value: 01000,                      | line 8, column 16  | of lut must be a whole number
            value: 1000,                  | value: 0x10,                       | line 8, column 16  | of lut must be a whole number
            value: 1000,                  | value: 99999999999999999999,       | line 8, column 16  | of lut must be a whole number
            value: 1000,                  | value: 100000001,                  | line 8, column 16  | no part has more
            value: 1000,                  | valeu: 1000,                       | line 8, column 9   | did you mean value
            lut: {value: 1000, source: sheet} | lut: 1000                      | line 8, column 8   | lut must be a mapping
            lut: {value: 1000, source: sheet} | lut: {value: 1000}             | line 8, column 8   | key source is missing
            lut: {value: 1000, source: sheet} | lut: {value: 1000, source: shed} | line 8, column 30 | source shed is not in the sources table
            lut: {value: 1000, source: sheet} | lut: {value: 1, value: 2, source: sheet} | line 8, column 19 | second time
            unverified: true              | unverified: false                  | line 11, column 48 | can only be true
            unverified: true              | unverified: yes                    | line 11, column 48 | can only be true
            uram: {value: 0               | uram: {value: 5                    | line 12, column 9  | its architecture has none
            value: 50000000               | value: 200000000                   | line 15, column 7  | do not ascend
            value: 50000000               | value: 0                           | line 14, column 7  | clock of 0 Hz
            guide: "board guide"          | guide: "board guide"\\n  old: x    | line 18, column 3  | no figure cites the source old
            guide: "board guide"          | guide: "  "                        | line 17, column 10 | guide must be a text
            reserved: {lut: 100           | reserved: {lut: 1001               | line 18, column 17 | more lut reserved than the part has
            value: 0.75                   | value: 1.75                        | line 20, column 3  | up to 1
            value: 0.75                   | value: 0                           | line 20, column 3  | up to 1
            value: 0.75                   | value: .75                         | line 22, column 32 | of memory.efficiency_fraction must be a number
            value: 0.75                   | value: NaN                         | line 22, column 32 | of memory.efficiency_fraction must be a number
            value: 0.75                   | value: 1e999                       | line 22, column 32 | of memory.efficiency_fraction must be a number
            value: 32,                    | value: 4294967328,                 | line 24, column 22 | value of memory.port_bits must be
            value: 32, source: guide      | value: 32, source: [guide]         | line 24, column 34 | source must be a text
            value: 99.5                   | value: !!float 99.5                | line 25, column 34 | tags
            value: 99.5                   | value: &a 99.5                     | line 25, column 34 | anchors
            value: 99.5                   | value: *a                          | line 25, column 34 | anchors
            static_power_milliwatts       | &k static_power_milliwatts         | line 25, column 1  | anchors
            static_power_milliwatts       | ? [a, b]\\n: 1\\nstatic_power_milliwatts | line 25, column 3 | a key must be a word
            static_power_milliwatts:      | static_power_milliwatts: unknown   | line               | not valid YAML
            name: DDR3-800 16 bit         | name: DDR3-800 16 bit\\n   x: 1    | line 21, column    | not valid YAML
            name: mine                    | name: mine\\n...\\n---\\nname: x   | line 3, column 1   | second document
            name: mine                    | name: [[[[[[[[[[[[[[x]]]]]]]]]]]]]] | line 1, column    | nested more than
            name: mine                    | name: mi\\tne                      | line 1, column 9   | U+9 is not allowed
            """)
    void mistakeIsReportedWithItsLine(String right, String wrong, String place, String what) throws IOException {
        String text = BOARD.replace(right, wrong.replace("\\n", "\n").replace("\\t", "\t"));
        assertTrue(!text.equals(BOARD), right);

        UserInputException e = assertThrows(UserInputException.class, () -> read(text));

        assertTrue(Messages.of(e).contains("board.yaml, " + place), Messages.of(e));
        assertTrue(Messages.of(e).contains(what), Messages.of(e));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "# only a comment\n", "---\n"})
    void emptyFileIsAMistake(String text) {
        assertThrows(UserInputException.class, () -> read(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "part", "sources", "reserved", "memory", "static_power_milliwatts"})
    void everyKeyOfABoardIsNeeded(String key) {
        String text = BOARD.replaceAll("(?m)^" + key + ":.*\\n(?: .*\\n)*", "");

        UserInputException e = assertThrows(UserInputException.class, () -> read(text));

        assertTrue(Messages.of(e).contains("the key " + key + " is missing"), Messages.of(e));
    }

    @Test
    void hugeFileIsRefusedUnread() {
        UserInputException e =
                assertThrows(UserInputException.class, () -> read("# " + "x".repeat(StrictYaml.MAX_CHARACTERS)));

        assertTrue(Messages.of(e).contains("too long"), Messages.of(e));
    }

    @Test
    void bytesThatAreNotUtf8AreAMistake() throws IOException {
        Path file = folder.resolve("board.yaml");
        Files.write(file, "name: caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));

        UserInputException e = assertThrows(UserInputException.class, () -> database.board(file.toString()));

        assertTrue(Messages.of(e).contains("not UTF-8"), Messages.of(e));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere.yaml", ".yaml", "a\0b.yaml"})
    void fileThatIsNotThereIsAMistake(String name) {
        assertThrows(UserInputException.class, () -> database.board(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "../boards/zcu102", "zcu102.yaml ", "a very long name that no board has, not even nearly"})
    void oddNameIsAMistake(String name) {
        assertThrows(UserInputException.class, () -> database.board(name));
    }

    Board read(String text) throws IOException {
        Path file = folder.resolve("board.yaml");
        Files.writeString(file, text);
        return database.board(file.toString());
    }
}
