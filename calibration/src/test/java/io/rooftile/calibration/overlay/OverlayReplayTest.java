package io.rooftile.calibration.overlay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.calibration.experiment.RandomNets;
import io.rooftile.core.design.ArrayShape;
import io.rooftile.core.design.OverlayBuffers;
import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.design.OverlayNumbers;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.design.Tiling;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Shape;
import io.rooftile.costmodel.Estimate;
import io.rooftile.costmodel.LayerEstimate;
import io.rooftile.costmodel.Outcome;
import io.rooftile.costmodel.overlay.OverlayModel;
import io.rooftile.quantization.accuracy.DesignNetwork;
import io.rooftile.quantization.accuracy.Samples;
import io.rooftile.quantization.integer.IntegerNetwork;
import io.rooftile.rtl.overlay.CompilerOptions;
import io.rooftile.rtl.overlay.LayerPlace;
import io.rooftile.rtl.overlay.OverlayCompiler;
import io.rooftile.rtl.overlay.OverlayProgram;
import io.rooftile.rtl.overlay.replay.EngineReplay;
import io.rooftile.rtl.overlay.replay.EngineTiming;
import io.rooftile.rtl.overlay.replay.MemoryTiming;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The cost model of the overlay against the replay of the engine, which takes as many cycles as the hardware:
/// trained networks compiled with the tilings that the model chose, on engines of several shapes, with a memory that
/// keeps both channels busy, one that moves a beat a cycle and one that moves half of that. What a layer takes is the
/// time from the last result of the one before to its own.
final class OverlayReplayTest {
    private static final Logger LOGGER = Logger.getLogger(OverlayReplayTest.class.getName());
    private static final long CLOCK_HERTZ = 100_000_000;
    /// Tiles of a layer up to which all are timed one by one, and how far off a network and a layer with more may be.
    private static final int MOST_TIMED = 200;

    private static final double MOST_ERROR = 0.0005;
    /// Random networks of a case.
    private static final int NETS = 100;

    private static final List<MemoryTiming> MEMORIES =
            List.of(new MemoryTiming(20, 512), new MemoryTiming(64, 256), new MemoryTiming(100, 128));

    private static final List<OverlayDesign> DESIGNS = List.of(
            design(new ArrayShape(8, 8, 8), new OverlayBuffers(1024, 512, 512), 64),
            design(new ArrayShape(4, 10, 6), new OverlayBuffers(512, 1024, 512), 32),
            design(new ArrayShape(2, 8, 4), new OverlayBuffers(2048, 1024, 1024), 64),
            design(new ArrayShape(16, 4, 4), new OverlayBuffers(2048, 2048, 1024), 128));

    private static OverlayDesign design(ArrayShape array, OverlayBuffers buffers, int portBits) {
        OverlayNumbers numbers = new OverlayNumbers(8, 8, Requantisation.EXACT, false);
        return new OverlayDesign(CLOCK_HERTZ, array, buffers, numbers, portBits, 1, List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"digits", "gestures"})
    void estimatesOfExamples_areCloseToTheEngine(String example) {
        Network network = TrainedNets.read(Path.of("../examples", example, "frozen.pb"));
        Samples samples = Samples.normal(
                network, 8, RandomGeneratorFactory.of("L64X128MixRandom").create(5));
        for (OverlayDesign design : DESIGNS) {
            Network quantised = DesignNetwork.of(network, design, samples, 1);
            check(network, IntegerNetwork.of(quantised, Requantisation.EXACT), design);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mlperftiny-kws-dscnn/kws_ref_model.tflite",
                "mlperftiny-ic-resnet8/pretrainedResnet_quant.tflite",
                "mlperftiny-ad-fc/ad01_int8.tflite",
                "tflm-person-detect/person_detect.tflite",
                "mobilenet-v2-035-160-int8/model_mobilenetv2_160_035.tflite",
                "mobilenet-v1-025-128-quant/mobilenet_v1_0.25_128_quant.tflite"
            })
    void estimates_areCloseToTheEngine(String model) {
        Path models = Path.of(System.getProperty("rooftile.shared", "../../shared"), "models");
        Assumptions.assumeTrue(Files.isDirectory(models), models + " is absent");
        Network network = TrainedNets.read(models.resolve(model));
        IntegerNetwork integers = IntegerNetwork.of(network, Requantisation.EXACT);
        DESIGNS.forEach(design -> check(network, integers, design));
    }

    /// Networks that chance makes, on engines that chance makes: maps that stay in the banks and maps that several
    /// layers share, columns that are repeated, tiles of all kinds.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void estimatesOfRandomNets_areTheEngines(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int i = 0; i < NETS; i++) {
            Network network =
                    switch (random.nextInt(3)) {
                        case 0 -> RandomNets.nextRepeating(random);
                        case 1 -> RandomNets.nextDepthwise(random);
                        default -> RandomNets.next(random);
                    };
            OverlayDesign design = design(
                    new ArrayShape(
                            1 << random.nextInt(5), random.nextInt(1, 10), random.nextInt(1, 10), random.nextInt(1, 5)),
                    new OverlayBuffers(random.nextInt(256, 2048), 1024, random.nextInt(256, 1024)),
                    32 << random.nextInt(4));
            if (OverlayModel.estimate(network, design, TrainedNets.target(design, MEMORIES.getFirst()))
                    instanceof Outcome.Feasible) {
                check(network, IntegerNetwork.of(network, Requantisation.EXACT), design);
            }
        }
    }

    private static void check(Network network, IntegerNetwork integers, OverlayDesign design) {
        for (MemoryTiming memory : MEMORIES) {
            Estimate estimate = OverlayModel.estimate(network, design, TrainedNets.target(design, memory))
                    .estimate();
            OverlayDesign tiled = (OverlayDesign) estimate.design();
            OverlayProgram program = OverlayCompiler.compile(integers, tiled, CompilerOptions.USUAL);
            assertTilesAreTaken(network, tiled, program);
            EngineReplay.Result replayed =
                    EngineReplay.run(program.instructions(), EngineTiming.of(program.shape()), memory);
            String what =
                    "%s on %s, %d bits, %s".formatted(network.name(), design.array(), design.memoryPortBits(), memory);
            LOGGER.info("%s: efficiency %.3f"
                    .formatted(what, (double) network.macs() / design.array().macsPerCycle() / replayed.cycles()));
            double mostError = mostTiles(network, tiled) > MOST_TIMED ? MOST_ERROR : 0;
            compare(what, estimate.figures().latencyCycles, replayed.cycles(), mostError);
            checkLayers(what, estimate, program, replayed, mostError);
        }
    }

    private static void checkLayers(
            String what, Estimate estimate, OverlayProgram program, EngineReplay.Result replayed, double mostError) {
        Map<String, Long> cycles = LayerTimes.of(estimate, program, replayed);
        for (LayerEstimate layer : estimate.layers()) {
            Long replay = cycles.get(layer.layer());
            if (replay != null) {
                compare(what + ", " + layer.layer(), layer.work().cycles(), replay, mostError);
            }
        }
    }

    private static void compare(String what, long estimated, long replayed, double mostError) {
        double error = (double) estimated / replayed - 1;
        String found = "%s: estimate %d, engine %d cycles, %+.2f %%".formatted(what, estimated, replayed, 100 * error);
        LOGGER.info(found);
        assertTrue(Math.abs(estimated - replayed) <= mostError * replayed, found);
    }

    private static int mostTiles(Network network, OverlayDesign design) {
        return design.tilings().stream()
                .mapToInt(tiling -> tiles(network, tiling))
                .max()
                .orElse(0);
    }

    private static int tiles(Network network, Tiling tiling) {
        Shape out = network.layers().stream()
                .filter(layer -> layer.name().equals(tiling.layer()))
                .findAny()
                .orElseThrow()
                .output()
                .shape();
        return Math.ceilDiv(out.height(), tiling.tileOY())
                * Math.ceilDiv(out.width(), tiling.tileOX())
                * Math.ceilDiv(out.channels(), tiling.tileK());
    }

    /// The compiler says of each layer into how many tiles it is cut.
    private static void assertTilesAreTaken(Network network, OverlayDesign design, OverlayProgram program) {
        Map<String, String> cuts = program.places().stream()
                .filter(place -> place.where() == LayerPlace.Where.ENGINE)
                .collect(Collectors.toMap(LayerPlace::layer, LayerPlace::reason));
        assertEquals(cuts.size(), design.tilings().size());
        for (Tiling tiling : design.tilings()) {
            int tiles = tiles(network, tiling);
            assertEquals(tiles + (tiles == 1 ? " tile" : " tiles"), cuts.get(tiling.layer()), tiling.toString());
        }
    }
}
