package io.rooftile.calibration.overlay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.calibration.overlay.OverlaySimulation.Memory;
import io.rooftile.calibration.overlay.OverlaySimulation.Simulated;
import io.rooftile.calibration.simulation.CompiledBench;
import io.rooftile.calibration.simulation.Simulator;
import io.rooftile.calibration.tool.Cache;
import io.rooftile.calibration.tool.RealTools;
import io.rooftile.calibration.tool.Tool;
import io.rooftile.rtl.MemoryFile;
import io.rooftile.rtl.overlay.EngineError;
import io.rooftile.rtl.overlay.Instruction;
import io.rooftile.rtl.overlay.SimulationFiles;
import io.rooftile.rtl.overlay.Unit;
import io.rooftile.rtl.overlay.replay.MemoryTiming;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is wrong with a program or the memory ends in the error that names it; whatever a program holds, the engine
/// keeps to the rules of its memory port, which the bench checks, and ends, at the latest when it is told to.
final class OverlayFaultTest {
    private static final int PROGRAMS = Integer.getInteger("rooftile.nets", 60);
    private static final Duration LIMIT = Duration.ofMinutes(20);
    private static final MemoryTiming TIMING = OverlayTrialNet.TIMING;
    private static final Simulator SIMULATOR = new Simulator(RealTools.TOOLCHAIN, Cache.of(System.getenv()), 2);
    private static final OverlayTrialNet NET = OverlayTrialNet.next(5, 12);
    private static final OverlayVectors VECTORS = NET.vectors();
    private static final long CYCLES = NET.predicted().cycles();

    @TempDir
    private Path folder;

    private CompiledBench bench;

    @BeforeEach
    void compile() throws IOException {
        RealTools.need(Tool.VERILATOR, Tool.MAKE, Tool.CXX);
        bench = OverlaySimulation.compile(SIMULATOR, List.of(VECTORS), PROGRAMS * CYCLES, folder, LIMIT);
    }

    /// The program with some instructions replaced, by index.
    private Simulated run(Map<Integer, Long> changes, Memory memory) throws IOException {
        Map<String, String> files =
                new TreeMap<>(SimulationFiles.of(VECTORS.program(), VECTORS.compared(), VECTORS.rows()));
        List<BigInteger> words = new ArrayList<>();
        Objects.requireNonNull(files.get(SimulationFiles.MEMORY))
                .lines()
                .forEach(line -> words.add(new BigInteger(line, 16)));
        changes.forEach((index, bits) -> words.set(index, new BigInteger(Long.toUnsignedString(bits))));
        files.put(
                SimulationFiles.MEMORY,
                new MemoryFile(SimulationFiles.MEMORY, VECTORS.program().shape().portBits(), words).text());
        return OverlaySimulation.run(bench, VECTORS, files, memory, 20 * CYCLES, folder, LIMIT, System::nanoTime);
    }

    private Simulated run(Map<Integer, Long> changes) throws IOException {
        return run(changes, Memory.of(TIMING));
    }

    private static int firstRun(Unit unit) {
        List<Instruction> instructions = VECTORS.program().instructions();
        for (int i = 0; i < instructions.size(); i++) {
            if (instructions.get(i) instanceof Instruction.Run job && job.unit() == unit) {
                return i;
            }
        }
        throw new IllegalStateException("no job of " + unit);
    }

    @Test
    void goodProgram_isAsPredicted() throws IOException {
        Simulated simulated = run(Map.of());
        assertTrue(simulated.isRight(), simulated::toString);
        assertEquals(List.of(CYCLES), simulated.cycles());
    }

    @Test
    void wrongVersion_isNoProgram() throws IOException {
        long newer = new Instruction.Header(Instruction.HEADER_VALUE + 1).encoded();
        Simulated simulated = run(Map.of(0, newer));
        assertEquals(EngineError.VERSION.number(), simulated.error());
        assertEquals(0, simulated.beatsWritten());
    }

    @Test
    void missingHeader_isNoProgram() throws IOException {
        assertEquals(
                EngineError.VERSION.number(),
                run(Map.of(0, VECTORS.program().instructions().get(1).encoded()))
                        .error());
    }

    @Test
    void secondHeader_isUnknown() throws IOException {
        assertEquals(
                EngineError.INSTRUCTION.number(),
                run(Map.of(3, new Instruction.Header(Instruction.HEADER_VALUE).encoded()))
                        .error());
    }

    @Test
    void unknownOpcodeWhileJobsRun_isNamed() throws IOException {
        int last = VECTORS.program().instructions().size() - 1;
        for (int index : new int[] {1, firstRun(Unit.COMPUTE), last / 2, last}) {
            for (int seed = 0; seed < 3; seed++) {
                Memory memory =
                        seed == 0 ? Memory.of(TIMING) : Memory.of(TIMING).pressed(seed);
                assertEquals(
                        EngineError.INSTRUCTION.number(),
                        run(Map.of(index, 0xB123_4567_89AB_CDEFL), memory).error(),
                        "instruction " + index);
            }
        }
    }

    @Test
    void fourthUnit_isUnknown() throws IOException {
        long job = new Instruction.Run(Unit.LOAD, 0).encoded() | 3L << Instruction.UNIT_BIT;
        assertEquals(EngineError.INSTRUCTION.number(), run(Map.of(5, job)).error());
    }

    @Test
    void readError_isNamedWhereverItFalls() throws IOException {
        int beats = Math.toIntExact(run(Map.of()).beatsRead());
        for (int beat : new int[] {1, 2, beats / 3, beats / 2, beats - 1, beats}) {
            Simulated free = run(Map.of(), Memory.of(TIMING).failingRead(beat));
            assertEquals(EngineError.READ.number(), free.error(), "beat " + beat);
            Simulated pressed = run(Map.of(), Memory.of(TIMING).pressed(beat).failingRead(beat));
            assertEquals(EngineError.READ.number(), pressed.error(), "beat " + beat + " under pressure");
        }
    }

    @Test
    void writeError_isNamedWhereverItFalls() throws IOException {
        for (int burst : new int[] {1, 2, 3, 5}) {
            Simulated free = run(Map.of(), Memory.of(TIMING).failingWrite(burst));
            assertEquals(EngineError.WRITE.number(), free.error(), "burst " + burst);
            Simulated pressed = run(Map.of(), Memory.of(TIMING).pressed(burst).failingWrite(burst));
            assertEquals(EngineError.WRITE.number(), pressed.error(), "burst " + burst + " under pressure");
        }
    }

    @Test
    void tokenThatNobodyGives_isStuck() throws IOException {
        for (Unit unit : Unit.values()) {
            int index = firstRun(unit);
            // All counters awaited, 63 tokens of each.
            long job = new Instruction.Run(unit, 0x3FFFF).encoded();
            Simulated simulated = run(Map.of(index, job));
            assertEquals(EngineError.STUCK.number(), simulated.error(), unit.toString());
            assertFalse(simulated.isStopped(), unit.toString());
        }
    }

    /// One bit in each of some instructions is turned over, or all of one is chance.
    @Test
    void corruptedPrograms_end() throws IOException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(17);
        List<Instruction> instructions = VECTORS.program().instructions();
        int[] errors = new int[EngineError.values().length];
        for (int number = 0; number < PROGRAMS; number++) {
            Map<Integer, Long> changes = new TreeMap<>();
            int count = random.nextInt(1, 4);
            while (changes.size() < count) {
                int index = random.nextInt(instructions.size());
                long bits = instructions.get(index).encoded() ^ 1L << random.nextInt(Long.SIZE);
                changes.put(index, random.nextInt(4) == 0 ? random.nextLong() : bits);
            }
            Memory memory =
                    random.nextBoolean() ? Memory.of(TIMING) : Memory.of(TIMING).pressed(number);
            Simulated simulated = run(changes, memory);
            String message = changes + ", " + memory + ": " + simulated;
            assertEquals(simulated.isStopped(), simulated.error() == EngineError.STOPPED.number(), message);
            errors[simulated.error()]++;
        }
        System.out.printf("%d corrupted programs: %s%n", PROGRAMS, Arrays.toString(errors));
        // Chance finds the common ends.
        for (int error : new int[] {
            EngineError.NONE.number(),
            EngineError.INSTRUCTION.number(),
            EngineError.READ.number(),
            EngineError.STUCK.number()
        }) {
            assertNotEquals(0, errors[error], "error " + error);
        }
    }
}
