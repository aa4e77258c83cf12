package io.rooftile.calibration.experiment;

import io.rooftile.calibration.experiment.Measured.Placed;
import io.rooftile.calibration.placement.PlaceAndRoute;
import io.rooftile.calibration.placement.PlacementOptions;
import io.rooftile.calibration.placement.PlacementResult;
import io.rooftile.calibration.placement.PlacementResult.Clock;
import io.rooftile.calibration.synthesis.Synthesis;
import io.rooftile.calibration.synthesis.SynthesisResult;
import io.rooftile.calibration.synthesis.SynthesisTarget;
import io.rooftile.calibration.synthesis.SynthesisTarget.Hierarchy;
import io.rooftile.calibration.tool.ContentKey;
import io.rooftile.calibration.tool.Sources;
import io.rooftile.calibration.tool.Tool;
import io.rooftile.calibration.tool.ToolFailure;
import io.rooftile.calibration.tool.WorkFolder;
import io.rooftile.core.device.Board;
import io.rooftile.rtl.AcceleratorFiles;
import io.rooftile.rtl.board.UartBoard;
import io.rooftile.rtl.board.UartShell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Maps designs of the experiment with Yosys, and places those that fit a board of which open tools make bitstreams.
public final class Laboratory {
    /// The clock that placements aim for. What they reach hardly depends on it.
    private static final long CLOCK_HERTZ = 24_000_000;

    private static final long SEED = 1;

    private final Synthesis synthesis;
    private final PlaceAndRoute placeAndRoute;
    private final Duration mapping;
    private final Duration placement;

    /// @param mapping how long each run of Yosys may take
    /// @param placement how long each of nextpnr
    public Laboratory(Synthesis synthesis, PlaceAndRoute placeAndRoute, Duration mapping, Duration placement) {
        this.synthesis = synthesis;
        this.placeAndRoute = placeAndRoute;
        this.mapping = mapping;
        this.placement = placement;
    }

    /// Measures a design on a board's part.
    ///
    /// @throws ToolFailure when Yosys is missing or fails
    public Measured measure(Subject subject, Board board, SynthesisTarget target) throws IOException {
        Map<String, String> files = files(subject);
        try (WorkFolder work = WorkFolder.temporary()) {
            write(files, work.path());
            Sources sources = new Sources(work.path(), List.copyOf(files.keySet()), Subject.TOP);
            SynthesisResult result = synthesis.run(sources, target, Hierarchy.FLAT, mapping);
            return new Measured(
                    board.part().architecture(),
                    subject.number(),
                    hash(files),
                    "Yosys " + result.toolVersion(),
                    result.resources(),
                    placed(subject, files, board, target, work.path()));
        }
    }

    /// A design that does not fit, or cannot be routed, has no clock.
    private Optional<Placed> placed(
            Subject subject, Map<String, String> accelerator, Board board, SynthesisTarget target, Path folder)
            throws IOException {
        Optional<UartBoard> shell = UartBoard.of(board.name());
        if (shell.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> files = new TreeMap<>(accelerator);
        files.putAll(UartShell.files(subject.hardware().accelerator(), shell.get(), CLOCK_HERTZ));
        write(files, folder);
        files.remove(UartShell.CONSTRAINTS);
        Sources sources = new Sources(folder, List.copyOf(files.keySet()), UartShell.TOP);
        Path netlist = synthesis
                .run(sources, target, Hierarchy.FLAT, mapping)
                .netlist()
                .orElseThrow();
        PlacementOptions options =
                new PlacementOptions(Optional.of(folder.resolve(UartShell.CONSTRAINTS)), CLOCK_HERTZ, SEED);
        try {
            PlacementResult result = placeAndRoute.run(netlist, target, options, placement);
            return result.clocks().stream()
                    .min(Comparator.comparingLong(Clock::reachedHertz))
                    .map(clock -> new Placed("nextpnr-ice40 " + result.toolVersion(), clock.reachedHertz()));
        } catch (ToolFailure failure) {
            if (failure.tool().equals(Tool.NEXTPNR_ICE40.program())) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private static void write(Map<String, String> files, Path folder) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }

    /// Hash of the sources of a design, by which measurements of other hardware show.
    public static String hash(Subject subject) {
        return hash(files(subject));
    }

    private static String hash(Map<String, String> files) {
        ContentKey key = new ContentKey("hardware");
        files.forEach((name, text) -> key.text(name).text(text));
        return key.hex();
    }

    private static Map<String, String> files(Subject subject) {
        Map<String, String> files =
                new TreeMap<>(AcceleratorFiles.sources(subject.hardware().accelerator()));
        files.putAll(AcceleratorFiles.memories(subject.hardware().accelerator()));
        return files;
    }
}
