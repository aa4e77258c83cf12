package io.rooftile.modelimport.keras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.UserInputException;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Shape;
import io.rooftile.modelimport.GivenShapes;
import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult;
import io.rooftile.modelimport.ImportResult.Imported;
import io.rooftile.modelimport.SharedModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Inputs whose sizes the file leaves open and the user gives.
final class OpenInputTest {
    @TempDir
    private Path folder;

    @Test
    void theGivenSizesStandForTheOpenOnes() throws IOException {
        for (String name : new String[] {"", "in"}) {
            Network network = assertInstanceOf(Imported.class, read("channels_last", name, 1, 7, 5, 3))
                    .network();

            assertEquals(Shape.of(1, 7, 5, 3), network.inputs().getFirst().shape());
            // 6x5 positions, 4 filters of 2x1x3.
            assertEquals(6 * 5 * 4 * 6, network.macs());
        }
    }

    @Test
    void theyAreInTheFilesOrder() throws IOException {
        Network network = assertInstanceOf(Imported.class, read("channels_first", "", 1, 3, 7, 5))
                .network();

        assertEquals(Shape.of(1, 7, 5, 3), network.inputs().getFirst().shape());
    }

    @ParameterizedTest
    @CsvSource({
        "'',  1, 4, 'the file declares it with 1x?x?x3, which 1x7x5x4 does not fit'",
        "'',  2, 3, 'the file declares it with 1x?x?x3, which 2x7x5x3 does not fit'",
        "no,  1, 3, 'a shape was given for no, which is no input'",
    })
    void aShapeThatDoesNotFitIsAnError(String name, int batch, int channels, String what) {
        UserInputException error =
                assertThrows(UserInputException.class, () -> read("channels_last", name, batch, 7, 5, channels));

        assertTrue(error.toString().contains(what), error::toString);
    }

    private ImportResult read(String format, String name, int... sizes) throws IOException {
        Path file = folder.resolve("model.json");
        Files.writeString(file, KerasFiles.sequential("""
                {"class_name": "InputLayer", "config": {"name": "in", "batch_input_shape": %s}},
                {"class_name": "Conv2D", "config": {"name": "c", "filters": 4, "kernel_size": [2, 1],
                    "data_format": "%s"}}""".formatted(
                        format.equals("channels_last") ? "[null, null, null, 3]" : "[null, 3, null, null]", format)));
        return new KerasReader().read(file, options(name, sizes));
    }

    private static ImportOptions options(String name, int... sizes) {
        return new ImportOptions(null, false, new GivenShapes(Map.of(name, Shape.of(sizes))));
    }

    /// 10x12, then 5x6, 3x4 and 1x2 positions: 120*270 + 12*1440 + 2*(4608 + 64 + 128).
    @Test
    void aPublishedModelOfOpenSizeIsImported() {
        Path file = SharedModels.file("dl4j-12net/12net.h5");

        Imported imported = assertInstanceOf(Imported.class, new KerasReader().read(file, options("", 1, 12, 14, 3)));

        assertEquals(6632, imported.storedParameters());
        assertEquals(59280, imported.network().macs());
    }
}
