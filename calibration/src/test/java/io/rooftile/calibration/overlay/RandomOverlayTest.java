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
import io.rooftile.core.design.LoopOrder;
import io.rooftile.core.design.OverlayBuffers;
import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.design.OverlayNumbers;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.design.Tiling;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Shape;
import io.rooftile.quantization.integer.IntegerExecutor;
import io.rooftile.quantization.integer.IntegerNetwork;
import io.rooftile.rtl.overlay.CompilerOptions;
import io.rooftile.rtl.overlay.ComputeRegister;
import io.rooftile.rtl.overlay.Instruction;
import io.rooftile.rtl.overlay.LoadRegister;
import io.rooftile.rtl.overlay.Mode;
import io.rooftile.rtl.overlay.OverlayCompiler;
import io.rooftile.rtl.overlay.OverlayProgram;
import io.rooftile.rtl.overlay.StoreKind;
import io.rooftile.rtl.overlay.StoreRegister;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Random networks on engines of random shapes, each engine built once: every feature of every layer, every cycle. How
/// many is said by `-Drooftile.nets=200`; the usual run takes a sample.
final class RandomOverlayTest {
    private static final int NETS = Integer.getInteger("rooftile.nets", 20);
    private static final int NETS_OF_ENGINE = 20;
    private static final int ROWS = 2;
    private static final int MOST_LANES = 12;
    /// About how many all networks of an engine take.
    private static final long CYCLES = 200_000;
    private static final Duration LIMIT = Duration.ofMinutes(20);
    private static final Simulator SIMULATOR = new Simulator(RealTools.TOOLCHAIN, Cache.of(System.getenv()), 2);

    static IntStream engines() {
        return IntStream.range(0, Math.ceilDiv(NETS, NETS_OF_ENGINE));
    }

    @BeforeEach
    void needTools() {
        RealTools.need(Tool.VERILATOR, Tool.MAKE, Tool.CXX);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void engine_runningRandomNets_isAsPredicted(int seed, @TempDir Path folder) throws IOException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        int pp = 1 << random.nextInt(5);
        boolean packs = pp > 1 && seed % 2 == 0;
        OverlayDesign design = new OverlayDesign(
                100_000_000L,
                new ArrayShape(pp, random.nextInt(1, MOST_LANES), random.nextInt(1, MOST_LANES)),
                new OverlayBuffers(random.nextInt(128, 1024), random.nextInt(512, 2048), random.nextInt(64, 512)),
                new OverlayNumbers(8, 8, Requantisation.EXACT, packs),
                32 << random.nextInt(4),
                1,
                List.of());
        List<OverlayVectors> trials = new ArrayList<>();
        while (trials.size() < NETS_OF_ENGINE) {
            trial(RandomNets.next(random), design, random).ifPresent(trials::add);
        }
        assertTrue(trials.stream().anyMatch(RandomOverlayTest::keepsMaps), design + " keeps no map in its banks");
        assertAsPredicted(design, trials, random, folder);
    }

    /// Lanes that share what they read with those beside them, and lanes that cannot; every other engine packs its
    /// products.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void engine_runningDepthwiseLayers_isAsPredicted(int seed, @TempDir Path folder) throws IOException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        OverlayDesign design = new OverlayDesign(
                100_000_000L,
                new ArrayShape(
                        1 << seed, random.nextInt(2, MOST_LANES), random.nextInt(1, MOST_LANES), random.nextInt(1, 5)),
                new OverlayBuffers(random.nextInt(128, 256), 512, random.nextInt(64, 128)),
                new OverlayNumbers(8, 8, Requantisation.EXACT, seed % 2 == 0),
                32 << random.nextInt(4),
                1,
                List.of());
        List<OverlayVectors> trials = new ArrayList<>();
        while (trials.size() < NETS_OF_ENGINE) {
            Network network = RandomNets.nextDepthwise(random);
            trial(network, tiled(network, design, random), random).ifPresent(trials::add);
        }
        assertEquals(
                design.array().icp() >= 3,
                trials.stream().anyMatch(RandomOverlayTest::sharesColumns),
                design.toString());
        assertAsPredicted(design, trials, random, folder);
    }

    /// Rows and columns read several times, with tiles by chance and with those of the compiler.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void engine_runningRepetitions_isAsPredicted(int seed, @TempDir Path folder) throws IOException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        OverlayDesign design = new OverlayDesign(
                100_000_000L,
                new ArrayShape(
                        1 << seed, random.nextInt(2, MOST_LANES), random.nextInt(1, MOST_LANES), random.nextInt(1, 5)),
                new OverlayBuffers(random.nextInt(512, 2048), 1024, random.nextInt(512, 1024)),
                new OverlayNumbers(8, 8, Requantisation.EXACT, seed % 2 == 1),
                32 << random.nextInt(4),
                1,
                List.of());
        List<OverlayVectors> trials = new ArrayList<>();
        while (trials.size() < NETS_OF_ENGINE) {
            Network network = RandomNets.nextRepeating(random);
            trial(network, random.nextBoolean() ? tiled(network, design, random) : design, random)
                    .ifPresent(trials::add);
        }
        assertTrue(trials.stream().anyMatch(RandomOverlayTest::repeatsColumns), design.toString());
        assertAsPredicted(design, trials, random, folder);
    }

    private static boolean repeatsColumns(OverlayVectors trial) {
        return trial.program().instructions().stream()
                .anyMatch(one -> one instanceof Instruction.Set set
                        && set.register() == LoadRegister.DOUBLINGS
                        && set.value() > 0);
    }

    /// Tiles by chance: bands of rows, of all columns or not.
    private static OverlayDesign tiled(Network network, OverlayDesign design, RandomGenerator random) {
        List<Tiling> tilings = new ArrayList<>();
        for (Layer layer : network.layers()) {
            Shape out = layer.output().shape();
            int rows = random.nextInt(1, out.height() + 1);
            int columns = random.nextInt(4) == 0 ? random.nextInt(1, out.width() + 1) : out.width();
            int channels = random.nextBoolean() ? out.channels() : random.nextInt(1, out.channels() + 1);
            tilings.add(new Tiling(layer.name(), rows, columns, channels, LoopOrder.FEATURES_OUTER));
        }
        return design.withTilings(tilings);
    }

    private static boolean sharesColumns(OverlayVectors trial) {
        return trial.program()
                .instructions()
                .contains(new Instruction.Set(ComputeRegister.MODE, Mode.NEIGHBOURS.number()));
    }

    /// Whether a map stays in the feature banks.
    private static boolean keepsMaps(OverlayVectors trial) {
        return trial.program()
                .instructions()
                .contains(new Instruction.Set(StoreRegister.KIND, StoreKind.BANKS.number()));
    }

    private static void assertAsPredicted(
            OverlayDesign design, List<OverlayVectors> trials, RandomGenerator random, Path folder) throws IOException {
        CompiledBench bench = OverlaySimulation.compile(SIMULATOR, trials, CYCLES, folder, LIMIT);
        List<Executable> checks = new ArrayList<>();
        for (OverlayVectors trial : trials) {
            MemoryTiming timing = new MemoryTiming(random.nextInt(1, 100), random.nextInt(64, 513));
            long predicted = EngineReplay.run(
                            trial.program().instructions(),
                            EngineTiming.of(trial.program().shape()),
                            timing)
                    .cycles();
            Simulated free = run(bench, trial, Memory.of(timing), predicted, folder);
            Simulated pressed =
                    run(bench, trial, Memory.of(timing).pressed(random.nextInt(1, 1000)), predicted, folder);
            checks.add(() -> {
                assertTrue(free.isRight(), design + ": " + trial.program().places() + free);
                assertTrue(
                        pressed.isRight(),
                        design + " under pressure: " + trial.program().places() + pressed);
                for (long cycles : free.cycles()) {
                    assertEquals(
                            predicted,
                            cycles,
                            design + ", " + timing + ": " + trial.program().places());
                }
            });
        }
        assertAll(checks);
    }

    private static Simulated run(CompiledBench bench, OverlayVectors trial, Memory memory, long predicted, Path folder)
            throws IOException {
        return OverlaySimulation.run(bench, trial, memory, 100 * predicted, folder, LIMIT, System::nanoTime);
    }

    /// A network with inputs by chance, unless it has a layer that the engine has not.
    private static Optional<OverlayVectors> trial(Network network, OverlayDesign design, RandomGenerator random) {
        IntegerNetwork integers = IntegerNetwork.of(network, Requantisation.EXACT);
        try {
            OverlayProgram program = OverlayCompiler.compile(integers, design, new CompilerOptions(true));
            byte[] rows = new byte[ROWS * new IntegerExecutor(integers).rowBytesIn()];
            random.nextBytes(rows);
            return Optional.of(OverlayVectors.of(integers, program, program.maps(), rows, 1));
        } catch (UserInputException refused) {
            return Optional.empty();
        }
    }
}
