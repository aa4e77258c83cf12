package io.rooftile.calibration.vivado;

import io.rooftile.calibration.tool.Sources;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.StringJoiner;

/// What Vivado is to do with a design: synthesise it out of context, so that it needs no pins, and on request place and
/// route it.
///
/// @param design its folder is where the script is run
/// @param part as Vivado names it, with package and speed grade: `xczu9eg-ffvb1156-2-e`
/// @param clockPort the top module's clock input
/// @param clockHertz the clock to aim for
/// @param stage how far to go
public record VivadoProject(Sources design, String part, String clockPort, long clockHertz, Stage stage) {
    public static final String SCRIPT = "rooftile_vivado.tcl";
    public static final String CONSTRAINTS = "rooftile_clock.xdc";
    private static final long PICOSECONDS_PER_SECOND = 1_000_000_000_000L;

    /// How far to go.
    public enum Stage {
        SYNTHESIS("synthesis"),
        ROUTING("routing");

        private final String word;

        Stage(String word) {
            this.word = word;
        }

        /// The utilisation report's file name.
        public String utilisationReport() {
            return "utilisation_" + word + ".rpt";
        }

        /// The timing report's file name.
        public String timingReport() {
            return "timing_" + word + ".rpt";
        }
    }

    public VivadoProject {
        if (clockHertz < 1 || clockHertz > PICOSECONDS_PER_SECOND / 100) {
            throw new IllegalArgumentException("no part has a clock of " + clockHertz + " Hz");
        }
    }

    /// The clock constraint, in nanoseconds to the picosecond, which is Vivado's resolution; rounded down, so that a
    /// design that meets it meets the clock.
    public String constraints() {
        String period = BigDecimal.valueOf(PICOSECONDS_PER_SECOND)
                .divide(BigDecimal.valueOf(clockHertz), MathContext.DECIMAL64)
                .setScale(0, RoundingMode.FLOOR)
                .movePointLeft(3)
                .toPlainString();
        return "create_clock -name " + clockPort + " -period " + period + " [get_ports {" + clockPort + "}]\n";
    }

    /// The script, for `vivado -mode batch -source` in the design's folder.
    public String script() {
        StringJoiner script = new StringJoiner("\n", "", "\n");
        script.add("# Run in this folder: vivado -mode batch -source " + SCRIPT);
        script.add("create_project -in_memory -part " + part);
        design.compiledFiles().forEach(file -> script.add("read_verilog -sv {" + file + "}"));
        design.files().stream()
                .filter(file -> file.endsWith(".mem"))
                .forEach(file -> script.add("read_mem {" + file + "}"));
        script.add("read_xdc -mode out_of_context " + CONSTRAINTS);
        StringBuilder synthesis = new StringBuilder("synth_design -mode out_of_context -top " + design.topModule());
        synthesis.append(" -part ").append(part).append(" -include_dirs .");
        design.sortedParameters().forEach((name, value) -> synthesis.append(" -generic {" + name + "=" + value + "}"));
        script.add(synthesis);
        addReports(script, Stage.SYNTHESIS);
        switch (stage) {
            case SYNTHESIS -> {}
            case ROUTING -> {
                script.add("opt_design")
                        .add("place_design")
                        .add("phys_opt_design")
                        .add("route_design");
                addReports(script, Stage.ROUTING);
            }
        }
        return script.toString();
    }

    private static void addReports(StringJoiner script, Stage stage) {
        script.add("report_utilization -file " + stage.utilisationReport());
        script.add("report_timing_summary -file " + stage.timingReport());
    }
}
