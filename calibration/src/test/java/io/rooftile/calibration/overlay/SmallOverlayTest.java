package io.rooftile.calibration.overlay;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.calibration.experiment.RandomNets;
import io.rooftile.calibration.overlay.OverlaySimulation.Memory;
import io.rooftile.calibration.overlay.OverlaySimulation.Simulated;
import io.rooftile.calibration.simulation.CompiledBench;
import io.rooftile.calibration.simulation.Simulator;
import io.rooftile.calibration.tool.Cache;
import io.rooftile.calibration.tool.RealTools;
import io.rooftile.calibration.tool.Tool;
import io.rooftile.core.UserInputException;
import io.rooftile.core.design.ArrayShape;
import io.rooftile.core.design.OverlayBuffers;
import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.design.OverlayNumbers;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.network.Network;
import io.rooftile.quantization.integer.IntegerExecutor;
import io.rooftile.quantization.integer.IntegerNetwork;
import io.rooftile.rtl.overlay.CompilerOptions;
import io.rooftile.rtl.overlay.OverlayCompiler;
import io.rooftile.rtl.overlay.OverlayProgram;
import io.rooftile.rtl.overlay.replay.EngineReplay;
import io.rooftile.rtl.overlay.replay.EngineTiming;
import io.rooftile.rtl.overlay.replay.MemoryTiming;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Random networks on small engines: every feature and every cycle, with the part's own RAM behind the host's
/// messages and with a memory whose channels wait at random.
final class SmallOverlayTest {
    private static final int NETS = 12;
    private static final int ROWS = 2;
    private static final long CYCLES = 200_000;
    private static final Duration LIMIT = Duration.ofMinutes(20);
    private static final Simulator SIMULATOR = new Simulator(RealTools.TOOLCHAIN, Cache.of(System.getenv()), 2);

    @BeforeEach
    void needTools() {
        RealTools.need(Tool.VERILATOR, Tool.MAKE, Tool.CXX);
    }

    @ParameterizedTest
    @CsvSource({"4, 1, 1", "2, 3, 2", "6, 2, 3"})
    void engine_runningRandomNets_isAsPredicted(int icp, int ocp, int seed, @TempDir Path folder) throws IOException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        OverlayDesign design = new OverlayDesign(
                12_000_000L,
                new ArrayShape(1, icp, ocp),
                new OverlayBuffers(256, 256, 256),
                new OverlayNumbers(8, 8, Requantisation.EXACT, false),
                32,
                1,
                List.of());
        List<OverlayVectors> trials = new ArrayList<>();
        while (trials.size() < NETS) {
            trial(design, random).ifPresent(trials::add);
        }
        CompiledBench bench = OverlaySimulation.compile(SIMULATOR, trials, CYCLES, folder, LIMIT);
        List<Executable> checks = new ArrayList<>();
        for (OverlayVectors trial : trials) {
            MemoryTiming timing = new MemoryTiming(random.nextInt(1, 60), random.nextInt(64, 513));
            long predicted = predicted(trial, timing);
            Simulated free = run(bench, trial, Memory.of(timing), predicted, folder);
            Simulated pressed =
                    run(bench, trial, Memory.of(timing).pressed(random.nextInt(1, 1000)), predicted, folder);
            checks.add(() -> check(trial, free, predicted));
            checks.add(() -> assertTrue(pressed.isRight(), trial.program().places() + " under pressure: " + pressed));
        }
        assertAll(checks);
        // Whole systems differ in how deep their parameter buffers are.
        OverlayVectors last = trials.getLast();
        CompiledBench system = OverlaySystemSimulation.compile(SIMULATOR, last, folder, LIMIT);
        long predicted = predicted(last, MemoryTiming.ONE_PORT);
        check(
                last,
                OverlaySystemSimulation.run(system, last, 100 * predicted, folder, LIMIT, System::nanoTime),
                predicted);
    }

    private static void check(OverlayVectors trial, Simulated simulated, long predicted) {
        assertTrue(simulated.isRight(), trial.program().places() + ": " + simulated);
        for (long cycles : simulated.cycles()) {
            assertEquals(predicted, cycles, () -> trial.program().places().toString());
        }
    }

    private static long predicted(OverlayVectors trial, MemoryTiming timing) {
        return EngineReplay.run(
                        trial.program().instructions(),
                        EngineTiming.of(trial.program().shape()),
                        timing)
                .cycles();
    }

    private static Simulated run(CompiledBench bench, OverlayVectors trial, Memory memory, long predicted, Path folder)
            throws IOException {
        return OverlaySimulation.run(bench, trial, memory, 100 * predicted, folder, LIMIT, System::nanoTime);
    }

    /// The next network, unless it has a layer that the engine has not, or is too large for it.
    private static Optional<OverlayVectors> trial(OverlayDesign design, RandomGenerator random) {
        Network network = RandomNets.next(random);
        IntegerNetwork integers = IntegerNetwork.of(network, Requantisation.EXACT);
        try {
            OverlayProgram program = OverlayCompiler.compile(integers, design, new CompilerOptions(true, true));
            byte[] rows = new byte[ROWS * new IntegerExecutor(integers).rowBytesIn()];
            random.nextBytes(rows);
            return Optional.of(OverlayVectors.of(integers, program, program.maps(), rows, 1));
        } catch (UserInputException refused) {
            return Optional.empty();
        }
    }
}
