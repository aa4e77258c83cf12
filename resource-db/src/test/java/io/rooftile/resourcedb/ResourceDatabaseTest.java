package io.rooftile.resourcedb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.UserInputException;
import io.rooftile.core.device.Board;
import io.rooftile.core.device.Coefficients;
import io.rooftile.core.device.MemoryBlock;
import io.rooftile.core.device.Part;
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
import org.junit.jupiter.api.io.TempDir;

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

        assertTrue(Messages.of(e).contains("nearest: zcu102"), Messages.of(e));
        assertTrue(Messages.of(e).contains("rooftile parts"), Messages.of(e));
    }

    @Test
    void everyFigureNamesItsSource() {
        for (String name : database.partNames()) {
            Part part = database.part(name);
            Set<String> figures = part.sources().keySet();
            assertTrue(figures.containsAll(Set.of("lut", "ff", "dsp", "bram", "uram", "logic", "bram_block")), name);
            assertTrue(figures.containsAll(part.unverified()), name);
            part.clocksHertz().forEach(hertz -> assertTrue(figures.contains("clock " + hertz), name));
        }
        Board board = database.board("ulx3s-85f");
        assertEquals(Set.of("memory.efficiency_fraction"), board.unverified());
        assertTrue(String.valueOf(board.sources().get("memory.peak_bytes_per_second"))
                .contains("332 MB/s"));
    }

    /// FINN sums 374400 + 368160 LUTs over the two regions of the U50.
    @Test
    void shellsShareOfAnAlveoIsReserved() {
        assertEquals(374_400 + 368_160, database.board("u50").available().lut());
        assertEquals(4 * 375_000, database.board("u250").available().lut());
        assertEquals(
                "stacked_memory_picojoules_per_byte",
                Objects.requireNonNull(database.board("u280").memory()).energyCoefficient());
        assertEquals(
                "off_chip_picojoules_per_byte",
                Objects.requireNonNull(database.board("u200").memory()).energyCoefficient());
    }

    /// The widest aspect of each RAM uses all its bits, or all but the parity of narrower ones.
    @Test
    void widestAspectFillsTheBlock() {
        for (String name : database.architectureNames()) {
            ArchitectureFile architecture = ArchitectureFile.of(DataFiles.builtIn("architectures", name));
            MemoryBlock bram = architecture.blocks().bram();
            MemoryBlock.Aspect widest = bram.aspects().getFirst();
            assertEquals(bram.sizeBits(), widest.depthWords() * widest.widthBits(), name);
            for (int i = 1; i < bram.aspects().size(); i++) {
                MemoryBlock.Aspect next = bram.aspects().get(i);
                assertTrue(next.widthBits() < bram.aspects().get(i - 1).widthBits(), name);
                assertTrue(next.depthWords() > bram.aspects().get(i - 1).depthWords(), name);
                assertTrue(9L * next.depthWords() * next.widthBits() >= 7L * bram.sizeBits(), name);
            }
        }
    }

    @Test
    void exampleOfTheDocumentationLoads(@TempDir Path folder) throws IOException {
        String page = Files.readString(Path.of(System.getProperty("rooftile.root", ".."), "docs", "parts.md"));
        int start = page.indexOf("```yaml\n") + "```yaml\n".length();
        Path file = folder.resolve("my-board.yml");
        Files.writeString(file, page.substring(start, page.indexOf("```", start)));

        assertEquals(24_288, database.board(file.toString()).available().lut());
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
