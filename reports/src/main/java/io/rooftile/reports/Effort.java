package io.rooftile.reports;

import io.rooftile.core.design.Family;
import io.rooftile.core.device.Part;
import java.util.Locale;

/// What each way asks of the people who take it: facts about tools and about the families, not estimates.
///
/// @param toolchain that turns hardware description into a bitstream for the part
/// @param isOpen whether all of that is open source
record Effort(String toolchain, boolean isOpen) {
    static Effort of(Part part) {
        return switch (part.architecture()) {
            case "ice40" -> new Effort("Yosys, nextpnr-ice40 and IceStorm", true);
            case "ecp5" -> new Effort("Yosys, nextpnr-ecp5 and Project Trellis", true);
            case "nexus" -> new Effort("Yosys, nextpnr-nexus and Project Oxide", true);
            default -> new Effort(vendorTool(part), false);
        };
    }

    private static String vendorTool(Part part) {
        return switch (part.vendor().toLowerCase(Locale.ROOT)) {
            case "amd" -> "AMD Vivado";
            case "intel", "altera" -> "Intel Quartus Prime";
            case "gowin" -> "Gowin EDA, or Yosys and nextpnr-himbaechel";
            case "lattice" -> "Lattice Radiant or Diamond";
            default -> part.vendor() + "'s own tools";
        };
    }

    /// How a bitstream of some family comes to run some network.
    static String ofFamily(Family family) {
        return switch (family) {
            case OVERLAY ->
                "one synthesis for the board; each network, and each change of its weights, is compiled to instructions"
                        + " and data";
            case DATAFLOW ->
                "a synthesis for each network; new weights need one too where they are constants or initial RAM contents";
        };
    }

    /// What else the same bitstream can run.
    static String flexibilityOf(Family family) {
        return switch (family) {
            case OVERLAY -> "any network of supported layers, by compiling new instructions";
            case DATAFLOW -> "this network only; another one is another bitstream";
        };
    }
}
