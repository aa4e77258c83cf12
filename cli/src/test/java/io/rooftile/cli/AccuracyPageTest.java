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

    /// Of every family: half of the designs, and 95 in 100.
    private static final double MOST_MEDIAN_ERROR = 0.05;

    private static final double MOST_HIGH_ERROR = 0.15;

    /// Half of the designs.
    private static final double MOST_CLOCK_ERROR = 0.1;

    /// An interval is meant to hold 90 in 100.
    private static final double LEAST_HELD = 0.86;

    private static final double MOST_HELD = 0.94;
    private static final int LEAST_FIGURES = 200;

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

    /// What makes them worse shows, whatever the page says.
    @Test
    void heldOutDesigns_areAsNearAsPromised() throws IOException {
        JsonNode root = new ObjectMapper().readTree(run("calibrate", "--json"));
        assertEquals(0, root.get("stale").asInt());
        int designs = 0;
        for (JsonNode family : root.get("families")) {
            String name = family.get("family").asText();
            designs += family.get("designs").asInt();
            assertEquals(family.get("designs").asInt(), family.get("dsp_exact").asInt(), name);
            assertEquals(family.get("designs").asInt(), family.get("bram_exact").asInt(), name);
            for (String figure : List.of("lut", "ff")) {
                List<Double> errors = errors(family, figure);
                assertTrue(share(errors, 0.5) <= MOST_MEDIAN_ERROR, name + " " + figure + " " + share(errors, 0.5));
                assertTrue(share(errors, 0.95) <= MOST_HIGH_ERROR, name + " " + figure + " " + share(errors, 0.95));
            }
            if (family.has("fmax")) {
                assertTrue(share(errors(family, "fmax"), 0.5) <= MOST_CLOCK_ERROR, name + " fmax");
            }
        }
        assertTrue(designs >= LEAST_DESIGNS, designs + " designs");
    }

    /// Of all figures, and of those of small and of large designs apart.
    @Test
    void intervals_holdNineInTen() throws IOException {
        String[] cells = Files.readString(PAGE)
                .lines()
                .filter(line -> line.startsWith("| all | all |"))
                .findFirst()
                .orElseThrow()
                .split("\\|", -1);
        for (int cell = 3; cell <= 5; cell++) {
            String[] words = cells[cell].strip().split(" ", -1);
            double held = Double.parseDouble(words[0]) / 100;
            assertTrue(held >= LEAST_HELD && held <= MOST_HELD, cells[cell]);
        }
        assertTrue(Integer.parseInt(cells[3].strip().split(" ", -1)[3]) >= LEAST_FIGURES, cells[3]);
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

    /// The least size that a share of the errors does not exceed.
    private static double share(List<Double> errors, double share) {
        return errors.stream().sorted().toList().get((int) Math.ceil(share * errors.size()) - 1);
    }
}
