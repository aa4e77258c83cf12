package io.rooftile.calibration.synthesis;

import io.rooftile.calibration.synthesis.Primitives.Library;
import io.rooftile.core.device.Part;
import java.util.List;
import java.util.Optional;

/// What Yosys can map to. Large memories (UltraRAM, SPRAM) are used where the source asks for them with
/// `ram_style = "huge"`, never on the tool's own decision.
public enum SynthesisTarget {
    XC7("synth_xilinx -family xc7 -noiopad", "-flatten", "", Library.AMD),
    XCU("synth_xilinx -family xcu -noiopad", "-flatten", "", Library.AMD),
    XCUP("synth_xilinx -family xcup -noiopad", "-flatten", "", Library.AMD),
    ECP5("synth_ecp5", "", "-noflatten", Library.ECP5),
    ICE40_UP5K("synth_ice40 -device u -dsp -spram", "", "-noflatten", Library.ICE40),
    ICE40_HX8K("synth_ice40 -device hx", "", "-noflatten", Library.ICE40);

    private final String command;
    private final String flatFlag;
    private final String keptFlag;
    private final Library library;

    SynthesisTarget(String command, String flatFlag, String keptFlag, Library library) {
        this.command = command;
        this.flatFlag = flatFlag;
        this.keptFlag = keptFlag;
        this.library = library;
    }

    /// The target for a part; empty when Yosys has no mapping that Rooftile knows how to count.
    public static Optional<SynthesisTarget> of(Part part) {
        return switch (part.architecture()) {
            case "xc7" -> Optional.of(XC7);
            case "xcu" -> Optional.of(XCU);
            case "xcup" -> Optional.of(XCUP);
            case "ecp5" -> Optional.of(ECP5);
            case "ice40" -> part.capacity().dsp() > 0 ? Optional.of(ICE40_UP5K) : Optional.of(ICE40_HX8K);
            default -> Optional.empty();
        };
    }

    /// Whether nextpnr can place and route what comes out.
    public boolean isPlaceable() {
        return library == Library.ICE40;
    }

    /// What a cell takes.
    ///
    /// @return empty for a cell whose cost is not known
    Optional<Primitive> primitive(String cell) {
        return Primitives.find(library, cell);
    }

    /// Yosys's commands.
    List<String> commands(Hierarchy hierarchy, String top) {
        return List.of(command(hierarchy) + " -top " + top);
    }

    private String command(Hierarchy hierarchy) {
        String flag =
                switch (hierarchy) {
                    case FLAT -> flatFlag;
                    case KEPT -> keptFlag;
                };
        return flag.isEmpty() ? command : command + " " + flag;
    }

    /// Whether modules stay apart.
    public enum Hierarchy {
        /// All modules become one: what a tool would build, but nobody knows what belongs to which instance.
        FLAT,
        /// Each module is mapped by itself: resources by instance, without what optimising across borders saves.
        KEPT
    }
}
