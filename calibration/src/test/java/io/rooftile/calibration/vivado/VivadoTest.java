package io.rooftile.calibration.vivado;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.calibration.tool.Sources;
import io.rooftile.calibration.vivado.TimingReport.Clock;
import io.rooftile.calibration.vivado.VivadoProject.Stage;
import io.rooftile.core.UserInputException;
import io.rooftile.core.device.ResourceVector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script that goes to Vivado and the reports that come back. The reports have Vivado's shape with numbers
/// of the test's.
final class VivadoTest {
    private static final String SEVEN_SERIES = """
            Copyright 1986-2020 Xilinx, Inc. All Rights Reserved.
            | Tool Version : Vivado v.2020.2 (lin64)
            | Device       : 7z020clg400-1

            1. Slice Logic
            +----------------------------+------+-------+-----------+-------+
            |          Site Type         | Used | Fixed | Available | Util% |
            +----------------------------+------+-------+-----------+-------+
            | Slice LUTs*                | 1234 |     0 |     53200 |  2.32 |
            |   LUT as Logic             | 1200 |     0 |     53200 |  2.26 |
            |   LUT as Memory            |   34 |     0 |     17400 |  0.20 |
            | Slice Registers            |  567 |     0 |    106400 |  0.53 |
            +----------------------------+------+-------+-----------+-------+
            * Warning! The Final LUT count, after physical optimizations, is typically lower.
            2. Memory
            | Site Type      | Used | Fixed | Available | Util% |
            | Block RAM Tile |  7.5 |     0 |       140 |  5.36 |
            |   RAMB36/FIFO* |    3 |     0 |       140 |  2.14 |
            |   RAMB18       |    9 |     0 |       280 |  3.21 |
            3. DSP
            | Site Type      | Used | Fixed | Available | Util% |
            | DSPs           |   21 |     0 |       220 |  9.55 |
            |   DSP48E1 only |   21 |       |           |       |
            4. Primitives
            | Ref Name | Used | Functional Category |
            | FDRE     |  567 |        Flop & Latch |
            | DSPs     |    4 |    Block Arithmetic |
            """;

    private static final String TIMING = """
            ------------------------------------------------------------------------------------------------
            | Design Timing Summary
            | ---------------------
            ------------------------------------------------------------------------------------------------

                WNS(ns)      TNS(ns)  TNS Failing Endpoints  TNS Total Endpoints      WHS(ns)      THS(ns)
                -------      -------  ---------------------  -------------------      -------      -------
                 -0.089       -0.762                     20                  973        0.045        0.000

            ------------------------------------------------------------------------------------------------
            | Clock Summary
            | -------------
            ------------------------------------------------------------------------------------------------

            Clock   Waveform(ns)         Period(ns)      Frequency(MHz)
            -----   ------------         ----------      --------------
            clk_i   {0.000 2.500}        5.000           200.000
              slow  {0.000 10.000}       20.000          50.000

            ------------------------------------------------------------------------------------------------
            | Intra Clock Table
            | -----------------
            ------------------------------------------------------------------------------------------------

            Clock    WNS(ns)  TNS(ns)  TNS Failing  TNS Total  WHS(ns)  THS(ns)  THS Failing  THS Total  WPWS(ns)  ...
            -----    -------  -------  -----------  ---------  -------  -------  -----------  ---------  --------  ---
            clk_i     -0.250   -0.762           20        973    0.045    0.000            0        973     2.225   0.000   0   570
              slow     4.000    0.000            0         11    0.045    0.000            0         11     9.500   0.000   0     4
            idle                                                                                            4.500   0.000   0     1

            ------------------------------------------------------------------------------------------------
            | Inter Clock Table
            | -----------------
            ------------------------------------------------------------------------------------------------

            From Clock    To Clock          WNS(ns)      TNS(ns)  TNS Failing Endpoints  TNS Total Endpoints
            ----------    --------          -------      -------  ---------------------  -------------------
            clk_i         slow                0.100        0.000                      0                    3
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("report.rpt"), text);
    }

    @Test
    void utilisation_of7Series_countsHalvesOfBlockRams() throws IOException {
        assertEquals(new ResourceVector(1234, 567, 21, 15, 0), UtilisationReport.read(file(SEVEN_SERIES)));
    }

    @Test
    void utilisation_ofUltraScalePlus_hasOneMoreColumnAndLargeRams() throws IOException {
        String text = """
                |          Site Type         |  Used  |  Fixed | Prohibited | Available | Util% |
                | CLB LUTs                   | 164154 |      0 |        960 |   1302720 | 12.60 |
                | CLB Registers              | 200691 |      0 |          0 |   2607360 |  7.70 |
                | Block RAM Tile    | 24 |     0 |          0 |       312 |  7.69 |
                | URAM              |  6 |     0 |          0 |        96 |  6.25 |
                | DSPs              | 64 |     0 |          0 |      1728 |  3.70 |
                """;
        assertEquals(new ResourceVector(164_154, 200_691, 64, 48, 6), UtilisationReport.read(file(text)));
    }

    @Test
    void timing_isByClock() throws IOException {
        List<Clock> clocks = TimingReport.read(file(TIMING));
        assertEquals(List.of(new Clock("clk_i", 5.0, -0.25, 0.045), new Clock("slow", 20.0, 4.0, 0.045)), clocks);
        assertFalse(clocks.get(0).isMet());
        assertTrue(clocks.get(1).isMet());
        // 1 / 5.25 ns and 1 / 16 ns.
        assertEquals(190_476_190, clocks.get(0).reachedHertz());
        assertEquals(62_500_000, clocks.get(1).reachedHertz());
    }

    @Test
    void negativeHoldSlack_isNotMet() throws IOException {
        String text =
                TIMING.replace("0.045    0.000            0         11", "-0.045   -0.100            2         11");
        assertFalse(TimingReport.read(file(text)).get(1).isMet());
    }

    @Test
    void otherTexts_areOneLineOfBadInput() throws IOException {
        List<String> texts = List.of(
                "",
                "this is no report",
                SEVEN_SERIES.replace("| Slice LUTs* ", "| ALMs "),
                SEVEN_SERIES.replace("| 1234 |", "| many |"),
                SEVEN_SERIES.replace("|  7.5 |", "|  7.3 |"),
                SEVEN_SERIES.replace("| Used | Fixed | Available", "| Taken | Fixed | Available"),
                SEVEN_SERIES.substring(0, SEVEN_SERIES.indexOf("1 |     0 |       220 |  9.55")),
                TIMING);
        for (String text : texts) {
            UserInputException wrong =
                    assertThrows(UserInputException.class, () -> UtilisationReport.read(file(text)), text);
            assertTrue(String.valueOf(wrong.getMessage()).contains("report.rpt"), wrong.toString());
        }
        for (String text : List.of(
                "",
                SEVEN_SERIES,
                TIMING.replace("{0.000 2.500}", "?"),
                TIMING.replace("  -0.250 ", "      NA "),
                TIMING.replace(
                        "  0.045    0.000            0        973 ", "     NA    0.000            0        973 "),
                TIMING.replace("            0        973     2.225", "     2.225"),
                TIMING.replace("slow  {0.000 10.000}", "sl    {0.000 10.000}"),
                TIMING.substring(0, TIMING.indexOf("| Inter")),
                TIMING.substring(0, TIMING.indexOf("| Intra")))) {
            assertThrows(UserInputException.class, () -> TimingReport.read(file(text)), text);
        }
        assertThrows(UserInputException.class, () -> UtilisationReport.read(folder.resolve("absent.rpt")));
    }

    @Test
    void script_readsAllSources_setsParameters_andStopsWhereAsked() {
        Sources design =
                new Sources(folder, List.of("top.sv", "cell.sv", "w.mem"), "top", Map.of("Simd", "3", "Pe", "4"));
        VivadoProject project =
                new VivadoProject(design, "xczu9eg-ffvb1156-2-e", "clk_i", 300_000_000, Stage.SYNTHESIS);
        assertEquals("create_clock -name clk_i -period 3.333 [get_ports {clk_i}]\n", project.constraints());
        assertEquals("""
                # Run in this folder: vivado -mode batch -source rooftile_vivado.tcl
                create_project -in_memory -part xczu9eg-ffvb1156-2-e
                read_verilog -sv {top.sv}
                read_verilog -sv {cell.sv}
                read_mem {w.mem}
                read_xdc -mode out_of_context rooftile_clock.xdc
                synth_design -mode out_of_context -top top -part xczu9eg-ffvb1156-2-e -include_dirs . \
                -generic {Pe=4} -generic {Simd=3}
                report_utilization -file utilisation_synthesis.rpt
                report_timing_summary -file timing_synthesis.rpt
                """, project.script());
        String routed = new VivadoProject(design, "xc7z020clg400-1", "clk_i", 100_000_000, Stage.ROUTING).script();
        assertTrue(routed.contains("route_design\nreport_utilization -file utilisation_routing.rpt\n"), routed);
    }
}
