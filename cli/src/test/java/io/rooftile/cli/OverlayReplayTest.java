package io.rooftile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.design.ArrayShape;
import io.rooftile.core.design.OverlayBuffers;
import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.design.OverlayNumbers;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.design.Tiling;
import io.rooftile.core.device.Board;
import io.rooftile.core.device.OffChipMemory;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Shape;
import io.rooftile.costmodel.Estimate;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.overlay.OverlayModel;
import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult;
import io.rooftile.modelimport.formats.ModelImport;
import io.rooftile.quantization.integer.IntegerNetwork;
import io.rooftile.resourcedb.ResourceDatabase;
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
import java.util.function.Function;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The cost model of the overlay against the replay of the engine, which takes as many cycles as the hardware: trained
/// networks compiled with the tilings that the model chose, on engines of several shapes, with a memory that keeps both
/// channels busy and one that moves half a beat a cycle.
final class OverlayReplayTest {
    private static final Logger LOGGER = Logger.getLogger(OverlayReplayTest.class.getName());
    private static final long CLOCK_HERTZ = 100_000_000;
    private static final int FULL = 512;
    private static final int SLOW = 128;

    /// Worst error found is 4.2 % with the fast memory (latencies of 20 and 64 cycles) and 7.7 % with slow ones: layers
    /// wait for each other by rules that know only one of the two tilings.
    private static final double MOST_ERROR = 0.05;
    private static final double MOST_ERROR_OF_SLOW_MEMORY = 0.08;

    private static final List<OverlayDesign> DESIGNS = List.of(
            design(new ArrayShape(8, 8, 8), new OverlayBuffers(1024, 512, 512), 64),
            design(new ArrayShape(4, 10, 6), new OverlayBuffers(512, 1024, 512), 32),
            design(new ArrayShape(2, 8, 4), new OverlayBuffers(2048, 1024, 1024), 64),
            design(new ArrayShape(4, 4, 16), new OverlayBuffers(2048, 2048, 512), 128));

    private static OverlayDesign design(ArrayShape array, OverlayBuffers buffers, int portBits) {
        OverlayNumbers numbers = new OverlayNumbers(8, 8, Requantisation.EXACT, false);
        return new OverlayDesign(CLOCK_HERTZ, array, buffers, numbers, portBits, 1, List.of());
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
        Network network =
                switch (ModelImport.read(models.resolve(model).toString(), new ImportOptions(null, false))) {
                    case ImportResult.Imported imported -> imported.network();
                    case ImportResult.Refused refused -> throw new IllegalStateException(refused.toString());
                };
        IntegerNetwork integers = IntegerNetwork.of(network, Requantisation.EXACT);
        for (OverlayDesign design : DESIGNS) {
            check(network, integers, design, FULL, MOST_ERROR);
            check(network, integers, design, SLOW, MOST_ERROR_OF_SLOW_MEMORY);
        }
    }

    private static void check(
            Network network, IntegerNetwork integers, OverlayDesign design, int beatsPer256Cycles, double most) {
        Target target = target(design, beatsPer256Cycles);
        Estimate estimate = OverlayModel.estimate(network, design, target).estimate();
        OverlayDesign tiled = (OverlayDesign) estimate.design();
        OverlayProgram program = OverlayCompiler.compile(integers, tiled, CompilerOptions.USUAL);
        assertTilesAreTaken(network, tiled, program);
        int latency = (int) Math.round(
                target.coefficient("overlay_memory_latency_cycles", "cycles").value());
        long replayed = EngineReplay.run(
                        program.instructions(),
                        EngineTiming.of(program.shape()),
                        new MemoryTiming(latency, beatsPer256Cycles))
                .cycles();
        double error = (double) estimate.figures().latencyCycles / replayed - 1;
        String what =
                "%s on %s, %d bits, %d/256 beats a cycle: estimate %d, engine %d cycles, %+.1f %%, efficiency %.3f"
                        .formatted(
                                network.name(),
                                design.array(),
                                design.memoryPortBits(),
                                beatsPer256Cycles,
                                estimate.figures().latencyCycles,
                                replayed,
                                100 * error,
                                (double) network.macs() / design.array().macsPerCycle() / replayed);
        LOGGER.info(what);
        assertTrue(Math.abs(error) <= most, what);
    }

    /// A board with so fast a memory.
    private static Target target(OverlayDesign design, int beatsPer256Cycles) {
        ResourceDatabase database = ResourceDatabase.builtIn();
        Board board = database.board("zcu102");
        double bytesPerSecond = beatsPer256Cycles / 256.0 * design.memoryPortBits() / Byte.SIZE * CLOCK_HERTZ;
        OffChipMemory memory = new OffChipMemory("SRAM", bytesPerSecond, 1, 1L << 30, design.memoryPortBits());
        return Target.of(
                new Board(
                        board.name(),
                        board.part(),
                        board.reserved(),
                        memory,
                        board.staticPowerMilliwatts(),
                        board.sources(),
                        board.unverified()),
                database.coefficients(ResourceDatabase.THEORY));
    }

    /// The compiler says of each layer into how many tiles it is cut.
    private static void assertTilesAreTaken(Network network, OverlayDesign design, OverlayProgram program) {
        Map<String, Layer> layers =
                network.layers().stream().collect(Collectors.toMap(Layer::name, Function.identity()));
        Map<String, String> cuts = program.places().stream()
                .filter(place -> place.where() == LayerPlace.Where.ENGINE)
                .collect(Collectors.toMap(LayerPlace::layer, LayerPlace::reason));
        assertEquals(cuts.size(), design.tilings().size());
        for (Tiling tiling : design.tilings()) {
            Shape out = layers.get(tiling.layer()).output().shape();
            int tiles = Math.ceilDiv(out.height(), tiling.tileOY())
                    * Math.ceilDiv(out.width(), tiling.tileOX())
                    * Math.ceilDiv(out.channels(), tiling.tileK());
            assertEquals(tiles + (tiles == 1 ? " tile" : " tiles"), cuts.get(tiling.layer()), tiling.toString());
        }
    }
}
