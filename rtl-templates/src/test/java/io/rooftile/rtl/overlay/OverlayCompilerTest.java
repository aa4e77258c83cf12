package io.rooftile.rtl.overlay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.UserInputException;
import io.rooftile.core.design.ArrayShape;
import io.rooftile.core.design.LoopOrder;
import io.rooftile.core.design.OverlayBuffers;
import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.design.OverlayNumbers;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.design.Tiling;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Upsample;
import io.rooftile.core.network.Window;
import io.rooftile.quantization.integer.IntegerNetwork;
import io.rooftile.rtl.overlay.OverlayNets.Numbers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Maps are what the integer reference says, whichever unit goes first.
final class OverlayCompilerTest {
    private static final int NETS = 150;
    private static final CompilerOptions ALL_MAPS = new CompilerOptions(true);

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    @ParameterizedTest
    @CsvSource({"INT8, 1", "UINT8, 2", "POWER_OF_TWO, 3", "FEW_BITS, 4"})
    void maps_ofRandomNetsOnRandomEngines_areTheReferences(Numbers numbers, long seed) {
        RandomGenerator random = random(seed);
        int cut = 0;
        int keeping = 0;
        for (int i = 0; i < NETS; i++) {
            Network network = OverlayNets.next(random, numbers);
            OverlayDesign design = design(random, network, numbers);
            IntegerNetwork integers = IntegerNetwork.of(network, design.requantisation());
            boolean keepsAll = random.nextInt(3) > 0;
            OverlayProgram program = compiled(integers, design, new CompilerOptions(keepsAll));
            String net = "net " + i + " on " + design.array() + ", " + design.memoryPortBits() + " bits, "
                    + program.places();
            try {
                new Comparison(integers, program)
                        .check(
                                OverlayNets.row(network, random),
                                keepsAll ? program.maps() : program.outputs(),
                                order(random));
            } catch (AssertionError | EngineFault wrong) {
                throw new AssertionError(net, wrong);
            }
            cut += (int) program.places().stream()
                    .filter(place -> place.reason().endsWith("tiles"))
                    .count();
            keeping += program.notes().stream().anyMatch(note -> note.text().contains(": keep ")) ? 1 : 0;
        }
        assertTrue(keeping > NETS / 4, "only " + keeping + " programs keep a map in the feature banks");
        assertTrue(cut > NETS, "only " + cut + " layers were cut");
    }

    @Test
    void maps_ofRowsInParts_areTheReferences() {
        RandomGenerator random = random(6);
        int skipping = 0;
        for (int i = 0; i < NETS; i++) {
            int channels = random.nextInt(1, 10);
            Shape input = Shape.of(1, random.nextInt(2, 5), random.nextInt(10, 50), channels);
            Window window = Window.same(
                    input,
                    random.nextInt(1, 3),
                    random.nextInt(1, 6),
                    random.nextInt(1, 3),
                    random.nextInt(1, 4),
                    1,
                    random.nextInt(1, 4));
            int groups = random.nextBoolean() ? channels : 1;
            Network network = OverlayNets.convolution(random, input, channels, groups, window);
            Layer layer = network.layers().getFirst();
            int columns = random.nextInt(1, layer.output().shape().width());
            OverlayDesign design = new OverlayDesign(
                    100_000_000,
                    new ArrayShape(4 << random.nextInt(3), random.nextInt(1, 5), random.nextInt(1, 5)),
                    new OverlayBuffers(200, 400, 60),
                    new OverlayNumbers(8, 8, Requantisation.EXACT, false),
                    64 << random.nextInt(3),
                    1,
                    List.of(new Tiling(layer.name(), 1, columns, channels, LoopOrder.WEIGHTS_OUTER)));
            IntegerNetwork integers = IntegerNetwork.of(network, Requantisation.EXACT);
            OverlayProgram program = OverlayCompiler.compile(integers, design, ALL_MAPS);
            new Comparison(integers, program).check(OverlayNets.row(network, random), program.maps(), order(random));
            skipping += program.instructions().stream().anyMatch(OverlayCompilerTest::isSkip) ? 1 : 0;
        }
        assertTrue(skipping > NETS / 4, "only " + skipping + " programs skip words of a beat");
    }

    private static boolean isSkip(Instruction instruction) {
        return instruction instanceof Instruction.Set set && set.register() == LoadRegister.SKIP && set.value() > 0;
    }

    /// Buffers as small as chance has them, or as small as the network allows: they grow until it fits.
    private static OverlayProgram compiled(IntegerNetwork integers, OverlayDesign design, CompilerOptions options) {
        OverlayBuffers buffers = design.buffers();
        while (true) {
            try {
                return OverlayCompiler.compile(integers, with(design, buffers), options);
            } catch (UserInputException small) {
                if (buffers.featureDepthWords() > 10_000) {
                    throw small;
                }
                buffers = new OverlayBuffers(
                        buffers.featureDepthWords() * 2,
                        buffers.weightDepthWords() * 2,
                        buffers.outputDepthWords() * 2);
            }
        }
    }

    private static OverlayDesign with(OverlayDesign design, OverlayBuffers buffers) {
        return new OverlayDesign(
                design.clockHertz(),
                design.array(),
                buffers,
                design.numbers(),
                design.memoryPortBits(),
                design.cores(),
                design.tilings());
    }

    private static OverlayDesign design(RandomGenerator random, Network network, Numbers numbers) {
        int[] channels = {1, 2, 3, 4, 5, 6, 8, 10, 16};
        ArrayShape array = new ArrayShape(
                1 << random.nextInt(5),
                channels[random.nextInt(channels.length)],
                channels[random.nextInt(channels.length)]);
        boolean isGiven = random.nextInt(3) == 0;
        int depth = isGiven ? 500 : random.nextInt(4, 40);
        return new OverlayDesign(
                100_000_000,
                array,
                new OverlayBuffers(depth, depth, depth / 3 + 1),
                new OverlayNumbers(numbers.data().bits(), numbers.weights().bits(), requantisation(numbers), false),
                32 << random.nextInt(4),
                1,
                isGiven ? tilings(network, random) : List.of());
    }

    private static Requantisation requantisation(Numbers numbers) {
        return switch (numbers) {
            case INT8, UINT8, FEW_BITS -> Requantisation.EXACT;
            case POWER_OF_TWO -> Requantisation.POWER_OF_TWO;
        };
    }

    private static List<Tiling> tilings(Network network, RandomGenerator random) {
        List<Tiling> tilings = new ArrayList<>();
        for (Layer layer : network.layers()) {
            Shape out = layer.output().shape();
            tilings.add(new Tiling(
                    layer.name(),
                    random.nextInt(1, out.height() + 1),
                    random.nextBoolean() ? out.width() : random.nextInt(1, out.width() + 1),
                    random.nextInt(1, out.channels() + 1),
                    random.nextBoolean() ? LoopOrder.WEIGHTS_OUTER : LoopOrder.FEATURES_OUTER));
        }
        return tilings;
    }

    private static List<Unit> order(RandomGenerator random) {
        List<Unit> order = new ArrayList<>(List.of(Unit.values()));
        Collections.shuffle(order, Random.from(random));
        return order;
    }

    private static OverlayDesign small(int featureWords, int weightWords) {
        return new OverlayDesign(
                100_000_000,
                new ArrayShape(4, 4, 4),
                new OverlayBuffers(featureWords, weightWords, 16),
                new OverlayNumbers(8, 8, Requantisation.EXACT, false),
                64,
                1,
                List.of());
    }

    /// 7x6 pixels of 16 channels in a 3x3 convolution to 8: two half weight buffers of 36 words hold 4 channels each.
    private static IntegerNetwork cutConvolution() {
        Shape input = Shape.of(1, 7, 6, 16);
        return IntegerNetwork.of(
                OverlayNets.convolution(random(5), input, 8, 1, Window.same(input, 3, 3, 1, 1)), Requantisation.EXACT);
    }

    @Test
    void program_withoutItsTokens_isWrongInSomeOrder() {
        IntegerNetwork integers = cutConvolution();
        OverlayProgram program = OverlayCompiler.compile(integers, small(24, 36), ALL_MAPS);
        List<Instruction> stripped = program.instructions().stream()
                .map(one -> one instanceof Instruction.Run run ? new Instruction.Run(run.unit(), 0) : one)
                .toList();
        OverlayProgram loose = program(program, stripped);
        byte[] row = OverlayNets.row(integers.network(), random(1));
        List<Unit> lastFirst = List.of(Unit.STORE, Unit.COMPUTE, Unit.LOAD);
        assertThrows(EngineFault.class, () -> new Comparison(integers, loose).check(row, loose.outputs(), lastFirst));
        assertThrows(AssertionError.class, () -> new Comparison(integers, loose)
                .check(row, loose.outputs(), List.of(Unit.values())));
    }

    private static OverlayProgram program(OverlayProgram program, List<Instruction> instructions) {
        List<MemoryPiece> pieces = new ArrayList<>(program.pieces());
        pieces.set(0, new MemoryPiece("program", 0, new ProgramWriter(instructions, List.of()).bytes()));
        return new OverlayProgram(
                program.shape(),
                instructions,
                program.notes(),
                pieces,
                program.inputs(),
                program.outputs(),
                program.maps(),
                program.places(),
                program.memoryBytes());
    }

    @Test
    void weights_thatAreInTheBuffer_areNotLoadedAgain() {
        OverlayProgram program = OverlayCompiler.compile(cutConvolution(), small(64, 36), ALL_MAPS);
        long weightLoads = program.notes().stream()
                .filter(note -> note.text().endsWith(": weights"))
                .count();
        long computes = program.notes().stream()
                .filter(note -> note.text().endsWith(": compute"))
                .count();
        // 4 groups of channels of 7 rows of 2 words are 56 of 64 words, 42 pixels are 11 of 16 output words: one tile
        // of
        // pixels for each of the 2 parts of channels.
        assertEquals(2, computes);
        assertEquals(2, weightLoads);
        assertEquals(
                1,
                program.notes().stream()
                        .filter(note -> note.text().contains("features"))
                        .count());
    }

    @Test
    void compile_ofWhatTheEngineHasNot_namesEveryLayer() {
        Shape input = Shape.of(1, 5, 4, 6);
        Network first = OverlayNets.convolution(random(1), input, 12, 3, Window.valid(1, 1, 1, 1));
        UserInputException refused = assertThrows(
                UserInputException.class,
                () -> OverlayCompiler.compile(
                        IntegerNetwork.of(first, Requantisation.EXACT), small(64, 64), CompilerOptions.USUAL));
        Convolution convolution = (Convolution) first.layers().getFirst();
        assertEquals(List.of(convolution.name() + " (Convolution): a convolution in groups"), refused.details());
    }

    /// What is behind the engine's last layer is the host's; a repetition that it can do is not.
    @ParameterizedTest
    @CsvSource({
        "NEAREST, ASYMMETRIC, 4, ENGINE",
        "NEAREST, HALF_PIXEL, 8, ENGINE",
        "NEAREST, ALIGN_CORNERS, 2, HOST",
        "BILINEAR, HALF_PIXEL, 2, HOST",
        "NEAREST, ASYMMETRIC, 3, HOST",
        "NEAREST, ASYMMETRIC, 16, HOST"
    })
    void repetitionOfColumns_isTheEngines(
            Upsample.Kind kind, Upsample.Sampling sampling, int columns, LayerPlace.Where where) {
        Network network = OverlayNets.upsampled(random(4), Shape.of(1, 3, 4, 5), 2, columns, kind, sampling);
        OverlayProgram program = OverlayCompiler.compile(
                IntegerNetwork.of(network, Requantisation.EXACT), small(64, 64), CompilerOptions.USUAL);
        assertEquals(where, program.places().getLast().where());
    }

    @Test
    void compile_forBuffersThatAreTooSmall_saysWhatIsNeeded() {
        Shape input = Shape.of(1, 7, 6, 16);
        IntegerNetwork integers = IntegerNetwork.of(
                OverlayNets.convolution(random(1), input, 8, 1, Window.valid(3, 3, 1, 1)), Requantisation.EXACT);
        UserInputException refused = assertThrows(
                UserInputException.class,
                () -> OverlayCompiler.compile(integers, small(64, 35), CompilerOptions.USUAL));
        // 3x3 taps of 4 words of 4 channels: 36 weight words.
        assertTrue(
                refused.details().getFirst().contains("36 of 35 weight words"),
                refused.details().toString());
    }
}
