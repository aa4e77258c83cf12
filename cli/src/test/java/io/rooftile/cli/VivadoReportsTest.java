package io.rooftile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `synthesize --vivado`: reports of the form that Vivado 2020.2 to 2023.2 writes, with numbers of the test's.
final class VivadoReportsTest {
    private static final String DESIGN = "dataflow-001";

    private static final String UTILISATION = """
            Copyright 1986-2022 Xilinx, Inc. All Rights Reserved.
            -----------------------------------------------------------------------------------
            | Tool Version : Vivado v.2022.1.2 (lin64) Build 3605665
            | Command      : report_utilization -file utilisation_routing.rpt
            | Design       : axi_accelerator
            | Device       : xc7z020clg400-1
            | Speed File   : -1
            | Design State : Routed
            -----------------------------------------------------------------------------------

            Utilization Design Information

            1. Slice Logic
            --------------

            +-------------------------+------+-------+------------+-----------+-------+
            |        Site Type        | Used | Fixed | Prohibited | Available | Util% |
            +-------------------------+------+-------+------------+-----------+-------+
            | Slice LUTs              |  321 |     0 |          0 |     53200 |  0.60 |
            |   LUT as Logic          |  310 |     0 |          0 |     53200 |  0.58 |
            |   LUT as Memory         |   11 |     0 |          0 |     17400 |  0.06 |
            |     LUT as Shift Register |   11 |     0 |            |           |       |
            | Slice Registers         |  654 |     0 |          0 |    106400 |  0.61 |
            +-------------------------+------+-------+------------+-----------+-------+

            1.1 Summary of Registers by Type
            +-------+--------------+-------------+--------------+
            | Total | Clock Enable | Synchronous | Asynchronous |
            +-------+--------------+-------------+--------------+
            | 654   |          Yes |       Reset |            - |
            +-------+--------------+-------------+--------------+

            3. Memory
            +-------------------+------+-------+------------+-----------+-------+
            |     Site Type     | Used | Fixed | Prohibited | Available | Util% |
            +-------------------+------+-------+------------+-----------+-------+
            | Block RAM Tile    |  1.5 |     0 |          0 |       140 |  1.07 |
            |   RAMB36/FIFO*    |    1 |     0 |          0 |       140 |  0.71 |
            |     RAMB36E1 only |    1 |       |            |           |       |
            |   RAMB18          |    1 |     0 |          0 |       280 |  0.36 |
            +-------------------+------+-------+------------+-----------+-------+
            * Note: Each Block RAM Tile only has one FIFO logic available

            4. DSP
            +----------------+------+-------+------------+-----------+-------+
            |    Site Type   | Used | Fixed | Prohibited | Available | Util% |
            +----------------+------+-------+------------+-----------+-------+
            | DSPs           |    7 |     0 |          0 |       220 |  3.18 |
            |   DSP48E1 only |    7 |       |            |           |       |
            +----------------+------+-------+------------+-----------+-------+
            """;

    private static final String TIMING = """
            | Tool Version      : Vivado v.2022.1.2 (lin64) Build 3605665
            | Design            : axi_accelerator
            | Device            : 7z020-clg400
            | Speed File        : -1  PRODUCTION 1.12 2019-11-22

            ------------------------------------------------------------------------------------------------
            | Clock Summary
            | -------------
            ------------------------------------------------------------------------------------------------

            Clock  Waveform(ns)         Period(ns)      Frequency(MHz)
            -----  ------------         ----------      --------------
            aclk   {0.000 3.333}        6.666           150.015

            ------------------------------------------------------------------------------------------------
            | Intra Clock Table
            | -----------------
            ------------------------------------------------------------------------------------------------

            Clock      WNS(ns)      TNS(ns)  TNS Failing Endpoints  TNS Total Endpoints      WHS(ns)      THS(ns)
            -----      -------      -------  ---------------------  -------------------      -------      -------
            aclk         1.666        0.000                      0                  420        0.043        0.000 0 420 2.225 0.000 0 245

            ------------------------------------------------------------------------------------------------
            | Inter Clock Table
            | -----------------
            ------------------------------------------------------------------------------------------------
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path shared;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    @BeforeAll
    static void explore() throws IOException {
        Path model = Files.write(shared.resolve("model.tflite"), IntegerModel.tflite());
        VivadoReportsTest test = new VivadoReportsTest();
        String run = shared.resolve("run").toString();
        assertEquals(
                0,
                test.execute("explore", model.toString(), "--board=pynq-z2", "--family=dataflow", "--out=" + run),
                test.err.toString());
        String made = shared.resolve("made").toString();
        assertEquals(0, test.execute("generate", run, "--design=" + DESIGN, "--out=" + made), test.err.toString());
    }

    @BeforeEach
    void writeReports() throws IOException {
        // Of what synthesize --out leaves, the hash of the hardware is looked at, which generate writes too.
        Files.copy(shared.resolve("made/manifest.json"), folder.resolve("manifest.json"));
        write("utilisation_routing.rpt", UTILISATION);
        write("timing_routing.rpt", TIMING);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private int execute(String... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        return Rooftile.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private int read(String... more) {
        String[] arguments = new String[4 + more.length];
        arguments[0] = "synthesize";
        arguments[1] = shared.resolve("run").toString();
        arguments[2] = "--design=" + DESIGN;
        arguments[3] = "--vivado=" + folder;
        System.arraycopy(more, 0, arguments, 4, more.length);
        return execute(arguments);
    }

    @Test
    void reports_areShownBesideTheEstimate() throws IOException {
        assertEquals(0, read("--json"), err.toString());
        JsonNode printed = new ObjectMapper().readTree(out.toString());
        JsonNode measured = printed.at("/resources/measured");
        assertEquals(321, measured.get("lut").asInt());
        assertEquals(654, measured.get("ff").asInt());
        assertEquals(7, measured.get("dsp").asInt());
        assertEquals(3, measured.get("bram").asInt(), "1.5 tiles are 3 halves");
        assertTrue(printed.at("/resources/predicted/lut").asInt() > 0, printed.toString());
        // 1 / (6.666 ns - 1.666 ns)
        assertEquals(200.0, printed.at("/clocks/0/fmax_mhz/measured").asDouble());
        assertTrue(printed.at("/clocks/0/met").asBoolean());
        assertEquals(0, read(), err.toString());
        assertTrue(out.toString().contains("clock aclk: 200.00 MHz reached"), out.toString());
        assertTrue(out.toString().lines().anyMatch(line -> line.matches("Vivado, with AXI4 shell +321 +654 +7 +3 +0")));
    }

    @Test
    void clockThatIsNotMet_isSaid_andExitsWithOne() throws IOException {
        write("timing_routing.rpt", TIMING.replace("  1.666 ", " -0.334 "));
        assertEquals(1, read(), err.toString());
        assertTrue(out.toString().contains("142.86 MHz reached"), out.toString());
        assertTrue(out.toString().contains("not met: set a lower clock_hertz"), out.toString());
        write("timing_routing.rpt", TIMING.replace(" 0.043 ", "-0.043 "));
        assertEquals(1, read(), err.toString());
        assertTrue(out.toString().contains("(hold)"), out.toString());
    }

    private void assertRefused(String file, String what) {
        assertEquals(2, read(), out.toString());
        assertEquals(1, err.toString().strip().lines().count(), err.toString());
        assertTrue(err.toString().startsWith("rooftile: " + folder.resolve(file)), err.toString());
        assertTrue(err.toString().contains(what), err.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "utilisation | axi_accelerator | other_top | it is of other_top, not of axi_accelerator",
                "utilisation | xc7z020clg400-1 | xc7z010clg400-1 | it is of xc7z010clg400-1, not of xc7z020clg400-1",
                "utilisation | '| Device       :' | '| Part :' | it does not say of which Device it is",
                "utilisation | '| Slice LUTs ' | '| ALMs ' | there is no row CLB LUTs or Slice LUTs",
                "utilisation | '|  321 |' | '|  many |' | is no number",
                "utilisation | '|  1.5 |' | '|  1.3 |' | is no whole number of blocks",
                "utilisation | '| Used | Fixed' | '| Taken | Fixed' | a table of sites has no column Used",
                "utilisation | '    7 |     0 |          0 |       220 |  3.18 |' | '    7' | it has 3 cells, not 7",
                "timing | axi_accelerator | other_top | it is of other_top, not of axi_accelerator",
                "timing | 7z020-clg400 | xczu9eg-ffvb1156 | it is of xczu9eg-ffvb1156, not of",
                "timing | '{0.000 3.333}' | '?' | it is not of the known form",
                "timing | '  1.666 ' | '    NA ' | it is not of the known form",
                "timing | '  1.666        0.000' | '' | it is not of the known form",
                "timing | '| Inter Clock Table' | '' | it has no Inter Clock Table",
                "timing | 'aclk         1.666' | 'other        1.666' | its period is not in the clock summary"
            })
    void unknownContent_isOneLine(String report, String pattern, String replacement, String what) throws IOException {
        String name = report + "_routing.rpt";
        String text = Files.readString(folder.resolve(name));
        assertTrue(text.contains(pattern), pattern);
        write(name, text.replace(pattern, replacement));
        assertRefused(name, what);
    }

    @Test
    void reportThatIsNotThere_isOneLine() throws IOException {
        Files.delete(folder.resolve("timing_routing.rpt"));
        assertRefused("timing_routing.rpt", "it cannot be read (NoSuchFileException)");
    }

    @Test
    void folderOfOtherHardware_isOneLine() throws IOException {
        write("manifest.json", "{\"hardware_sha256\": \"0123\"}");
        assertRefused("manifest.json", "it is of other hardware");
        write("manifest.json", "what?");
        assertRefused("manifest.json", "it cannot be read");
        Files.delete(folder.resolve("manifest.json"));
        assertRefused("manifest.json", "it cannot be read");
    }

    @Test
    void outAndVivado_excludeEachOther() {
        assertEquals(2, read("--out=" + folder.resolve("made")));
        assertTrue(err.toString().contains("--out: nothing is made with --vivado"), err.toString());
    }
}
