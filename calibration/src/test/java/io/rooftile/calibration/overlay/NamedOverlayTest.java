package io.rooftile.calibration.overlay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.calibration.overlay.OverlaySimulation.Memory;
import io.rooftile.calibration.overlay.OverlaySimulation.Simulated;
import io.rooftile.calibration.simulation.CompiledBench;
import io.rooftile.calibration.simulation.Simulator;
import io.rooftile.calibration.tool.Cache;
import io.rooftile.calibration.tool.RealTools;
import io.rooftile.calibration.tool.Tool;
import io.rooftile.core.design.ArrayShape;
import io.rooftile.core.design.OverlayBuffers;
import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.design.OverlayNumbers;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.network.Network;
import io.rooftile.costmodel.Estimate;
import io.rooftile.costmodel.overlay.OverlayModel;
import io.rooftile.quantization.accuracy.DesignNetwork;
import io.rooftile.quantization.accuracy.Samples;
import io.rooftile.quantization.integer.IntegerExecutor;
import io.rooftile.quantization.integer.IntegerNetwork;
import io.rooftile.rtl.overlay.CompilerOptions;
import io.rooftile.rtl.overlay.OverlayCompiler;
import io.rooftile.rtl.overlay.OverlayProgram;
import io.rooftile.rtl.overlay.replay.EngineReplay;
import io.rooftile.rtl.overlay.replay.EngineTiming;
import io.rooftile.rtl.overlay.replay.MemoryTiming;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Trained networks on engines of several shapes, with the tilings that the cost model chooses, and memories of
/// several kinds: every feature of every layer as the reference's, every cycle as the replay's. A network runs
/// twice: with all of its maps kept, to be compared, and as it is generated, to be timed, for the maps then lie
/// elsewhere in the memory. The tests take a sample; `-Drooftile.full=true` takes all. `-Drooftile.results`
/// names a file that receives a line for each run.
final class NamedOverlayTest {
    private static final String EXAMPLES = "examples/";
    private static final boolean IS_FULL = Boolean.getBoolean("rooftile.full");
    private static final Duration LIMIT = Duration.ofMinutes(20);
    private static final int JOBS = 2;
    /// About how many a network takes with all memories.
    private static final long CYCLES = 2_000_000;
    private static final Simulator SIMULATOR = new Simulator(RealTools.TOOLCHAIN, Cache.of(System.getenv()), JOBS);

    private static final List<MemoryTiming> MEMORIES =
            List.of(new MemoryTiming(20, 512), new MemoryTiming(100, 128), new MemoryTiming(1, 200));

    /// All of `PP`, `ICP`, `OCP` different; a shape that divides no layer; one with few channels and many pixels, two
    /// of which share a multiplier.
    private static final List<Shape> SHAPES = List.of(
            new Shape(2, 8, 4, 64, 2048, 1024, 1024, false),
            new Shape(4, 6, 5, 32, 2048, 2048, 1024, false),
            new Shape(16, 4, 4, 128, 512, 2048, 256, true));

    /// An engine.
    record Shape(int pp, int icp, int ocp, int portBits, int features, int weights, int outputs, boolean packs) {
        OverlayDesign design() {
            return new OverlayDesign(
                    200_000_000L,
                    new ArrayShape(pp, icp, ocp),
                    new OverlayBuffers(features, weights, outputs),
                    new OverlayNumbers(8, 8, Requantisation.EXACT, packs),
                    portBits,
                    1,
                    List.of());
        }
    }

    /// One network on one engine.
    record Run(String model, Shape shape, boolean isSample) {
        @Override
        public String toString() {
            return Path.of(model).getFileName() + " on " + shape;
        }
    }

    static Stream<Run> runs() {
        List<Run> runs = new ArrayList<>();
        for (String model : List.of(
                EXAMPLES + "digits/frozen.pb",
                EXAMPLES + "gestures/frozen.pb",
                "mlperftiny-kws-dscnn/kws_ref_model.tflite",
                "mlperftiny-ic-resnet8/pretrainedResnet_quant.tflite",
                "mlperftiny-ad-fc/ad01_int8.tflite",
                "tflm-person-detect/person_detect.tflite",
                "mobilenet-v2-035-160-int8/model_mobilenetv2_160_035.tflite",
                "mobilenet-v1-025-128-quant/mobilenet_v1_0.25_128_quant.tflite")) {
            for (Shape shape : SHAPES) {
                boolean isSample =
                        (model.contains("dscnn") && shape.pp() == 4) || (model.contains("resnet") && shape.pp() < 16);
                runs.add(new Run(model, shape, isSample));
            }
        }
        return runs.stream().filter(run -> IS_FULL || run.isSample());
    }

    @BeforeEach
    void needTools() {
        RealTools.need(Tool.VERILATOR, Tool.MAKE, Tool.CXX);
    }

    @ParameterizedTest
    @MethodSource("runs")
    void engine_runningTrainedNets_isAsPredicted(Run run, @TempDir Path folder) throws IOException {
        OverlayDesign given = run.shape().design();
        Network network = network(run.model());
        IntegerNetwork integers = run.model().startsWith(EXAMPLES)
                ? quantised(network, given)
                : IntegerNetwork.of(network, Requantisation.EXACT);
        OverlayDesign tiled =
                (OverlayDesign) OverlayModel.estimate(network, given, TrainedNets.target(given, MEMORIES.getFirst()))
                        .estimate()
                        .design();
        byte[] rows = new byte[2 * new IntegerExecutor(integers).rowBytesIn()];
        new Random(3).nextBytes(rows);
        OverlayVectors kept = vectors(integers, tiled, new CompilerOptions(true), rows);
        OverlayVectors usual = vectors(integers, tiled, CompilerOptions.USUAL, rows);
        CompiledBench bench = OverlaySimulation.compile(SIMULATOR, List.of(kept, usual), CYCLES, folder, LIMIT);
        for (MemoryTiming timing : MEMORIES) {
            OverlayRuns.Ran all = ran(bench, kept, timing, folder);
            OverlayRuns.Ran timed = ran(bench, usual, timing, folder);
            Estimate estimate = OverlayModel.estimate(network, tiled, TrainedNets.target(tiled, timing))
                    .estimate();
            OverlayRuns.add(run, timing, network, estimate, all, timed);
            for (OverlayRuns.Ran ran : List.of(all, timed)) {
                assertTrue(ran.simulated().isRight(), run + ", " + timing + ": " + ran.simulated());
                assertEquals(ran.replayed().cycles(), ran.simulated().cycles().getFirst(), run + ", " + timing);
            }
        }
        Simulated pressed = OverlaySimulation.run(
                bench,
                kept,
                Memory.of(MEMORIES.getFirst()).pressed(7),
                1_000_000_000L,
                folder,
                LIMIT,
                System::nanoTime);
        assertTrue(pressed.isRight(), run + " under pressure: " + pressed);
    }

    private static OverlayVectors vectors(
            IntegerNetwork integers, OverlayDesign tiled, CompilerOptions options, byte[] rows) {
        OverlayProgram program = OverlayCompiler.compile(integers, tiled, options);
        return OverlayVectors.of(
                integers, program, options.keepsAllMaps() ? program.maps() : program.outputs(), rows, 2);
    }

    private static OverlayRuns.Ran ran(CompiledBench bench, OverlayVectors vectors, MemoryTiming timing, Path folder)
            throws IOException {
        OverlayProgram program = vectors.program();
        EngineReplay.Result replayed =
                EngineReplay.run(program.instructions(), EngineTiming.of(program.shape()), timing);
        Simulated simulated = OverlaySimulation.run(
                bench, vectors, Memory.of(timing), 20 * replayed.cycles(), folder, LIMIT, System::nanoTime);
        return new OverlayRuns.Ran(program, replayed, simulated);
    }

    private static Network network(String model) {
        if (model.startsWith(EXAMPLES)) {
            return TrainedNets.read(Path.of("..", model));
        }
        Path models = Path.of(System.getProperty("rooftile.shared", "../../shared"), "models");
        Assumptions.assumeTrue(Files.isDirectory(models), models + " is absent");
        return TrainedNets.read(models.resolve(model));
    }

    private static IntegerNetwork quantised(Network network, OverlayDesign design) {
        Samples samples = Samples.normal(
                network, 8, RandomGeneratorFactory.of("L64X128MixRandom").create(5));
        return IntegerNetwork.of(DesignNetwork.of(network, design, samples, 1), Requantisation.EXACT);
    }
}
