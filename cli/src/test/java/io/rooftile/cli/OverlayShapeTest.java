package io.rooftile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `rooftile explore --overlay-shape`.
final class OverlayShapeTest {
    private static final Path ROOT = Path.of(System.getProperty("rooftile.root", ".."));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final StringWriter err = new StringWriter();

    private int explore(String family, String shape) {
        return Rooftile.commandLine()
                .setOut(new PrintWriter(new StringWriter(), true))
                .setErr(new PrintWriter(err, true))
                .execute(
                        "explore",
                        ROOT.resolve("examples/gestures/frozen.pb").toString(),
                        "--board",
                        "zcu102",
                        "--family",
                        family,
                        "--evaluations",
                        "500",
                        "--overlay-shape",
                        shape,
                        "--out",
                        folder.resolve("run").toString());
    }

    @ParameterizedTest
    @CsvSource({"b1152, 4, 12, 12", "B512, 4, 8, 8", "2x6x5, 2, 6, 5"})
    void allDesigns_haveTheArray(String shape, int pp, int icp, int ocp) throws IOException {
        assertEquals(0, explore("overlay", shape), err::toString);
        List<Path> designs;
        try (Stream<Path> files = Files.list(folder.resolve("run/designs"))) {
            designs = files.toList();
        }
        assertFalse(designs.isEmpty());
        for (Path design : designs) {
            String text = Files.readString(design);
            assertTrue(text.contains("pp: " + pp + "\n"), text);
            assertTrue(text.contains("icp: " + icp + "\n"), text);
            assertTrue(text.contains("ocp: " + ocp + "\n"), text);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "overlay, b77, there is no array b77",
        "overlay, 3x2x2, the engine has no array 3x2x2",
        "overlay, 2x0x2, the engine has no array 2x0x2",
        "dataflow, b512, no overlay is searched"
    })
    void wrongShapes_areNamed(String family, String shape, String message) {
        assertEquals(2, explore(family, shape));
        assertTrue(err.toString().contains("--overlay-shape: " + message), err::toString);
        assertFalse(Files.exists(folder.resolve("run")));
    }

    @Test
    void help_namesTheShapes() {
        String help = Objects.requireNonNull(
                        Rooftile.commandLine().getSubcommands().get("explore"))
                .getUsageMessage();
        assertTrue(help.contains("b4096"), help);
        assertTrue(help.contains("PG338"), help);
    }
}
