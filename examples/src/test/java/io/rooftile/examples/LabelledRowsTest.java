package io.rooftile.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LabelledRowsTest {

    private static final LabelledRows ROWS = new LabelledRows(
            List.of(new LabelledRows.Row(3, List.of(0, 255, 17)), new LabelledRows.Row(0, List.of(-128, 127, -1))));

    @Test
    void write_putsTheLabelFirstAndOneRowOnALine(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("rows.csv");
        ROWS.write(file);
        assertEquals("3,0,255,17\n0,-128,127,-1\n", Files.readString(file));
        assertEquals(ROWS, LabelledRows.read(file));
    }

    @Test
    void rowsOfDifferentLengths_areRefused() {
        List<LabelledRows.Row> ragged =
                List.of(new LabelledRows.Row(0, List.of(1, 2)), new LabelledRows.Row(1, List.of(1)));
        assertThrows(IllegalArgumentException.class, () -> new LabelledRows(ragged));
        assertThrows(IllegalArgumentException.class, () -> new LabelledRows(List.of()));
    }
}
