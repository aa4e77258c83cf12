package io.rooftile.costmodel.dataflow;

import io.rooftile.core.design.MultiplierStyle;
import io.rooftile.core.network.ActivationFunction;
import io.rooftile.costmodel.fabric.Fabric;
import io.rooftile.costmodel.fabric.Power;

/// Running sums of what one stage takes, circuit by circuit.
final class Tally {
    private static final int SHIFT_BITS = 6;
    /// Narrower digits than this are not worth a DSP block.
    private static final int SMALLEST_DSP_DIGIT_BITS = 4;

    private final Fabric fabric;
    private final Power power;
    double lut;
    double ff;
    long dsp;
    long bram;
    long uram;
    double picojoules;

    Tally(Fabric fabric, Power power) {
        this.fabric = fabric;
        this.power = power;
    }

    /// A memory that is written and read: in LUTs when shallow, else in block RAM.
    ///
    /// @param bitsMoved bits written and read in one inference
    void buffer(long depthWords, long widthBits, double bitsMoved) {
        if (fabric.prefersLutRam(depthWords)) {
            lut += fabric.lutRamLuts(depthWords, widthBits);
            ff += widthBits;
            picojoules += power.lutRamPicojoules(bitsMoved);
        } else {
            bram += fabric.bramBlocks(depthWords, widthBits);
            picojoules += power.bramPicojoules(bitsMoved);
        }
    }

    /// A table that is only read: in LUTs when shallow, else in block RAM.
    void table(long depthWords, long widthBits, double bitsMoved) {
        if (fabric.prefersLutRom(depthWords)) {
            lut += fabric.romLuts(depthWords, widthBits);
            ff += widthBits;
            picojoules += power.lutRamPicojoules(bitsMoved);
        } else {
            bram += fabric.bramBlocks(depthWords, widthBits);
            picojoules += power.bramPicojoules(bitsMoved);
        }
    }

    /// A FIFO with its control.
    void fifo(long depthWords, long widthBits, double bitsMoved) {
        lut += fabric.fifoControlLuts();
        ff += fabric.fifoControlFfs();
        buffer(depthWords, widthBits, bitsMoved);
    }

    /// So many multipliers of one size.
    ///
    /// @param operations products in one inference
    void multipliers(MultiplierStyle style, long count, int aBits, int bBits, double operations) {
        switch (style) {
            case DSP -> {
                long blocks = fabric.dspBlocks(count, aBits, bBits, false);
                dsp += blocks;
                picojoules += operations * power.multiplyPicojoules(style, aBits, bBits, (double) blocks / count);
            }
            case LUT -> {
                lut += count * fabric.multiplierLuts(aBits, bBits);
                ff += (double) count * (aBits + bBits);
                picojoules += operations * power.multiplyPicojoules(style, aBits, bBits, 0);
            }
        }
    }

    /// So many adders with a register behind each.
    ///
    /// @param operations additions in one inference
    void adders(long count, int bits, double operations) {
        lut += count * fabric.adderLuts(bits);
        ff += (double) count * bits;
        picojoules += operations * power.addPicojoules(bits);
    }

    /// From accumulators to activations: multiply (exact) or not (power of two), shift with rounding, clamp.
    ///
    /// The exact multiplier takes as many bits of its 32 at once as the cycles between two values ask for, so a
    /// lane that is rarely used is small; see [#digitBits].
    ///
    /// @param cyclesPerValue between two values of one lane, at least 1
    /// @param channels different scales; their multipliers and shifts are a table
    /// @param values requantised in one inference
    void requantisers(
            StageChoice choice, long lanes, long cyclesPerValue, int accumulatorBits, long channels, double values) {
        int outputBits = choice.outputBits();
        int scaleBits =
                switch (choice.requantisation()) {
                    case EXACT -> {
                        int digit = digitBits(cyclesPerValue);
                        int digits = Math.ceilDiv(Fabric.REQUANTISER_MULTIPLIER_BITS, digit);
                        MultiplierStyle style =
                                digit < SMALLEST_DSP_DIGIT_BITS ? MultiplierStyle.LUT : choice.multiplier();
                        multipliers(style, lanes, accumulatorBits, digit, values * digits);
                        if (digits > 1) {
                            adders(lanes, accumulatorBits + digit, values * digits);
                            ff += (double) lanes * (accumulatorBits + Fabric.REQUANTISER_MULTIPLIER_BITS);
                        }
                        yield Fabric.REQUANTISER_MULTIPLIER_BITS + SHIFT_BITS;
                    }
                    case POWER_OF_TWO -> SHIFT_BITS;
                };
        lut += lanes * (fabric.shifterLuts(accumulatorBits) + 2 * fabric.comparatorLuts(outputBits));
        ff += (double) lanes * (accumulatorBits + outputBits);
        adders(lanes, accumulatorBits, values);
        if (channels > lanes) {
            table(Math.ceilDiv(channels, lanes), lanes * scaleBits, values * scaleBits);
        }
    }

    /// Bits of the 32-bit multiplier that are worked on per cycle so that a value is done before the next comes.
    static int digitBits(long cyclesPerValue) {
        return (int) Math.ceilDiv((long) Fabric.REQUANTISER_MULTIPLIER_BITS, cyclesPerValue);
    }

    /// An activation function behind the requantiser: nothing for a clamp, which it does itself; else a table per lane
    /// of all values it can have.
    void activation(ActivationFunction function, long lanes, int bits, double values) {
        if (!function.isClamp()) {
            for (long lane = 0; lane < lanes; lane++) {
                table(1L << bits, bits, values / lanes * bits);
            }
        }
    }

    /// Both ends of a stage's streams: two registers each, so that neither valid nor ready is a path through, and its
    /// half of the change of width.
    ///
    /// @param lutsPerBit of the change of width
    void port(long widthBits, double lutsPerBit, double bitsMoved) {
        ff += 2.0 * widthBits;
        lut += lutsPerBit * widthBits;
        picojoules += power.registerPicojoules(2 * bitsMoved);
    }
}
