package io.rooftile.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Shell scripts in a folder of their own that pass for tools: all well at first, each to be replaced by one that is
/// not.
final class FakeTools {
    private static final String NETLIST =
            "{\"modules\": {\"top\": {\"attributes\": {\"top\": \"1\"}, \"cells\": {\"u\": {\"type\": \"SB_LUT4\"}}}}}";
    private static final String REPORT =
            "{\"fmax\": {\"clk\": {\"achieved\": 99.5}}, \"utilization\": {\"ICESTORM_LC\": {\"used\": 3, \"available\": 9}}}";

    /// A preamble and a wake-up, as of an image.
    private static final String IMAGE = "\\176\\252\\231\\176\\000\\001\\006\\000";

    private final Path folder;

    FakeTools(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        write("yosys", "Yosys 0.23", "echo '" + NETLIST + "' | tee cells.json > netlist.json");
        write(
                "nextpnr-ice40",
                "nextpnr-ice40 (Version 0.4-1)",
                "echo '" + REPORT + "' > report.json; echo x > routed.asc");
        write("icepack", "", "printf '" + IMAGE + "' > bitstream.bin");
        write("verilator", "Verilator 5.006 2023-01-22", "echo 'bench:' > Vbench.mk");
        write("g++", "g++ 12.2.0", "exit 9");
        writeBench("echo rooftile done");
    }

    Path folder() {
        return folder;
    }

    /// A tool that says a version and does something.
    void write(String name, String version, String body) throws IOException {
        String answer = version.isEmpty() ? "" : "case $1 in -V|--version) echo '" + version + "'; exit;; esac\n";
        script(folder.resolve(name), answer + body);
    }

    /// A compiler that makes a bench which does something.
    void writeBench(String body) throws IOException {
        Path bench = folder.resolve("bench.sh");
        script(bench, body);
        write("make", "GNU Make 4.3", "cp '" + bench + "' bench");
    }

    void delete(String name) throws IOException {
        Files.delete(folder.resolve(name));
    }

    private static void script(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\nPATH=/usr/bin:/bin\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
