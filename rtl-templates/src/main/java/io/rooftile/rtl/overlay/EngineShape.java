package io.rooftile.rtl.overlay;

import io.rooftile.core.UserInputException;
import io.rooftile.core.design.ArrayShape;
import io.rooftile.core.design.OverlayBuffers;
import io.rooftile.core.design.OverlayDesign;
import java.util.ArrayList;
import java.util.List;

/// The parameters of an engine and all sizes that follow from them. Depths are those of whole buffers; each is used in
/// two halves. Beats are the words of the memory port.
///
/// @param pp pixels at once, a power of two
/// @param icp input channels at once
/// @param ocp output channels at once
/// @param dataBits of a feature, which is signed
/// @param weightBits of a weight, which is signed
/// @param portBits of a beat, a power of two from 32 on
/// @param featureDepth words of each of the `PP` feature banks; a word is `ICP` features
/// @param weightDepth words of the weight buffer; a word is `OCP x ICP` weights
/// @param parameterDepth words of the parameter buffer; a word is [#drainChannels] channels of [#PARAMETER_BITS]
/// @param outputDepth words of each of the `PP` output banks; a word is `ICP` results
/// @param mostDrainSteps after which the results of a group have left, where the channels allow it
/// @param isSmall whether it is built for a part of few LUTs, with the part's own RAM as its memory
/// (`docs/overlay.md`)
/// @param isPacked whether one multiplier serves two pixels
public record EngineShape(
        int pp,
        int icp,
        int ocp,
        int dataBits,
        int weightBits,
        int portBits,
        int featureDepth,
        int weightDepth,
        int parameterDepth,
        int outputDepth,
        int mostDrainSteps,
        boolean isSmall,
        boolean isPacked) {
    /// Bits of one channel's bias (32), multiplier (32), shift to the left (8) and to the right (8).
    public static final int PARAMETER_BITS = 80;

    /// Maps and constants begin at multiples of it, or of a longer beat: the longest line of usual caches.
    private static final int AREA_BYTES = 64;

    private static final int LEAST_PORT_BITS = 32;
    private static final int MOST_DATA_BITS = 8;
    private static final int MOST_WEIGHT_BITS = 9;
    private static final int MOST_FEATURE_DEPTH = 1 << 16;

    /// Reads of a pixel that lanes can share at most.
    static final int MOST_NEIGHBOUR_TAPS = 16;

    /// Products of a lane that shares what it reads.
    private static final int NEIGHBOURS = 3;

    /// Cycles in which a small engine takes one sum to a stored number. Source: `overlay_serial_drain.sv`.
    public static final int SERIAL_DRAIN_CYCLES = 6;

    /// Bits of an address of a small engine, which are those of 128 KiB.
    public static final int SMALL_ADDRESS_BITS = 17;

    /// A burst's beats must be counted.
    private static final int LEAST_COUNT_BITS = 10;

    private static final int WIDE_COUNT_BITS = 16;

    public EngineShape {
        List<String> faults = faults(pp, dataBits, weightBits, portBits, featureDepth, isSmall, isPacked);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
    }

    /// An engine with the usual drain steps that is not small and has a multiplier for each product.
    public EngineShape(
            int pp,
            int icp,
            int ocp,
            int dataBits,
            int weightBits,
            int portBits,
            int featureDepth,
            int weightDepth,
            int parameterDepth,
            int outputDepth) {
        this(
                pp,
                icp,
                ocp,
                dataBits,
                weightBits,
                portBits,
                featureDepth,
                weightDepth,
                parameterDepth,
                outputDepth,
                ArrayShape.USUAL_DRAIN_CYCLES,
                false,
                false);
    }

    private static List<String> faults(
            int pp, int dataBits, int weightBits, int portBits, int featureDepth, boolean isSmall, boolean isPacked) {
        List<String> faults = new ArrayList<>();
        if (isSmall && (pp != 1 || portBits != LEAST_PORT_BITS)) {
            faults.add("a small engine has PP 1 and a memory port of " + LEAST_PORT_BITS + " bits, but they are " + pp
                    + " and " + portBits);
        }
        if (isPacked && pp == 1) {
            faults.add("DSP packing takes two pixels at once, but PP is 1");
        }
        if (Integer.bitCount(pp) != 1) {
            faults.add("PP must be a power of two, but is " + pp);
        }
        if (dataBits < 2 || dataBits > MOST_DATA_BITS) {
            faults.add("data must have 2 to " + MOST_DATA_BITS + " bits, but have " + dataBits);
        }
        if (weightBits < 2 || weightBits > MOST_WEIGHT_BITS) {
            faults.add("weights must have 2 to " + MOST_WEIGHT_BITS + " bits, but need " + weightBits);
        }
        if (Integer.bitCount(portBits) != 1 || portBits < LEAST_PORT_BITS) {
            faults.add("the memory port must be a power of two of at least " + LEAST_PORT_BITS + " bits, but has "
                    + portBits);
        }
        if (featureDepth > MOST_FEATURE_DEPTH) {
            faults.add("a feature bank can have at most " + MOST_FEATURE_DEPTH + " words, but has " + featureDepth);
        }
        return faults;
    }

    /// The engine of a design.
    ///
    /// @param weightBits what the network's weights need without their zero points; the design's count where
    /// they are
    /// more
    /// @param parameterHalf words that one half of the parameter buffer must hold
    /// @param isSmall whether it is built for a part of few LUTs
    /// @throws UserInputException when there is no such engine
    public static EngineShape of(OverlayDesign design, int weightBits, int parameterHalf, boolean isSmall) {
        OverlayBuffers buffers = design.buffers();
        int bits = Math.max(weightBits, design.numbers().weightBits());
        int featureDepth = Math.multiplyExact(2, buffers.featureDepthWords());
        List<String> faults = faults(
                design.array().pp(),
                design.numbers().dataBits(),
                bits,
                design.memoryPortBits(),
                featureDepth,
                isSmall,
                design.numbers().dspPacking());
        if (!faults.isEmpty()) {
            throw UserInputException.ofFaults(
                    "design", faults, "there is no such overlay engine", "take another design");
        }
        return new EngineShape(
                design.array().pp(),
                design.array().icp(),
                design.array().ocp(),
                design.numbers().dataBits(),
                bits,
                design.memoryPortBits(),
                featureDepth,
                Math.multiplyExact(2, buffers.weightDepthWords()),
                2 * ceilPowerOfTwo(parameterHalf),
                Math.multiplyExact(2, buffers.outputDepthWords()),
                design.array().drainCycles(),
                isSmall,
                design.numbers().dspPacking());
    }

    /// The same engine with one multiplier for two pixels.
    public EngineShape packed() {
        return new EngineShape(
                pp,
                icp,
                ocp,
                dataBits,
                weightBits,
                portBits,
                featureDepth,
                weightDepth,
                parameterDepth,
                outputDepth,
                mostDrainSteps,
                isSmall,
                true);
    }

    /// The binary logarithm of PP.
    public int pixelBits() {
        return Integer.numberOfTrailingZeros(pp);
    }

    /// Bytes of a beat.
    public int beatBytes() {
        return portBits / Byte.SIZE;
    }

    /// Bytes that a feature word takes in memory.
    public int wordBytes() {
        return Math.max(memoryBytes((long) icp * dataBits), beatBytes() / pp);
    }

    /// Bytes that a weight word takes in memory.
    public int weightWordBytes() {
        return memoryBytes((long) ocp * icp * weightBits);
    }

    /// Bytes that a parameter word takes in memory.
    public int parameterWordBytes() {
        return memoryBytes((long) drainChannels() * PARAMETER_BITS);
    }

    /// Whole beats, or a power of two of which whole ones make a beat.
    private int memoryBytes(long bits) {
        int bytes = Math.toIntExact(Math.ceilDiv(bits, Byte.SIZE));
        return bytes >= beatBytes() ? Math.ceilDiv(bytes, beatBytes()) * beatBytes() : ceilPowerOfTwo(bytes);
    }

    /// Feature words of a beat, 1 where a word takes several.
    public int wordsPerBeat() {
        return Math.max(1, beatBytes() / wordBytes());
    }

    /// Beats of so many feature words of a segment.
    public int beats(int words) {
        return beats(words, wordBytes());
    }

    /// Beats of words of so many bytes that lie one after the other.
    int beats(int words, int bytesOfWord) {
        return Math.toIntExact(Math.ceilDiv((long) words * bytesOfWord, beatBytes()));
    }

    /// Channels whose results leave at once: the fewest with which a group leaves in [#mostDrainSteps] and that
    /// divide ICP and OCP.
    public int drainChannels() {
        if (isSmall) {
            return 1;
        }
        int common = greatestCommonDivisor(icp, ocp);
        for (int q = 1; q < common; q++) {
            if (common % q == 0 && ocp / q <= mostDrainSteps) {
                return q;
            }
        }
        return common;
    }

    /// Steps in which the results of a group leave, each with a parameter word.
    public int drainSteps() {
        return ocp / drainChannels();
    }

    /// Whether lanes can share what they read with those beside them.
    public boolean hasNeighbours() {
        return !isSmall && icp >= NEIGHBOURS;
    }

    /// Cycles of these steps.
    public int drainCycles() {
        return isSmall ? SERIAL_DRAIN_CYCLES * drainSteps() : drainSteps();
    }

    /// Bits of what the engine counts and of the addresses in its buffers, with a sign. In a small engine no more
    /// than its buffers need.
    public int countBits() {
        if (!isSmall) {
            return WIDE_COUNT_BITS;
        }
        int deepest = Math.max(Math.max(featureDepth, weightDepth), Math.max(parameterDepth, outputDepth));
        return Math.max(LEAST_COUNT_BITS, 1 + Integer.SIZE - Integer.numberOfLeadingZeros(deepest - 1));
    }

    /// Bits of an address in memory.
    public int addressBits() {
        return isSmall ? SMALL_ADDRESS_BITS : Integer.SIZE;
    }

    /// Output groups that share a feature word in lane modes.
    public int passes() {
        return Math.ceilDiv(icp, ocp);
    }

    /// Output channels that whole groups and whole words have in common.
    public int channelUnit() {
        return icp / greatestCommonDivisor(icp, ocp) * ocp;
    }

    /// Words of one half of a feature bank.
    public int featureHalf() {
        return featureDepth / 2;
    }

    /// Words of one half of the weight buffer.
    public int weightHalf() {
        return weightDepth / 2;
    }

    /// Words of one half of the parameter buffer.
    public int parameterHalf() {
        return parameterDepth / 2;
    }

    /// Words of one half of an output bank.
    public int outputHalf() {
        return outputDepth / 2;
    }

    /// The next address at which an area may begin.
    public long aligned(long address) {
        int unit = Math.max(beatBytes(), AREA_BYTES);
        return Math.ceilDiv(address, unit) * unit;
    }

    private static int ceilPowerOfTwo(int number) {
        return number <= 1 ? 1 : Integer.highestOneBit(number - 1) << 1;
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }
}
