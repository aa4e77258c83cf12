package io.rooftile.rtl.overlay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.design.ArrayShape;
import io.rooftile.core.design.OverlayBuffers;
import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.design.OverlayNumbers;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Window;
import io.rooftile.quantization.integer.IntegerNetwork;
import io.rooftile.rtl.overlay.replay.EngineReplay;
import io.rooftile.rtl.overlay.replay.EngineTiming;
import io.rooftile.rtl.overlay.replay.MemoryTiming;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

final class EngineReplayTest {
    private static final MemoryTiming MEMORY = new MemoryTiming(20, 512);

    /// 12x11 pixels of 64 channels to 128 channels in a job of one multiplier: 132 * 64 * 128 = 1,081,344 products.
    private static OverlayProgram longJob() {
        IntegerNetwork network = IntegerNetwork.of(
                OverlayNets.convolution(
                        RandomGeneratorFactory.of("L64X128MixRandom").create(5),
                        Shape.of(1, 12, 11, 64),
                        128,
                        1,
                        Window.pointwise()),
                Requantisation.EXACT);
        OverlayDesign design = new OverlayDesign(
                100_000_000,
                new ArrayShape(1, 1, 1),
                new OverlayBuffers(1 << 15, 1 << 15, 1 << 15),
                new OverlayNumbers(8, 8, Requantisation.EXACT, false),
                32,
                1,
                List.of());
        return OverlayCompiler.compile(network, design, CompilerOptions.USUAL);
    }

    @Test
    void replay_ofAJobOfAMillionCycles_comesToItsEnd() {
        OverlayProgram program = longJob();
        EngineReplay.Result replayed =
                EngineReplay.run(program.instructions(), EngineTiming.of(program.shape()), MEMORY);
        assertEquals(1_081_344, replayed.arrayCycles());
        assertTrue(replayed.cycles() > 1_081_344);
    }

    @Test
    void replay_ofAProgramWithoutItsLoads_isStuck() {
        OverlayProgram program = longJob();
        List<Instruction> waiting = program.instructions().stream()
                .filter(one -> !(one instanceof Instruction.Run run && run.unit() == Unit.LOAD))
                .toList();
        EngineTiming engine = EngineTiming.of(program.shape());
        assertThrows(IllegalStateException.class, () -> EngineReplay.run(waiting, engine, MEMORY));
    }
}
