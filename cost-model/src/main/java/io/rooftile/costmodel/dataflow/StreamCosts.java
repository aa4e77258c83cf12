package io.rooftile.costmodel.dataflow;

import io.rooftile.core.dataflow.Cell;
import io.rooftile.core.dataflow.Folding;
import io.rooftile.core.dataflow.StageShape;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.network.Activation;
import io.rooftile.core.network.ArgMax;
import io.rooftile.core.network.Concat;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Dense;
import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.HostOperation;
import io.rooftile.core.network.Pad;
import io.rooftile.core.network.Pool;
import io.rooftile.core.network.Requantise;
import io.rooftile.core.network.Reshape;
import io.rooftile.core.network.ScaleShift;
import io.rooftile.core.network.Softmax;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Transpose;
import io.rooftile.core.network.Upsample;
import io.rooftile.costmodel.fabric.AdderTree;
import io.rooftile.costmodel.fabric.Bits;
import io.rooftile.costmodel.fabric.Fabric;
import io.rooftile.costmodel.fabric.Rate;

/// Stages without weights to multiply: PE channels at once. Each method adds the stage's circuits to the tally and
/// returns the cycles through its pipeline.
final class StreamCosts {
    private static final int OPERATE_CYCLES = 1;
    private static final int DIVIDE_CYCLES = 3;
    private static final int JOIN_CYCLES = 5;
    private static final int SUM_BITS = 32;
    private static final int FEW_CONSTANTS = 64;

    /// Of an operand that is multiplied: rounded, lowered where it is negative, shifted and rounded again. Source:
    /// `join_add`, mapped by Yosys 0.23.
    private static final Rate JOIN_PER_SUM_BIT = new Rate(2, 4.5, 5);

    /// Count and addresses of a FIFO of two words. Source of these: `stream_fifo`, `stream_fifo_ram`, `stream_narrow`
    /// and `stream_widen` of accelerators, mapped by Yosys 0.23.
    private static final Rate PAIR_FIFO_CONTROL = new Rate(9, 11, 10);

    /// A count of two bits, an address to write to and one to read from, which is also a register of the memory's
    /// port.
    private static final int PAIR_FIFO_CONTROL_FFS = 2 + 1 + 2;

    private static final Rate FIFO_CONTROL_PER_ADDRESS_BIT = new Rate(6.3, 12, 10);
    private static final Rate WIDEN_PER_COUNT_BIT = new Rate(2.7, 3, 3);
    private static final Rate NARROW_PER_COUNT_BIT = new Rate(3, 4, 4.5);

    /// Bits of what a counter of words in turn needs.
    private static final int TURN_BITS = 16;

    private StreamCosts() {}

    /// A pool: `pool_reduce`, or `channel_pool` behind a window, then a requantiser or a division.
    static int pool(
            Tally tally, Fabric fabric, StageShape shape, StageChoice choice, Folding folding, StageNumbers numbers) {
        Pool pool = (Pool) shape.layer();
        int taps = pool.window().fy() * pool.window().fx();
        double values = (double) shape.outputPixels() * shape.outputChannels();
        double operations = values * taps;
        int bits = numbers.inputBits();
        int pe = choice.pe();
        boolean isMaximum = pool.kind() == Pool.Kind.MAX;
        int runningBits = isMaximum ? bits : sumBits(taps, bits, numbers.isSigned());
        double lutsPerNode =
                isMaximum ? fabric.comparatorLuts(bits + 1) : fabric.adderLuts(bits + 1 + Bits.ceilLog2(choice.simd()));
        tally.lut += (double) pe * (choice.simd() - 1) * lutsPerNode;
        tally.lut += pe * (isMaximum ? fabric.comparatorLuts(bits + 1) : fabric.adderLuts(runningBits) + runningBits);
        tally.ff += (double) pe * runningBits;
        tally.addPicojoules(operations * runningBits);
        int cycles = OPERATE_CYCLES + Math.ceilDiv(Bits.ceilLog2(choice.simd()), 2);
        if (shape.kind() == StageShape.Kind.REDUCE) {
            long columns = pool.output().shape().width();
            long depth = columns * (shape.outputChannels() / pe);
            // Counters of the word, of the pixel and the window in both directions, of the result.
            int counters = Bits.ceilLog2(shape.inputPixels()) * 3 + Bits.ceilLog2(depth) + 1;
            tally.lut += fabric.controlLuts(2 * counters);
            tally.ff += counters;
            tally.asynchronousBuffer(depth, (long) pe * runningBits, 2 * operations * runningBits);
        } else {
            tally.ff +=
                    pe * (double) AdderTree.registerBits(choice.simd(), bits, isMaximum ? bits + 1 : Integer.MAX_VALUE);
        }
        narrow(tally, fabric, pe, folding.outputLanes(), runningBits);
        switch (pool.kind()) {
            case MAX -> {}
            case AVERAGE -> {
                divide(tally, fabric, choice, folding.outputLanes(), runningBits, taps, values);
                cycles += DIVIDE_CYCLES;
            }
            case MEAN -> {
                int offsetBits = 2 + Bits.ceilLog2(Math.max(1, (long) taps * zeroPoint(pool)));
                int grown = zeroPoint(pool) == 0 ? runningBits : Math.max(runningBits, offsetBits) + 1;
                RequantiseCosts.control(tally, fabric, choice, 1, false);
                RequantiseCosts.add(
                        tally,
                        fabric,
                        choice,
                        RequantiseCosts.Sums.ofOneFactor(folding.outputLanes(), grown, meanLeftBits(pool, taps)),
                        values);
                cycles += RequantiseCosts.cycles(choice.requantisation(), false);
            }
        }
        return cycles;
    }

    /// Places to the left of the factor of the scales, which the division by the count takes back.
    private static int meanLeftBits(Pool pool, int taps) {
        double factor = pool.input().quantisation().scale(0)
                / pool.output().quantisation().scale(0);
        int places = Math.getExponent(factor) + 1;
        return Math.max(0, places - (Integer.SIZE - 1 - Integer.numberOfLeadingZeros(taps)));
    }

    private static long zeroPoint(Pool pool) {
        return Math.abs(pool.input().quantisation().zeroPoint(0));
    }

    /// Bits of a signed sum of so many elements.
    private static int sumBits(int taps, int bits, boolean isSigned) {
        return isSigned
                ? Bits.ceilLog2((long) taps << (bits - 1)) + 1
                : Bits.ceilLog2(((long) taps * ((1L << bits) - 1)) + 1) + 1;
    }

    /// The `divide_round` cell: a product with the reciprocal, none where the count is a power of two.
    private static void divide(
            Tally tally, Fabric fabric, StageChoice choice, long lanes, int sumBits, int count, double values) {
        int n = Math.max(sumBits, Bits.ceilLog2(count) + 1);
        if (Integer.bitCount(count) > 1) {
            tally.product(choice.multiplier(), lanes, n + 1, n + 2, values);
        }
        // The magnitude, the rounding, the sign.
        tally.lut += lanes * (3 * fabric.adderLuts(n) + 2 * fabric.compareLuts(n) + choice.outputBits());
        tally.registers(lanes * (2L * n + 2 + choice.outputBits()));
    }

    /// The `stream_narrow` cell that gives results out lane by lane; nothing where the widths are the same. The last
    /// word's lanes are not chosen: nothing moves up behind them.
    static void narrow(Tally tally, Fabric fabric, long inLanes, long outLanes, int bits) {
        if (inLanes > outLanes) {
            int count = Bits.ceilLog2(inLanes / outLanes + 1);
            tally.lut += (double) (inLanes - outLanes) * bits + fabric.mapped().of(NARROW_PER_COUNT_BIT, count);
            tally.ff += (double) inLanes * bits + count + 1;
        }
    }

    /// The `stream_widen` cell that collects words of so many lanes; nothing where they come as wide.
    static void widen(Tally tally, Fabric fabric, long inLanes, long outLanes, int bits) {
        if (outLanes > inLanes) {
            int count = Bits.ceilLog2(outLanes / inLanes + 1);
            tally.lut += fabric.mapped().of(WIDEN_PER_COUNT_BIT, count);
            tally.ff += (double) outLanes * bits + count;
        }
    }

    /// The `stream_fifo` of two words behind a stage.
    static void pairFifo(Tally tally, Fabric fabric, long lanes, int bits, double bitsMoved) {
        tally.lut += fabric.mapped().of(PAIR_FIFO_CONTROL, 1);
        tally.ff += PAIR_FIFO_CONTROL_FFS;
        tally.asynchronousBuffer(2, lanes * bits, bitsMoved);
    }

    /// A FIFO of more words: registers or LUT RAM for few of them, else block RAM.
    static void fifo(Tally tally, Fabric fabric, long words, long wordBits, double bitsMoved) {
        if (words == 2) {
            pairFifo(tally, fabric, wordBits, 1, bitsMoved);
            return;
        }
        int address = Bits.ceilLog2(words);
        int count = Bits.ceilLog2(words + 1);
        tally.lut += fabric.mapped().of(FIFO_CONTROL_PER_ADDRESS_BIT, address);
        if (words <= Cell.Fifo.MOST_WORDS_IN_LOGIC) {
            // The address that is read from is also a register of the memory's port.
            tally.ff += count + 3.0 * address;
            tally.asynchronousBuffer(words, wordBits, bitsMoved);
        } else {
            tally.ff += count + 2.0 * address + 1;
            tally.blockBuffer(words, wordBits, bitsMoved);
        }
    }

    /// All other stages without weights.
    static int add(Tally tally, Fabric fabric, StageShape shape, StageChoice choice, StageNumbers numbers) {
        int pe = choice.pe();
        int bits = numbers.inputBits();
        double values = (double) shape.outputPixels() * shape.outputChannels();
        return switch (shape.layer()) {
            case Elementwise e -> elementwise(tally, fabric, e, choice, values);
            case ScaleShift s -> {
                constants(tally, s.scale(), choice, values);
                constants(tally, s.shift(), choice, values);
                int productBits = choice.weightBits() + bits;
                tally.product(choice.multiplier(), pe, choice.weightBits(), bits, values);
                tally.adders(pe, productBits + 1, values);
                tally.activation(s.activation(), pe, bits, choice.outputBits(), values);
                yield 2 * OPERATE_CYCLES + requantise(tally, fabric, choice, productBits + 1, values);
            }
            case Activation a -> {
                if (a.function().isClamp()) {
                    yield requantise(tally, fabric, choice, bits + 1, values);
                }
                tally.activation(a.function(), pe, bits, choice.outputBits(), values);
                yield OPERATE_CYCLES;
            }
            case Requantise _ -> requantise(tally, fabric, choice, bits + 1, values);
            case Upsample u -> {
                long columns = u.input().shape().width();
                frame(tally, shape, choice, shape.fill().bufferPixels(), values);
                switch (u.kind()) {
                    case NEAREST -> {}
                    case BILINEAR -> {
                        // Three interpolations of two neighbours, with weights of as many bits as columns need.
                        int weightBits = Bits.ceilLog2(Math.max(2, columns));
                        tally.product(choice.multiplier(), 3L * pe, bits + 1, weightBits, 3 * values);
                        tally.adders(3L * pe, bits + weightBits + 1, 3 * values);
                    }
                }
                yield 2 + OPERATE_CYCLES;
            }
            case Transpose _ -> {
                frame(tally, shape, choice, shape.fill().bufferPixels(), values);
                yield 2;
            }
            case Pad _ -> {
                tally.lut += (double) pe * bits;
                yield OPERATE_CYCLES;
            }
            case Concat c -> {
                tally.lut += fabric.selectLuts(c.inputs().size(), (long) pe * bits) + fabric.controlLuts(2 * TURN_BITS);
                tally.ff += TURN_BITS + Bits.ceilLog2(c.inputs().size());
                yield 0;
            }
            case ArgMax _ -> {
                int indexBits = Bits.ceilLog2(shape.inputChannels());
                tally.lut += pe * (fabric.comparatorLuts(bits) + indexBits);
                tally.ff += (double) pe * (bits + indexBits);
                yield OPERATE_CYCLES + Bits.ceilLog2(pe);
            }
            case Convolution c -> throw notAStream(c.name());
            case Dense d -> throw notAStream(d.name());
            case Pool p -> throw notAStream(p.name());
            case Softmax s -> throw notAStream(s.name());
            case Reshape r -> throw notAStream(r.name());
            case HostOperation h -> throw notAStream(h.name());
        };
    }

    private static IllegalArgumentException notAStream(String layer) {
        return new IllegalArgumentException("layer " + layer + " is not a stream stage");
    }

    /// One scale for all channels.
    private static int requantise(Tally tally, Fabric fabric, StageChoice choice, int sumBits, double values) {
        RequantiseCosts.control(tally, fabric, choice, 1, false);
        RequantiseCosts.add(tally, fabric, choice, RequantiseCosts.Sums.ofOneFactor(choice.pe(), sumBits, 0), values);
        return RequantiseCosts.cycles(choice.requantisation(), false);
    }

    /// Two operands: taken to a common scale, combined, requantised. Exact addition multiplies each operand (source:
    /// TensorFlow Lite reference kernel `add.h`); the one of the larger scale by a half, which is a shift.
    private static int elementwise(Tally tally, Fabric fabric, Elementwise e, StageChoice choice, double values) {
        int pe = choice.pe();
        int bits = choice.activationBits();
        Constant constant = e.constant();
        if (constant != null) {
            constants(tally, constant, choice, values);
        }
        tally.activation(e.activation(), pe, choice.outputBits(), choice.outputBits(), values);
        return switch (e.kind()) {
            case ADD, SUBTRACT ->
                choice.requantisation() == Requantisation.EXACT
                        ? exactSum(tally, fabric, e, choice, values)
                        : shiftedSum(tally, fabric, choice, 2 * bits, values);
            case MULTIPLY -> {
                tally.product(choice.multiplier(), pe, bits, bits, values);
                tally.registers(2L * pe * bits);
                yield 2 * OPERATE_CYCLES + requantise(tally, fabric, choice, 2 * bits, values);
            }
            case MAXIMUM, MINIMUM -> {
                tally.lut += pe * fabric.comparatorLuts(bits);
                tally.ff += (double) pe * bits;
                yield 2 * OPERATE_CYCLES + requantise(tally, fabric, choice, bits, values);
            }
        };
    }

    /// The exact mode of `join_add`: difference, product, its upper half, rounded, for each operand; then the sum.
    private static int exactSum(Tally tally, Fabric fabric, Elementwise e, StageChoice choice, double values) {
        int pe = choice.pe();
        double larger = e.inputs().stream()
                .mapToDouble(input -> input.quantisation().scale(0))
                .max()
                .orElse(1);
        for (Tensor input : e.inputs()) {
            int difference = (input.format().isFloat()
                            ? choice.activationBits()
                            : input.format().bits())
                    + 1;
            int product = difference;
            boolean isInBlocks = false;
            tally.lut += pe * fabric.adderLuts(difference);
            if (isPowerOfTwo(input.quantisation().scale(0) / larger)) {
                // Most of what is rounded and lowered is known to be zeros.
                tally.lut += pe * 2 * fabric.adderLuts(difference);
            } else {
                isInBlocks = tally.product(choice.multiplier(), pe, SUM_BITS, difference, values);
                product += SUM_BITS - 1;
                tally.lut += pe * fabric.mapped().of(JOIN_PER_SUM_BIT, SUM_BITS);
            }
            tally.productRegisters(isInBlocks, pe * ((long) difference + product));
            // Of the scaled operand's bits synthesis keeps those that an operand of so few bits can set.
            tally.registers(pe * 2L * difference);
        }
        tally.adders(pe, SUM_BITS, values);
        return JOIN_CYCLES + requantise(tally, fabric, choice, SUM_BITS, values);
    }

    /// The shifting mode of `join_add`.
    private static int shiftedSum(Tally tally, Fabric fabric, StageChoice choice, int sumBits, double values) {
        tally.adders(choice.pe(), sumBits, values);
        tally.lut += choice.pe() * fabric.adderLuts(sumBits);
        return OPERATE_CYCLES + requantise(tally, fabric, choice, sumBits, values);
    }

    static boolean isPowerOfTwo(double value) {
        return Math.scalb(1.0, Math.getExponent(value)) == value;
    }

    /// A stored operand, PE values at once.
    private static void constants(Tally tally, Constant constant, StageChoice choice, double values) {
        long words = Math.ceilDiv(constant.elements(), (long) choice.pe());
        if (words > 1) {
            int bits = Math.max(choice.weightBits(), choice.activationBits());
            tally.rom(words, (long) choice.pe() * bits, words > FEW_CONSTANTS, values * bits);
        }
    }

    private static void frame(Tally tally, StageShape shape, StageChoice choice, long pixels, double values) {
        long width = (long) choice.pe() * choice.activationBits();
        long depth = Math.ceilDiv(Math.multiplyExact(pixels, (long) shape.inputChannels()), (long) choice.pe());
        tally.buffer(depth, width, values * 2 * choice.activationBits());
    }
}
