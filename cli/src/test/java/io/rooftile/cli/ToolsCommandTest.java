package io.rooftile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.calibration.tool.Tool;
import io.rooftile.calibration.tool.ToolFailure;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// What a user sees of the tools, and of a tool that fails.
final class ToolsCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine commandLine =
            Rooftile.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));

    @Test
    void doctor_namesEveryToolAndWhatItIsFor() {
        assertEquals(0, commandLine.execute("doctor"), err.toString());
        for (Tool tool : Tool.values()) {
            assertTrue(
                    out.toString()
                            .lines()
                            .anyMatch(line -> line.startsWith(tool.program() + " ") && line.contains(tool.neededFor())),
                    out.toString());
        }
        assertTrue(out.toString().contains("ROOFTILE_CACHE"), out.toString());
    }

    @Command(name = "fail")
    static final class Failing implements Runnable {
        @Override
        public void run() {
            throw ToolFailure.of("yosys", "broke", "mend it");
        }
    }

    @Test
    void failingTool_isOneLineAndExitsWithOne() {
        commandLine.addSubcommand(new Failing()).setErr(new PrintWriter(err, true));
        assertEquals(Rooftile.FAILED, commandLine.execute("fail"));
        assertEquals("rooftile: yosys: broke; mend it\n", err.toString());
    }
}
