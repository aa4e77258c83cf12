package io.rooftile.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rooftile.core.device.Coefficients;
import io.rooftile.resourcedb.ResourceDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `rooftile replay` on figures that are written here.
final class ReplayCommandTest {
    private static final String RESOURCES = """
            dpuczdx8g_architectures:
              rows:
              - arch: B800
                pixel_parallelism: 4
                input_channel_parallelism: 10
                output_channel_parallelism: 10
                resources_v1_2_dsp_low: {lut: 20000, ff: 40000, bram36: 88, dsp: 100}
              - arch: B640
                pixel_parallelism: 4
                input_channel_parallelism: 8
                output_channel_parallelism: 10
                resources_v1_2_dsp_low: {lut: 18000, ff: 36000, bram36: 80, dsp: 82}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private record Answer(int exitCode, String out, String err) {}

    private static Answer run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Rooftile.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Answer(exitCode, out.toString(), err.toString());
    }

    @Test
    void json_hasARowForEachFigure_withSignedRelativeErrors() throws IOException {
        Files.writeString(folder.resolve("dpu.yaml"), RESOURCES);
        Answer answer = run("replay", "--truth", folder.toString(), "--json");
        assertEquals(0, answer.exitCode(), answer.err());
        JsonNode rows = new ObjectMapper().readTree(answer.out()).get("rows");
        assertEquals(8, rows.size());
        JsonNode dsp = rows.get(3);
        assertEquals("dsp", dsp.get("figure").asText());
        assertEquals("dpu/dpuczdx8g_architectures", dsp.get("source").asText());
        assertEquals("B800", dsp.get("model").asText());
        // 4 * 10 * 10 / 4 + 2 = 102 of a published 100.
        assertEquals(102, dsp.get("predicted").asDouble());
        assertEquals(0.02, dsp.get("error").asDouble(), 1e-12);
        // 4 * 8 * 10 / 4 + 2 = 82.
        assertEquals(0, rows.get(7).get("error").asDouble());
    }

    @Test
    void fit_writesSetsThatTheDatabaseReads_inTheSameBytes() throws IOException {
        Files.writeString(folder.resolve("dpu.yaml"), RESOURCES);
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        assertEquals(
                0,
                run("replay", "--truth", folder.toString(), "--fit", first.toString())
                        .exitCode());
        assertEquals(
                0,
                run("replay", "--truth", folder.toString(), "--fit", second.toString())
                        .exitCode());
        assertArrayEquals(
                Files.readAllBytes(first.resolve("dpu.yaml")), Files.readAllBytes(second.resolve("dpu.yaml")));
        Coefficients read = ResourceDatabase.builtIn()
                .coefficients(first.resolve("dpu.yaml").toString());
        assertTrue(read.get("dpuczdx8g", "lut_per_lane", "luts_per_lane").value() > 0);
    }

    @Test
    void builtInSets_reproduceFromTheMeasurements() throws IOException {
        Path truth =
                Path.of(System.getProperty("rooftile.shared", "../../shared")).resolve("truth");
        assumeTrue(Files.isDirectory(truth), "skipped: " + truth + " is absent");
        assertEquals(
                0,
                run("replay", "--truth", truth.toString(), "--fit", folder.toString())
                        .exitCode());
        ResourceDatabase database = ResourceDatabase.builtIn();
        for (String set : new String[] {"dpu", "finn", "hls4ml"}) {
            assertEquals(
                    database.coefficients(set).id(),
                    database.coefficients(folder.resolve(set + ".yaml").toString())
                            .id(),
                    set + " is not what `rooftile replay --fit` gives");
        }
    }

    @Test
    void explore_asDpu_namesTheSetInEveryDesign() throws IOException {
        Answer answer = run("explore", "zoo:resnet18@96x64", "--board", "zcu102", "--as", "dpu", "--json");
        assertEquals(0, answer.exitCode(), answer.err());
        JsonNode designs = new ObjectMapper().readTree(answer.out()).get("designs");
        assertTrue(designs.size() > 5);
        String id = ResourceDatabase.builtIn().coefficients("dpu").id();
        designs.forEach(design -> assertEquals(id, design.get("coefficients").asText()));
        // Three of the largest cores are on that board in the published tables.
        assertTrue(answer.out().contains("3 x B4096"), answer.out());
    }

    @Test
    void explore_asDpu_onABoardWithoutZynqUltraScale_isBadInput() {
        Answer answer = run("explore", "zoo:lenet5", "--board", "pynq-z2", "--as", "dpu");
        assertEquals(2, answer.exitCode());
        assertTrue(answer.err().contains("DPUCZDX8G is not made for xc7"), answer.err());
    }

    @Test
    void explore_asHls4ml_ofConvolutions_namesTheLayer() {
        Answer answer = run("explore", "zoo:lenet5", "--board", "zcu102", "--as", "hls4ml");
        assertEquals(2, answer.exitCode());
        assertTrue(answer.err().contains("no published figures are of a Convolution"), answer.err());
    }

    @Test
    void missingFolder_isOneLineAndBadInput() {
        Answer answer = run("replay", "--truth", folder.resolve("none").toString());
        assertEquals(2, answer.exitCode());
        assertEquals(1, answer.err().lines().count(), answer.err());
        assertTrue(answer.err().contains("there is no such folder"), answer.err());
    }
}
