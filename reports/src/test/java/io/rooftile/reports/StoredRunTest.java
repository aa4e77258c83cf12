package io.rooftile.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.UserInputException;
import io.rooftile.dse.Exploration;
import io.rooftile.dse.FrontDesign;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredRunTest {
    private static final Exploration EXPLORATION = Explorations.both(Explorations.network("net", 3), 4);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path parent;

    @SuppressWarnings("NullAway.Init")
    private Path run;

    @BeforeEach
    void write() {
        run = parent.resolve("run");
        RunFolder.write(run, EXPLORATION, Explorations.manifest("a.tflite"));
    }

    @Test
    void whatIsReadIsWhatWasWritten() {
        StoredRun stored = StoredRun.read(run);
        assertEquals("net", stored.network());
        assertEquals("test-board", stored.board());
        assertEquals("a.tflite", stored.origin().model());
        assertEquals(EXPLORATION.settings().objectives(), stored.objectives());
        assertEquals(EXPLORATION.familyFronts().size(), stored.designs().size());
        for (int i = 0; i < stored.designs().size(); i++) {
            FrontDesign written = EXPLORATION.familyFronts().get(i);
            FrontDesign read = stored.designs().get(i);
            assertEquals(written.id(), read.id());
            // Everything a run says of a design, its layers and what the figures rest on included.
            assertEquals(ResultJson.estimate(written.estimate()), ResultJson.estimate(read.estimate()));
            assertEquals(written.estimate().design(), read.estimate().design());
            assertEquals(EXPLORATION.front().contains(written), stored.front().contains(read.id()));
        }
    }

    @Test
    void aMissingFolderIsToldByName() {
        Path missing = parent.resolve("nothing");
        String message = String.valueOf(assertThrows(UserInputException.class, () -> StoredRun.read(missing))
                .getMessage());
        assertTrue(message.startsWith(missing + ": there is no such folder"), message);
    }

    @Test
    void aFileCutShortIsToldWithItsLine() throws IOException {
        Path result = run.resolve("result.json");
        String text = Files.readString(result);
        Files.writeString(result, text.substring(0, text.length() / 2));
        refused(result + ", line ");
    }

    @Test
    void aFieldOfTheWrongKindIsToldWithItsPlace() throws IOException {
        Path result = run.resolve("result.json");
        Files.writeString(result, Files.readString(result).replaceFirst("\"lut\" : [0-9]+", "\"lut\" : \"many\""));
        refused(result + ", designs[0].");
    }

    @Test
    void anotherSchemaIsNotGuessedAt() throws IOException {
        Path result = run.resolve("result.json");
        Files.writeString(result, Files.readString(result).replace("\"schema_version\" : 1", "\"schema_version\" : 7"));
        refused(result + ", schema_version: it is 7, not 1");
    }

    @Test
    void aRunOfAnOlderVersionIsToBeExploredAgain() throws IOException {
        Path result = run.resolve("result.json");
        Files.writeString(result, Files.readString(result).replaceAll("\\s*\"macs_per_cycle_peak\" : [0-9]+,", ""));
        refused(result + ", designs[0].layers[0].macs_per_cycle_peak: it is missing; another version left the run,"
                + " or it was edited: explore again");
    }

    @Test
    void whatStandsInTheWayIsKept() {
        Exploration exploration = Explorations.none(Explorations.network("net", 3));
        RunFolder.write(run, exploration, Explorations.manifest("a.tflite"));
        List<StoredRun.Obstacles> expected = exploration.nearMisses().stream()
                .map(miss -> new StoredRun.Obstacles(
                        miss.outcome().estimate().design().family(),
                        miss.outcome().violations()))
                .toList();
        assertFalse(expected.isEmpty());
        assertEquals(expected, StoredRun.read(run).nearMisses());
    }

    @Test
    void aMissingDesignFileIsToldByName() throws IOException {
        Path design = run.resolve("designs")
                .resolve(EXPLORATION.familyFronts().getFirst().id() + ".yaml");
        Files.delete(design);
        refused(design.toString());
    }

    private void refused(String start) {
        String message = String.valueOf(assertThrows(UserInputException.class, () -> StoredRun.read(run))
                .getMessage());
        assertTrue(message.startsWith(start), message);
    }
}
