package io.rooftile.calibration.tool;

import java.util.List;
import java.util.Optional;

/// The programs that Rooftile can drive.
public enum Tool {
    VERILATOR("verilator", "--version", "5.006", "simulate"),
    CXX("g++", "--version", "8.0", "simulate: compiles what Verilator writes"),
    MAKE("make", "--version", "3.81", "simulate: compiles what Verilator writes"),
    YOSYS("yosys", "-V", "0.23", "synthesize"),
    NEXTPNR_ICE40("nextpnr-ice40", "--version", "0.4", "synthesize for iCE40: the clock it reaches"),
    ICEPACK("icepack", "", "", "synthesize for iCE40: the bitstream");

    private final String program;
    private final String versionArgument;
    private final String leastVersion;
    private final String neededFor;

    Tool(String program, String versionArgument, String leastVersion, String neededFor) {
        this.program = program;
        this.versionArgument = versionArgument;
        this.leastVersion = leastVersion;
        this.neededFor = neededFor;
    }

    /// The name of its file.
    public String program() {
        return program;
    }

    /// What Rooftile needs it for.
    public String neededFor() {
        return neededFor;
    }

    /// The oldest version that is known to do, as the tool writes it; empty when any does.
    public String leastVersion() {
        return leastVersion;
    }

    /// The arguments that make it say its version; none where it cannot.
    List<String> versionArguments() {
        return versionArgument.isEmpty() ? List.of() : List.of(versionArgument);
    }

    /// Whether a version is new enough.
    boolean accepts(ToolVersion version) {
        Optional<ToolVersion> least = ToolVersion.parse(leastVersion);
        return least.isEmpty() || version.compareTo(least.get()) >= 0;
    }
}
