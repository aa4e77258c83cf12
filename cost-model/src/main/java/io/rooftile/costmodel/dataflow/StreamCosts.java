package io.rooftile.costmodel.dataflow;

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
import io.rooftile.core.network.Transpose;
import io.rooftile.core.network.Upsample;
import io.rooftile.costmodel.fabric.Bits;
import io.rooftile.costmodel.fabric.Fabric;

/// Stages without weights to multiply: PE channels at once. Each method adds the stage's circuits to the tally and
/// returns the cycles through its pipeline.
final class StreamCosts {
    private static final int OPERATE_CYCLES = 1;

    private StreamCosts() {}

    /// A pool: comparators or adders for PE channels and SIMD taps, and for non-overlapping windows the running result
    /// of each column.
    static int pool(Tally tally, Fabric fabric, StageShape shape, StageChoice choice, Folding folding) {
        Pool pool = (Pool) shape.layer();
        int taps = pool.window().fy() * pool.window().fx();
        double values = (double) shape.outputPixels() * shape.outputChannels();
        double operations = values * taps;
        int bits = choice.activationBits();
        int pe = choice.pe();
        int cycles = OPERATE_CYCLES + Bits.ceilLog2(choice.simd());
        int runningBits =
                switch (pool.kind()) {
                    case MAX -> bits;
                    case AVERAGE, MEAN -> bits + Bits.ceilLog2(taps);
                };
        switch (pool.kind()) {
            case MAX -> {
                long comparators = (long) pe * choice.simd();
                tally.lut += comparators * fabric.comparatorLuts(bits);
                tally.ff += (double) comparators * bits;
            }
            case AVERAGE, MEAN -> {
                long treeBits = pe * Fabric.adderTreeBits(choice.simd(), bits);
                tally.lut += fabric.adderLuts(1) * treeBits;
                tally.ff += treeBits;
                tally.adders(pe, runningBits, operations);
                long cyclesPerResult = folding.cyclesPerResult(pe);
                tally.requantisers(choice, folding.outputLanes(), cyclesPerResult, runningBits, 1, values);
                cycles += StageModel.requantiseCycles(choice.requantisation(), cyclesPerResult);
            }
        }
        if (shape.kind() == StageShape.Kind.REDUCE) {
            long columns = pool.output().shape().width();
            long depth = columns * (shape.outputChannels() / pe);
            if (depth > 1) {
                tally.buffer(depth, (long) pe * runningBits, 2 * operations * runningBits);
            }
        }
        tally.activation(pool.activation(), folding.outputLanes(), choice.outputBits(), values);
        return cycles;
    }

    /// All other stages without weights.
    static int add(Tally tally, Fabric fabric, StageShape shape, StageChoice choice, Folding folding) {
        int pe = choice.pe();
        int bits = choice.activationBits();
        double values = (double) shape.outputPixels() * shape.outputChannels();
        return switch (shape.layer()) {
            case Elementwise e -> elementwise(tally, fabric, e, choice, values);
            case ScaleShift s -> {
                constants(tally, s.scale(), choice, values);
                constants(tally, s.shift(), choice, values);
                int productBits = choice.weightBits() + bits;
                tally.multipliers(choice.multiplier(), pe, choice.weightBits(), bits, values);
                tally.adders(pe, productBits + 1, values);
                tally.requantisers(choice, pe, 1, productBits + 1, 1, values);
                tally.activation(s.activation(), pe, choice.outputBits(), values);
                yield StageModel.multiplyCycles(choice.multiplier())
                        + OPERATE_CYCLES
                        + StageModel.requantiseCycles(choice.requantisation(), 1);
            }
            case Activation a -> {
                if (a.function().isClamp()) {
                    tally.lut += 2 * pe * fabric.comparatorLuts(bits);
                } else {
                    tally.activation(a.function(), pe, bits, values);
                }
                yield OPERATE_CYCLES;
            }
            case Requantise _ -> {
                tally.requantisers(choice, pe, 1, bits + 1, 1, values);
                yield StageModel.requantiseCycles(choice.requantisation(), 1);
            }
            case Upsample u -> {
                long columns = u.input().shape().width();
                frame(tally, shape, choice, shape.fill().bufferPixels(), values);
                switch (u.kind()) {
                    case NEAREST -> {}
                    case BILINEAR -> {
                        // Three interpolations of two neighbours, with weights of as many bits as columns need.
                        int weightBits = Bits.ceilLog2(Math.max(2, columns));
                        tally.multipliers(choice.multiplier(), 3L * pe, bits + 1, weightBits, 3 * values);
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
                tally.lut += fabric.selectLuts(c.inputs().size(), (long) pe * bits);
                yield OPERATE_CYCLES;
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

    /// Two operands: rescaled to a common scale, combined, rescaled. Exact addition multiplies each operand and the
    /// sum (source: TensorFlow Lite reference kernel `add.h`).
    private static int elementwise(Tally tally, Fabric fabric, Elementwise e, StageChoice choice, double values) {
        int pe = choice.pe();
        int bits = choice.activationBits();
        Constant constant = e.constant();
        if (constant != null) {
            constants(tally, constant, choice, values);
        }
        int resultBits =
                switch (e.kind()) {
                    case ADD, SUBTRACT -> {
                        if (choice.requantisation() == Requantisation.EXACT) {
                            tally.multipliers(
                                    choice.multiplier(), 2L * pe, bits, Fabric.REQUANTISER_MULTIPLIER_BITS, 2 * values);
                        } else {
                            tally.lut += 2 * pe * fabric.shifterLuts(bits);
                        }
                        tally.adders(pe, 2 * bits + 1, values);
                        yield 2 * bits + 1;
                    }
                    case MULTIPLY -> {
                        tally.multipliers(choice.multiplier(), pe, bits, bits, values);
                        yield 2 * bits;
                    }
                    case MAXIMUM, MINIMUM -> {
                        tally.lut += pe * fabric.comparatorLuts(bits);
                        tally.ff += (double) pe * bits;
                        yield bits;
                    }
                };
        tally.requantisers(choice, pe, 1, resultBits, 1, values);
        tally.activation(e.activation(), pe, choice.outputBits(), values);
        return StageModel.multiplyCycles(choice.multiplier())
                + OPERATE_CYCLES
                + StageModel.requantiseCycles(choice.requantisation(), 1);
    }

    /// A stored operand, PE values at once.
    private static void constants(Tally tally, Constant constant, StageChoice choice, double values) {
        long words = Math.ceilDiv(constant.elements(), (long) choice.pe());
        if (words > 1) {
            int bits = Math.max(choice.weightBits(), choice.activationBits());
            tally.table(words, (long) choice.pe() * bits, values * bits);
        }
    }

    private static void frame(Tally tally, StageShape shape, StageChoice choice, long pixels, double values) {
        long width = (long) choice.pe() * choice.activationBits();
        long depth = Math.ceilDiv(Math.multiplyExact(pixels, (long) shape.inputChannels()), (long) choice.pe());
        tally.buffer(depth, width, values * 2 * choice.activationBits());
    }
}
