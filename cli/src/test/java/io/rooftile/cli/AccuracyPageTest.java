package io.rooftile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rooftile.resourcedb.ResourceDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the measurements that come with Rooftile say is what it ships: the coefficient set, the page, README's table.
final class AccuracyPageTest {
    private static final Path PAGE = Path.of("../docs/accuracy.md");
    private static final Path README = Path.of("../README.md");
    private static final Path SET =
            Path.of("../resource-db/src/main/resources/io/rooftile/resourcedb/coefficients/rooftile.yaml");

    private static final int LEAST_DESIGNS = 60;

    /// Where it stands: 6.3 % of LUTs, of which 5 % is the goal and not reached; 2.5 % of flip-flops.
    private static final double MOST_LUT_ERROR = 0.063;

    private static final double MOST_FF_ERROR = 0.03;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private String run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Rooftile.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        assertEquals(0, exitCode, err.toString());
        return out.toString();
    }

    @Test
    void pageAndSet_areWhatTheMeasurementsGive() throws IOException {
        Path page = folder.resolve("accuracy.md");
        Path set = folder.resolve("rooftile.yaml");
        run("calibrate", "--page", page.toString(), "--out", set.toString());
        String again = "write it again: ./rooftile calibrate --page docs/accuracy.md --out rooftile.yaml";
        assertEquals(Files.readString(PAGE), Files.readString(page), again);
        assertEquals(Files.readString(SET), Files.readString(set), again);
        assertEquals(
                ResourceDatabase.builtIn().coefficients(ResourceDatabase.OWN).id(),
                ResourceDatabase.builtIn().coefficients(set.toString()).id());
    }

    @Test
    void readme_hasTheTableInShort() throws IOException {
        String table = Files.readString(PAGE)
                .lines()
                .dropWhile(line -> !line.startsWith("| family | figure | designs | median error"))
                .takeWhile(line -> line.startsWith("|"))
                .collect(Collectors.joining("\n"));
        assertTrue(table.lines().count() > 4, table);
        assertTrue(Files.readString(README).contains(table), "README's table is not that of docs/accuracy.md");
    }

    /// Over all families. What makes them worse shows, whatever the page says.
    @Test
    void heldOutDesigns_areAsNearAsTheyWere() throws IOException {
        JsonNode root = new ObjectMapper().readTree(run("calibrate", "--json"));
        assertEquals(0, root.get("stale").asInt());
        int designs = 0;
        List<Double> luts = new ArrayList<>();
        List<Double> ffs = new ArrayList<>();
        for (JsonNode family : root.get("families")) {
            designs += family.get("designs").asInt();
            luts.addAll(errors(family, "lut"));
            ffs.addAll(errors(family, "ff"));
        }
        assertTrue(designs >= LEAST_DESIGNS, designs + " designs");
        assertTrue(median(luts) <= MOST_LUT_ERROR, "LUT " + median(luts));
        assertTrue(median(ffs) <= MOST_FF_ERROR, "FF " + median(ffs));
    }

    private static List<Double> errors(JsonNode family, String figure) {
        List<Double> errors = new ArrayList<>();
        family.path(figure)
                .forEach(
                        row -> errors.add(Math.abs(row.get("predicted_held_out").asDouble()
                                        / row.get("measured").asDouble()
                                - 1)));
        return errors;
    }

    private static double median(List<Double> errors) {
        return errors.stream().sorted().toList().get(errors.size() / 2);
    }
}
