package io.rooftile.cli;

import io.rooftile.calibration.placement.PlaceAndRoute;
import io.rooftile.calibration.placement.PlacementOptions;
import io.rooftile.calibration.placement.PlacementResult;
import io.rooftile.calibration.synthesis.Synthesis;
import io.rooftile.calibration.synthesis.SynthesisResult;
import io.rooftile.calibration.synthesis.SynthesisTarget;
import io.rooftile.calibration.synthesis.SynthesisTarget.Hierarchy;
import io.rooftile.calibration.tool.Cache;
import io.rooftile.calibration.tool.Sources;
import io.rooftile.calibration.tool.Tool;
import io.rooftile.calibration.tool.ToolFailure;
import io.rooftile.calibration.tool.Toolchain;
import io.rooftile.calibration.tool.WorkFolder;
import io.rooftile.core.UserInputException;
import io.rooftile.core.device.Part;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.rtl.board.UartBoard;
import io.rooftile.rtl.board.UartShell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// Hardware mapped to its part; on boards whose bitstream open tools can make, placed, routed and packed too.
final class HardwareSynthesis {
    /// Placements that are tried: nearly all can be routed.
    private static final int SEEDS = 3;

    static final long FIRST_SEED = 1;

    private final Toolchain tools;
    private final Synthesis synthesis;
    private final PlaceAndRoute placeAndRoute;
    private final Limits limits;

    /// How long runs of tools may take.
    ///
    /// @param mapping each of Yosys
    /// @param placement each of nextpnr; one that cannot be routed goes on for ever
    record Limits(Duration mapping, Duration placement) {}

    /// What was found.
    ///
    /// @param predicted resources of the accelerator by the cost model
    /// @param measurement of the accelerator, all modules as one
    /// @param parts the accelerator, each module by itself
    record Finding(HardwareDesign design, ResourceVector predicted, Measurement measurement, SynthesisResult parts) {}

    /// What hardware takes, as the tools count it.
    ///
    /// @param mapped the accelerator without the board's shell
    /// @param placed with it; empty for boards whose bitstream open tools cannot make
    /// @param unplaced why it is not placed on a board whose bitstream they can make: there is no room
    record Measurement(SynthesisResult mapped, Optional<Placed> placed, Optional<ToolFailure> unplaced) {
        /// One that was placed where that can be.
        Measurement(SynthesisResult mapped, Optional<Placed> placed) {
            this(mapped, placed, Optional.empty());
        }

        /// Makes sure that it was placed where that can be.
        ///
        /// @throws ToolFailure when there was no room for it
        void requirePlaced() {
            if (unplaced.isPresent()) {
                throw unplaced.get();
            }
        }

        /// Whether the board runs it at its clock, as far as that is known.
        boolean meetsClock() {
            return unplaced.isEmpty() && placed.stream().allMatch(Placed::meetsClock);
        }

        /// The clock of the accelerator that the slowest path allows, in Hz.
        OptionalLong reachedHertz() {
            return placed.stream()
                    .flatMap(found -> found.result().clocks().stream())
                    .mapToLong(PlacementResult.Clock::reachedHertz)
                    .min();
        }
    }

    /// @param seed with which the placement could be routed
    record Placed(PlacementResult result, long seed) {
        boolean meetsClock() {
            return result.clocks().stream().allMatch(PlacementResult.Clock::isMet);
        }
    }

    HardwareSynthesis(Map<String, String> environment, Limits limits) {
        this.limits = limits;
        this.tools = Toolchain.of(environment);
        Cache cache = Cache.of(environment);
        this.synthesis = new Synthesis(tools, cache);
        this.placeAndRoute = new PlaceAndRoute(tools, cache);
    }

    /// What Yosys maps a design to.
    ///
    /// @throws UserInputException when it cannot
    static SynthesisTarget target(HardwareDesign design) {
        return target(design.run().target().board().part());
    }

    static SynthesisTarget target(Part part) {
        return SynthesisTarget.of(part)
                .orElseThrow(() -> UserInputException.of(
                        part.name(), "", "Yosys cannot map to it in a way that can be counted", "take another board"));
    }

    /// Maps a design, and makes its bitstream where that is possible.
    ///
    /// @param seed of the first placement
    Finding run(HardwareDesign design, long seed) throws IOException {
        require(design);
        Map<String, String> files = HardwareFiles.accelerator(design);
        try (WorkFolder work = WorkFolder.temporary()) {
            Path folder = work.path();
            write(files, folder);
            Measurement measurement = measure(design, files, folder, seed);
            SynthesisResult parts =
                    synthesis.run(sources(design, files, folder), target(design), Hierarchy.KEPT, limits.mapping());
            return new Finding(design, HardwareTrial.predicted(design), measurement, parts);
        }
    }

    /// The same without what each module takes.
    Measurement measure(HardwareDesign design) throws IOException {
        Map<String, String> files = HardwareFiles.accelerator(design);
        try (WorkFolder work = WorkFolder.temporary()) {
            write(files, work.path());
            return measure(design, files, work.path(), FIRST_SEED);
        }
    }

    /// What places, by name and version; only where it is there.
    String placer() {
        return Tool.NEXTPNR_ICE40.program() + " "
                + tools.require(Tool.NEXTPNR_ICE40).version();
    }

    /// Says what is missing, before the long work.
    ///
    /// @throws UserInputException when the part or a tool cannot be used
    void require(HardwareDesign design) {
        target(design);
        tools.require(Tool.YOSYS);
        if (isPlaced(design)) {
            tools.require(Tool.NEXTPNR_ICE40);
            tools.require(Tool.ICEPACK);
        }
    }

    /// Says what is missing to make an overlay's bitstream.
    void requirePlacing() {
        tools.require(Tool.NEXTPNR_ICE40);
        tools.require(Tool.ICEPACK);
    }

    private Measurement measure(HardwareDesign design, Map<String, String> files, Path folder, long seed)
            throws IOException {
        SynthesisTarget target = target(design);
        SynthesisResult whole = synthesis.run(sources(design, files, folder), target, Hierarchy.FLAT, limits.mapping());
        if (!isPlaced(design)) {
            return new Measurement(whole, Optional.empty());
        }
        try {
            return new Measurement(whole, Optional.of(place(design, target, files, folder, seed)));
        } catch (ToolFailure failure) {
            if (!PlaceAndRoute.isForWantOfRoom(failure)) {
                throw failure;
            }
            return new Measurement(whole, Optional.empty(), Optional.of(failure));
        }
    }

    private static boolean isPlaced(HardwareDesign design) {
        return UartBoard.of(design.run().target().board().name()).isPresent();
    }

    private static Sources sources(HardwareDesign design, Map<String, String> files, Path folder) {
        return new Sources(
                folder,
                List.copyOf(files.keySet()),
                design.hardware().accelerator().name());
    }

    static void write(Map<String, String> files, Path folder) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }

    private Placed place(
            HardwareDesign design, SynthesisTarget target, Map<String, String> accelerator, Path folder, long seed)
            throws IOException {
        Map<String, String> files = new TreeMap<>(accelerator);
        files.putAll(BoardFiles.of(design, HardwareFiles.digest(accelerator)));
        return place(files, target, design.design().clockHertz(), folder, seed);
    }

    /// Maps, places, routes and packs an overlay with its board's shell.
    ///
    /// @param seed of the first placement
    Placed place(OverlayHardware design, Path folder, long seed) throws IOException {
        SynthesisTarget target = target(design.run().target().board().part());
        return place(OverlayBoard.files(design), target, design.design().clockHertz(), folder, seed);
    }

    private Placed place(Map<String, String> shelled, SynthesisTarget target, long clockHertz, Path folder, long seed)
            throws IOException {
        Map<String, String> files = new TreeMap<>(shelled);
        write(files, folder);
        Path pins = folder.resolve(UartShell.CONSTRAINTS);
        files.remove(UartShell.CONSTRAINTS);
        Sources board = new Sources(folder, List.copyOf(files.keySet()), UartShell.TOP);
        Path netlist = synthesis
                .run(board, target, Hierarchy.FLAT, limits.mapping())
                .netlist()
                .orElseThrow();
        for (long last = seed; ; last++) {
            PlacementOptions options = new PlacementOptions(Optional.of(pins), clockHertz, last);
            try {
                PlacementResult result = placeAndRoute.run(netlist, target, options, limits.placement());
                if (result.clocks().isEmpty()) {
                    throw ToolFailure.of(
                            Tool.NEXTPNR_ICE40.program(),
                            "its report names no clock",
                            "please report the version of nextpnr-ice40");
                }
                return new Placed(result, last);
            } catch (ToolFailure failure) {
                boolean isOfPlacement = failure.tool().equals(Tool.NEXTPNR_ICE40.program());
                if (!isOfPlacement || last == seed + SEEDS - 1) {
                    throw failure;
                }
            }
        }
    }
}
