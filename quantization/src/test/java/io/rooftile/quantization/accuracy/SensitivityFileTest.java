package io.rooftile.quantization.accuracy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SensitivityFileTest {
    private static final OutputGrid GRID = new OutputGrid(3, 0.1, -2, -8, 7);
    private static final SensitivityTable TABLE = new SensitivityTable(
            List.of(2, 5),
            outputs(1.5f, -0f, Float.MIN_VALUE),
            outputs(0, 0, 1),
            List.of(List.of(outputs(1, 2, 3), outputs(4, 5, 6)), List.of(outputs(7, 8, 9), outputs(-1, -2, -3))),
            List.of(new SensitivityTable.Mix(List.of(2, 5), 1 / 3.0)));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path file;

    private static Outputs outputs(float... values) {
        return new Outputs(values, List.of(GRID));
    }

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("table");
        SensitivityFile.write(file, "key", TABLE);
    }

    @Test
    void whatIsRead_isWhatWasWritten() throws IOException {
        SensitivityTable read = SensitivityFile.read(file, "key").orElseThrow();
        assertEquals(TABLE.widths(), read.widths());
        assertEquals(TABLE.mixes(), read.mixes());
        assertTrue(read.reference().areSame(TABLE.reference()));
        assertTrue(read.narrowest().areSame(TABLE.narrowest()));
        assertEquals(2, read.outputs().size());
        for (int place = 0; place < 2; place++) {
            for (int width = 0; width < 2; width++) {
                assertTrue(read.outputs()
                        .get(place)
                        .get(width)
                        .areSame(TABLE.outputs().get(place).get(width)));
            }
        }
        Path again = folder.resolve("again");
        SensitivityFile.write(again, "key", read);
        assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(again));
    }

    @Test
    void otherKey_isNotRead() throws IOException {
        assertTrue(SensitivityFile.read(file, "other").isEmpty());
    }

    @Test
    void anyByteChangedOrAnyLengthCutOff_isNotRead() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int at = 0; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= 0x10;
            Files.write(file, changed);
            assertTrue(SensitivityFile.read(file, "key").isEmpty(), "byte " + at + " was changed");
            Files.write(file, Arrays.copyOf(whole, at));
            assertTrue(SensitivityFile.read(file, "key").isEmpty(), "cut off at " + at);
        }
    }
}
