package io.rooftile.costmodel.overlay;

import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.device.OffChipMemory;
import io.rooftile.costmodel.Target;

/// The numbers of one engine that costs are computed from. Mutable and reused, so that evaluating allocates
/// nothing.
final class Engine {
    /// Memory times are fixed-point numbers of cycles per byte with so many fraction bits.
    static final int FRACTION_BITS = 20;

    /// A requantiser lane works on so many outputs of a group one after the other; a group leaves no faster.
    static final int DRAIN_CYCLES = 4;

    long clockHertz;
    int pp;
    int icp;
    int ocp;
    int featureDepthWords;
    int weightDepthWords;
    int accumulatorDepthWords;
    int portBits;
    int cores;
    int dataBits;
    int weightBits;
    boolean isExact;
    boolean isPacked;

    /// Bytes of one word of `ICP` features and of one word of `OCP x ICP` weights in memory.
    long featureWordBytes;
    long weightWordBytes;
    /// Weight words that hold bias and scale of `OCP` channels.
    long parameterWords;
    /// Bytes per cycle of one core's share of the memory; 0 where there is none.
    double memoryBytesPerCycle;
    /// Cycles per byte at the port (read or write) and of the memory (both together), fixed-point.
    long portCyclesPerByte;
    long memoryCyclesPerByte;

    final TimingCoefficients timing;
    private final Target target;

    Engine(Target target) {
        this.target = target;
        this.timing = TimingCoefficients.of(target);
    }

    static Engine of(OverlayDesign design, Target target) {
        Engine engine = new Engine(target);
        engine.clockHertz = design.clockHertz();
        engine.pp = design.array().pp();
        engine.icp = design.array().icp();
        engine.ocp = design.array().ocp();
        engine.featureDepthWords = design.buffers().featureDepthWords();
        engine.weightDepthWords = design.buffers().weightDepthWords();
        engine.accumulatorDepthWords = design.buffers().accumulatorDepthWords();
        engine.portBits = design.memoryPortBits();
        engine.cores = design.cores();
        engine.dataBits = design.numbers().dataBits();
        engine.weightBits = design.numbers().weightBits();
        engine.isExact = design.numbers().requantisation() == Requantisation.EXACT;
        engine.isPacked = design.numbers().dspPacking();
        engine.derive();
        return engine;
    }

    /// Recomputes what follows from the knobs.
    void derive() {
        featureWordBytes = Math.ceilDiv((long) icp * dataBits, 8L);
        weightWordBytes = Math.ceilDiv((long) icp * ocp * weightBits, 8L);
        // A bias of 32 bits and a shift of 8, and for exact requantisation a multiplier of 32.
        // Source: TensorFlow Lite 8-bit quantisation specification.
        parameterWords = Math.ceilDiv(isExact ? 72L : 40L, (long) icp * weightBits);
        OffChipMemory memory = target.board().memory();
        if (memory == null) {
            memoryBytesPerCycle = 0;
            portCyclesPerByte = 0;
            memoryCyclesPerByte = 0;
        } else {
            memoryBytesPerCycle = memory.usableBytesPerSecond() / clockHertz / cores;
            memoryCyclesPerByte = fixedPoint(1 / memoryBytesPerCycle);
            portCyclesPerByte = Math.max(memoryCyclesPerByte, fixedPoint(8.0 / portBits));
        }
    }

    private static long fixedPoint(double cyclesPerByte) {
        return (long) Math.ceil(cyclesPerByte * (1L << FRACTION_BITS));
    }

    boolean hasMemory() {
        return memoryCyclesPerByte > 0;
    }

    /// Multipliers of one core.
    long multipliers() {
        return (long) pp * icp * ocp;
    }

    /// Accumulators hold sums of up to 2^16 products without overflow.
    int accumulatorBits() {
        return dataBits + weightBits + 16;
    }

    /// Cycles that so many bytes take through the port.
    long portCycles(long bytes) {
        return cycles(bytes, portCyclesPerByte);
    }

    /// Cycles that loading something as a whole takes before anything else.
    long wholeLoadCycles(long bytes) {
        return bytes == 0
                ? 0
                : portCycles(bytes) + (1 + (bytes >>> 12)) * timing.burstCycles() + timing.latencyCycles();
    }

    /// Cycles that so many bytes take at a fixed-point rate. The product must be a long: [TileCost#prepare]
    /// sees to it.
    static long cycles(long bytes, long cyclesPerByte) {
        return (bytes * cyclesPerByte + (1L << FRACTION_BITS) - 1) >>> FRACTION_BITS;
    }

    Target target() {
        return target;
    }
}
