package io.rooftile.costmodel.overlay;

import io.rooftile.core.design.ArrayShape;
import io.rooftile.core.design.OverlayDesign;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.fabric.Bits;

/// The numbers of one engine that costs are computed from. Mutable and reused, so that evaluating allocates
/// nothing. Sizes in memory are those of the engine's memory layout, times those of its units' pipelines; both are
/// in `docs/model/overlay.md`.
final class Engine {
    /// Memory times are fixed-point numbers of cycles per byte with so many fraction bits.
    static final int FRACTION_BITS = 20;

    /// Bits of one channel's bias (32), multiplier (32), shift to the left (8) and to the right (8).
    static final int PARAMETER_BITS = 80;

    /// Cycles between the beginnings of two jobs of the array at least: their registers are kept in two sets.
    static final int JOB_CYCLES = 40;

    /// Pixels of a tile at most.
    static final int MOST_PIXELS = (1 << 16) - 1;

    /// Products of a lane that shares what it reads with those beside it, and reads of a pixel that can be
    /// shared at most.
    static final int NEIGHBOURS = 3;

    static final int MOST_NEIGHBOUR_TAPS = 16;

    /// Bytes of an instruction.
    static final int INSTRUCTION_BYTES = 8;

    /// Bursts do not cross pages, and have at most so many beats.
    private static final int PAGE_BYTES = 4096;

    private static final int MOST_BURST_BEATS = 256;

    /// Maps and constants begin at multiples of it, or of a longer beat.
    private static final int AREA_BYTES = 64;

    /// Strides up to which a beat's words go into the banks at once.
    static final int MOST_PHASES_AT_ONCE = 2;

    /// Cycles of a result's way from the last product to the output bank without adder tree and drain, and from
    /// there to the memory's port; and of a word from the port into the array. Counted in the engine's replay.
    private static final long SUM_CYCLES = 6;
    private static final long REQUANTISE_CYCLES = 11;
    /// Of a small engine for one sum; its requantising is in them.
    static final int SERIAL_DRAIN_CYCLES = 6;

    private static final int LEAST_COUNT_BITS = 10;
    private static final long STORE_CYCLES = 6;
    static final long LOAD_CYCLES = 6;

    long clockHertz;
    int pp;
    int icp;
    int ocp;
    /// Steps after which the results of a group have left, where the channels allow it.
    int mostDrainSteps = ArrayShape.USUAL_DRAIN_CYCLES;
    int featureDepthWords;
    int weightDepthWords;
    int outputDepthWords;
    int portBits;
    int cores;
    int dataBits;
    int weightBits;
    /// Whether one multiplier serves two pixels.
    boolean isPacked;

    /// Bytes of a beat, the word of the memory port.
    int beatBytes;
    /// Bytes in memory of a word of `ICP` features, of `OCP x ICP` weights, of the parameters of a drain step.
    int wordBytes;
    int weightWordBytes;
    int parameterWordBytes;
    /// Feature words of a beat, 1 where a word takes several, and beats of a word, 1 where a beat holds several.
    int wordsPerChunk;
    int beatsPerChunk;
    /// Channels whose results leave at once, steps in which the results of a group leave, and cycles of these.
    int drainChannels;
    int drainSteps;
    int drainCycles;
    /// Whether it is built for a part of few LUTs: `docs/overlay.md`.
    boolean isSmall;
    /// Cycles from the last product of a tile through its store and a load of it to the first product that needs
    /// it, but for the words themselves.
    long turnCycles;
    /// Of them those from a buffer half's release to the first word of the next load, and from the last product of a
    /// tile to the first word of its store.
    long loadTurnCycles;
    long storeTurnCycles;
    /// Bytes per cycle of one core's share of the memory.
    double memoryBytesPerCycle;
    /// Beats that the memory moves in 256 cycles, reads and writes together; 512 keep both busy.
    int beatsPer256Cycles;
    /// Cycles from the end of a job's taps to its last result.
    long resultCycles;
    /// Cycles per byte at the port (read or write) and of the memory (both together), fixed-point.
    long portCyclesPerByte;
    long memoryCyclesPerByte;

    private final Target target;
    private final EngineMemory memory;

    Engine(Target target) {
        this.target = target;
        this.memory = EngineMemory.of(target);
    }

    static Engine of(OverlayDesign design, Target target) {
        Engine engine = new Engine(target);
        engine.clockHertz = design.clockHertz();
        engine.pp = design.array().pp();
        engine.icp = design.array().icp();
        engine.ocp = design.array().ocp();
        engine.mostDrainSteps = design.array().drainCycles();
        engine.featureDepthWords = design.buffers().featureDepthWords();
        engine.weightDepthWords = design.buffers().weightDepthWords();
        engine.outputDepthWords = design.buffers().outputDepthWords();
        engine.portBits = design.memoryPortBits();
        engine.cores = design.cores();
        engine.dataBits = design.numbers().dataBits();
        engine.weightBits = design.numbers().weightBits();
        engine.isPacked = design.numbers().dspPacking();
        engine.derive();
        return engine;
    }

    /// Recomputes what follows from the knobs.
    void derive() {
        beatBytes = portBits / Byte.SIZE;
        isSmall = memory.isOnChip();
        drainChannels = isSmall ? 1 : drainChannels(icp, ocp, mostDrainSteps);
        drainSteps = ocp / drainChannels;
        drainCycles = isSmall ? SERIAL_DRAIN_CYCLES * drainSteps : drainSteps;
        wordBytes = Math.max(memoryBytes((long) icp * dataBits), beatBytes / pp);
        weightWordBytes = memoryBytes((long) icp * ocp * weightBits);
        parameterWordBytes = memoryBytes((long) drainChannels * PARAMETER_BITS);
        wordsPerChunk = Math.max(1, beatBytes / wordBytes);
        beatsPerChunk = Math.max(1, wordBytes / beatBytes);
        loadTurnCycles = LOAD_CYCLES + memory.latencyCycles();
        resultCycles = (isSmall ? SUM_CYCLES : SUM_CYCLES + REQUANTISE_CYCLES) + treeCycles(icp) + drainCycles;
        storeTurnCycles = resultCycles + STORE_CYCLES;
        turnCycles = storeTurnCycles + memory.latencyCycles() + loadTurnCycles;
        memoryBytesPerCycle = memory.bytesPerCycle(clockHertz) / cores;
        beatsPer256Cycles = Math.clamp((long) (memoryBytesPerCycle / beatBytes * 256), 1, 512);
        memoryCyclesPerByte = fixedPoint(1 / memoryBytesPerCycle);
        portCyclesPerByte = Math.max(memoryCyclesPerByte, fixedPoint(1.0 / beatBytes));
    }

    /// Whole beats, or a power of two of which whole ones make a beat.
    private int memoryBytes(long bits) {
        int bytes = Math.toIntExact(Math.ceilDiv(bits, Byte.SIZE));
        return bytes >= beatBytes ? Math.ceilDiv(bytes, beatBytes) * beatBytes : ceilPowerOfTwo(bytes);
    }

    /// The fewest channels with which a group leaves in so many steps and that divide ICP and OCP.
    private static int drainChannels(int icp, int ocp, int steps) {
        int common = greatestCommonDivisor(icp, ocp);
        for (int channels = 1; channels < common; channels++) {
            if (common % channels == 0 && ocp / channels <= steps) {
                return channels;
            }
        }
        return common;
    }

    /// Registers one behind the other in the adder tree over `ICP` products: one for two of its levels.
    static int treeCycles(int icp) {
        return Math.ceilDiv(Integer.SIZE - Integer.numberOfLeadingZeros(icp - 1), 2);
    }

    static int ceilPowerOfTwo(int number) {
        return number <= 1 ? 1 : Integer.highestOneBit(number - 1) << 1;
    }

    static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    private static long fixedPoint(double cyclesPerByte) {
        return (long) Math.ceil(cyclesPerByte * (1L << FRACTION_BITS));
    }

    /// Bits of a small engine's counters. Source: `EngineShape.countBits` of the instruction compiler.
    int countBits(long parameterWords) {
        int deepest = Math.max(
                Math.max(featureDepthWords, weightDepthWords),
                Math.max(outputDepthWords, ceilPowerOfTwo(Math.toIntExact(parameterWords))));
        return Math.max(LEAST_COUNT_BITS, 1 + Bits.ceilLog2(2L * deepest));
    }

    /// Whether lanes can share what they read with those beside them.
    boolean hasNeighbours() {
        return !isSmall && icp >= NEIGHBOURS;
    }

    /// Of bytes to and from memory those that leave the chip.
    long offChip(long bytes) {
        return memory.isOnChip() ? 0 : bytes;
    }

    /// Bits of what a multiplier takes for two features, so far apart that their products do not meet. Source:
    /// `overlay_operand.sv`.
    int pairBits() {
        return 2 * dataBits + weightBits + 1;
    }

    /// Products that one core makes in a cycle.
    long productsPerCycle() {
        return (long) pp * icp * ocp;
    }

    /// Cycles that beats of so many bytes take through the port.
    long portCycles(long bytes) {
        return cycles(bytes, portCyclesPerByte);
    }

    /// Cycles of the memory for reads and writes that take so many at the port, each by itself.
    long sharedCycles(long cyclesAtPort) {
        return cyclesAtPort * memoryCyclesPerByte / portCyclesPerByte;
    }

    /// Beats of words that lie one after the other.
    long beats(long words, int bytesOfWord) {
        return Math.ceilDiv(words * bytesOfWord, (long) beatBytes);
    }

    /// Cycles that the load unit takes for words of a buffer: a word or a beat a cycle.
    long wordCycles(long words, int bytesOfWord) {
        return bytesOfWord > beatBytes ? words * (bytesOfWord / beatBytes) : words;
    }

    /// Beats of a burst at most: those of a page of memory, or as many as a burst can have.
    int mostBurstBeats() {
        return Math.min(PAGE_BYTES / beatBytes, MOST_BURST_BEATS);
    }

    /// Cycles in which a row's words of one channel group go into the banks: those of wide strides one by one.
    int stepsOfSegment(int chunks, int words, int stride) {
        return (stride <= MOST_PHASES_AT_ONCE ? chunks : words) * beatsPerChunk;
    }

    /// Beats of a row of one word of channels.
    int segmentBeats(int columns) {
        return Math.ceilDiv(columns, wordsPerChunk) * beatsPerChunk;
    }

    /// The next address at which an area may begin.
    long aligned(long address) {
        long unit = Math.max(beatBytes, AREA_BYTES);
        return Math.ceilDiv(address, unit) * unit;
    }

    /// Cycles that so many bytes take at a fixed-point rate. The product must be a long: [TileCost#prepare]
    /// sees to it.
    static long cycles(long bytes, long cyclesPerByte) {
        return (bytes * cyclesPerByte + (1L << FRACTION_BITS) - 1) >>> FRACTION_BITS;
    }

    EngineMemory memory() {
        return memory;
    }

    Target target() {
        return target;
    }
}
