package io.rooftile.calibration.overlay;

import io.rooftile.calibration.experiment.RandomNets;
import io.rooftile.core.UserInputException;
import io.rooftile.core.design.ArrayShape;
import io.rooftile.core.design.OverlayBuffers;
import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.design.OverlayNumbers;
import io.rooftile.core.design.Requantisation;
import io.rooftile.quantization.integer.IntegerExecutor;
import io.rooftile.quantization.integer.IntegerNetwork;
import io.rooftile.rtl.overlay.CompilerOptions;
import io.rooftile.rtl.overlay.Instruction;
import io.rooftile.rtl.overlay.OverlayCompiler;
import io.rooftile.rtl.overlay.OverlayProgram;
import io.rooftile.rtl.overlay.replay.EngineReplay;
import io.rooftile.rtl.overlay.replay.EngineTiming;
import io.rooftile.rtl.overlay.replay.MemoryTiming;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;

/// A random network on a small engine, all of its features kept in memory.
///
/// @param predicted with a memory of [#TIMING]
record OverlayTrialNet(OverlayVectors vectors, EngineReplay.Result predicted) {
    static final MemoryTiming TIMING = new MemoryTiming(20, 300);

    private static final OverlayDesign DESIGN = new OverlayDesign(
            100_000_000,
            new ArrayShape(2, 6, 4),
            new OverlayBuffers(256, 512, 64),
            new OverlayNumbers(8, 8, Requantisation.EXACT, false),
            64,
            1,
            List.of());

    /// The first network of a seed that the engine has and that takes at least so many jobs.
    static OverlayTrialNet next(long seed, int leastJobs) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        return Stream.generate(() -> trial(random, leastJobs))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }

    private static Optional<OverlayTrialNet> trial(RandomGenerator random, int leastJobs) {
        IntegerNetwork network = IntegerNetwork.of(RandomNets.next(random), Requantisation.EXACT);
        OverlayProgram program;
        try {
            program = OverlayCompiler.compile(network, DESIGN, new CompilerOptions(true));
        } catch (UserInputException refused) {
            return Optional.empty();
        }
        long jobs = program.instructions().stream()
                .filter(Instruction.Run.class::isInstance)
                .count();
        if (jobs < leastJobs) {
            return Optional.empty();
        }
        byte[] row = new byte[new IntegerExecutor(network).rowBytesIn()];
        random.nextBytes(row);
        return Optional.of(new OverlayTrialNet(
                OverlayVectors.of(network, program, program.maps(), row, 1),
                EngineReplay.run(program.instructions(), EngineTiming.of(program.shape()), TIMING)));
    }
}
