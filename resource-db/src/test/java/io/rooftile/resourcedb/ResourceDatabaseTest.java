package io.rooftile.resourcedb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.UserInputException;
import io.rooftile.core.device.Board;
import io.rooftile.core.device.Coefficients;
import io.rooftile.core.device.ResourceVector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ResourceDatabaseTest {
    private final ResourceDatabase database = ResourceDatabase.builtIn();

    /// 53200 LUT, 106400 FF, 220 DSP, 140 RAMB36 of two halves each; 16 bits at 1050 Mb/s are 2.1 GB/s.
    @Test
    void pynqZ2HasTheZynq7020AndItsNarrowMemory() {
        Board board = database.board("pynq-z2");

        assertEquals(new ResourceVector(53_200, 106_400, 220, 280, 0), board.available());
        assertEquals(2.1e9, Objects.requireNonNull(board.memory()).peakBytesPerSecond());
        assertEquals("xc7", board.part().architecture());
    }

    @Test
    void icebreakerHasNoMemoryBesideThePart() {
        Board board = database.board("icebreaker");

        assertNull(board.memory());
        assertEquals(new ResourceVector(5_280, 5_280, 8, 30, 4), board.available());
    }

    @Test
    void everyPartAndBoardLoads() {
        database.partNames()
                .forEach(name -> assertEquals(name, database.part(name).name()));
        database.boardNames()
                .forEach(name -> assertEquals(name, database.board(name).name()));
        database.architectureNames()
                .forEach(name -> assertTrue(database.partNames().stream()
                        .anyMatch(part -> database.part(part).architecture().equals(name))));
    }

    @Test
    void theoryCoversTheArchitectureOfEveryPart() {
        Coefficients theory = database.coefficients(ResourceDatabase.THEORY);
        Set<String> names =
                Objects.requireNonNull(theory.byArchitecture().get("xc7")).keySet();

        for (String name : database.partNames()) {
            String architecture = database.part(name).architecture();
            assertEquals(
                    names,
                    Objects.requireNonNull(theory.byArchitecture().get(architecture))
                            .keySet(),
                    architecture);
        }
        assertTrue(theory.id().matches("theory-[0-9a-f]{8}"), theory.id());
    }

    @Test
    void unknownBoardNamesTheNearestOnes() {
        UserInputException e = assertThrows(UserInputException.class, () -> database.board("zcu103"));

        assertTrue(String.valueOf(e.getMessage()).contains("nearest: zcu102"), e.getMessage());
        assertTrue(String.valueOf(e.getMessage()).contains("rooftile parts"), e.getMessage());
    }

    /// The index is a file because a jar has no folders to look into; it must not drift from the folder.
    @Test
    void indexListsExactlyTheFiles() throws IOException {
        Path folder = Path.of("src/main/resources/io/rooftile/resourcedb");
        List<String> files = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.filter(path -> path.toString().endsWith(".yaml"))
                    .forEach(
                            path -> files.add(folder.relativize(path).toString().replace('\\', '/')));
        }
        files.sort(null);

        assertEquals(
                String.join("\n", files) + "\n",
                Files.readString(folder.resolve(DataFiles.INDEX)),
                "write these lines into " + folder.resolve(DataFiles.INDEX));
    }
}
