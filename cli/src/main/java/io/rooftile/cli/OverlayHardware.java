package io.rooftile.cli;

import io.rooftile.calibration.overlay.OverlayVectors;
import io.rooftile.cli.RunArguments.Run;
import io.rooftile.core.UserInputException;
import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.device.OffChipMemory;
import io.rooftile.core.network.Network;
import io.rooftile.quantization.accuracy.AccuracyMeter;
import io.rooftile.quantization.accuracy.DesignNetwork;
import io.rooftile.quantization.accuracy.Samples;
import io.rooftile.quantization.integer.IntegerNetwork;
import io.rooftile.rtl.overlay.CompilerOptions;
import io.rooftile.rtl.overlay.OverlayCompiler;
import io.rooftile.rtl.overlay.OverlayProgram;
import io.rooftile.rtl.overlay.replay.EngineReplay;
import io.rooftile.rtl.overlay.replay.EngineTiming;
import io.rooftile.rtl.overlay.replay.MemoryTiming;

/// An overlay design of a run as an engine and the program that it runs.
///
/// @param id of the design
/// @param network in the design's numbers
/// @param memory as the board's is for one core
/// @param predicted what the program takes with that memory
/// @param calibration rows that its ranges were found on
record OverlayHardware(
        Run run,
        String id,
        OverlayDesign design,
        IntegerNetwork network,
        OverlayProgram program,
        MemoryTiming memory,
        EngineReplay.Result predicted,
        Samples calibration) {
    private static final int PER_CYCLES = 256;
    private static final int MOST_BEATS = 512;

    /// Compiles a design of a run.
    ///
    /// @param given its file, an overlay
    /// @throws UserInputException when it is not one of the run's model, does not fit the board, or the engine
    /// cannot
    ///     run it
    static OverlayHardware of(Run run, String id, DesignFile given, OverlayDesign design, int threads) {
        HardwareDesign.requireFit(given, run);
        return given.legal(() -> {
            OverlayBoard.requireClock(run.target().board(), design);
            Samples samples = run.explore().data().readOrRandom(AccuracyMeter.scores(run.network()));
            Network quantised =
                    DesignNetwork.of(run.network(), design, samples.first(DesignAccuracy.CALIBRATION_ROWS), threads);
            IntegerNetwork integers = IntegerNetwork.of(quantised, design.requantisation());
            OverlayProgram program = OverlayCompiler.compile(
                    integers,
                    design,
                    new CompilerOptions(false, OverlayBoard.isSmall(run.target().board())));
            MemoryTiming memory = memory(run, design);
            EngineReplay.Result predicted =
                    EngineReplay.run(program.instructions(), EngineTiming.of(program.shape()), memory);
            return new OverlayHardware(run, id, design, integers, program, memory, predicted, samples);
        });
    }

    /// One core's share of the board's memory.
    private static MemoryTiming memory(Run run, OverlayDesign design) {
        if (OverlayBoard.isSmall(run.target().board())) {
            return MemoryTiming.ONE_PORT;
        }
        OffChipMemory memory = run.target().board().memory();
        if (memory == null) {
            throw UserInputException.of(
                    run.target().board().name(),
                    "",
                    "the board has no memory beside the part, which the engine needs",
                    "name a dataflow design, or explore a board with memory");
        }
        double bytesPerCycle = memory.usableBytesPerSecond() / design.clockHertz() / design.cores();
        double beats = bytesPerCycle * Byte.SIZE / design.memoryPortBits() * PER_CYCLES;
        long latency = Math.round(run.target()
                .coefficient("overlay_memory_latency_cycles", "cycles")
                .value());
        return new MemoryTiming(Math.toIntExact(latency), Math.clamp((long) beats, 1, MOST_BEATS));
    }

    OverlayVectors vectors(int rows, int threads) {
        byte[] stored = HardwareDesign.rows(run, network.network(), calibration, rows);
        return OverlayVectors.of(network, program, program.outputs(), stored, threads);
    }
}
