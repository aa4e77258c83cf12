package io.rooftile.costmodel.dataflow;

import io.rooftile.core.dataflow.StageShape;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Dense;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Tensor;
import io.rooftile.costmodel.fabric.Bits;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How wide the numbers of a stage are, from its tensors as far as they are quantised. What is known of the weights
/// makes hardware smaller: the bits of the largest, of the largest sum, and their digits.
///
/// @param inputBits of a stored input
/// @param weightBits that hold every weight with its zero point taken off; 0 without weights
/// @param sumBits that hold every sum of products with its bias
/// @param biasBits that hold every bias from which a sum starts, the input's zero point taken off
/// @param isWide whether sums are requantised as wide ones: of data of more than 8 bits, or of more than 32 bits
/// @param leftBits places by which a factor of the requantisation shifts to the left at most
/// @param digits of a weight as a constant, on average
/// @param bufferPixels of a line buffer that is read tap by tap
/// @param shifts of the channels' factors to the left, in places; empty where they are not known
/// @param areFactorsShifts whether all factors are known to be powers of two, whatever requantisation makes of them
/// @param isOneFactor whether all channels are known to have the same factor, as with one scale for all weights
/// @param rangeBits that hold what each channel's sum can be, neither more nor less; empty where weights are not known
@SuppressWarnings("ArrayRecordComponent") // Read in inner loops, never compared.
record StageNumbers(
        int inputBits,
        boolean isSigned,
        int weightBits,
        int sumBits,
        int biasBits,
        boolean isWide,
        int leftBits,
        double digits,
        long bufferPixels,
        int[] shifts,
        boolean areFactorsShifts,
        boolean isOneFactor,
        int[] rangeBits) {
    /// Scales of a layer's channels are within a factor of some 2^3.
    private static final int USUAL_VARYING_BITS = 2;

    /// Biases have some two thirds of the bits of sums: 0.5 to 0.7 in networks of the experiment.
    private static final int USUAL_BIAS_THIRDS = 2;

    /// Bits of a sum that data never fill: 2 to 4 in networks of the experiment.
    private static final int SPARE_SUM_BITS = 3;

    private static final int MOST_BITS_OF_NARROW_DATA = 8;
    private static final int MOST_SUM_BITS = 48;
    private static final int STORED_BITS = 0xFF;

    static StageNumbers of(StageShape shape, int weightBits, int activationBits, Requantisation requantisation) {
        Tensor input = shape.layer().input();
        NumberFormat format = input.format();
        int inputBits = inputBits(format, activationBits);
        boolean isSigned = format.kind() != NumberFormat.Kind.UNSIGNED;
        Constant weights = shape.weights();
        if (weights == null || !shape.hasWeights()) {
            return new StageNumbers(
                    inputBits,
                    isSigned,
                    weightBits,
                    inputBits,
                    0,
                    false,
                    0,
                    0,
                    shape.bufferPixels(),
                    new int[0],
                    false,
                    false,
                    new int[0]);
        }
        long farthest = farthest(input, inputBits);
        int ownBits = weightBits;
        int[] shifts = shifts(shape, weights, requantisation);
        int sumBits = Math.min(MOST_SUM_BITS, Bits.accumulator(weightBits, inputBits, shape.dotLength()));
        int biasBits = Math.ceilDiv(USUAL_BIAS_THIRDS * sumBits, 3);
        if (StoredValues.areIntegers(weights)) {
            ownBits = StoredValues.signedBits(weights);
            sumBits = StoredValues.bitsOf(largestSum(shape, weights, farthest));
            biasBits = Math.min(sumBits, StoredValues.bitsOf(largestBias(shape, weights)));
        }
        return new StageNumbers(
                inputBits,
                isSigned,
                ownBits,
                sumBits,
                biasBits,
                inputBits > MOST_BITS_OF_NARROW_DATA || sumBits > Integer.SIZE,
                left(shifts),
                WeightDigits.perWeight(shape, weightBits),
                shape.bufferPixels(),
                shifts,
                areFactorsShifts(shape, weights),
                shifts.length > 0
                        && weights.tensor().quantisation().scales().stream()
                                        .distinct()
                                        .count()
                                == 1,
                StoredValues.areIntegers(weights) ? rangeBits(shape, weights, inputBits) : new int[0]);
    }

    private static int inputBits(NumberFormat format, int activationBits) {
        return switch (format.kind()) {
            case SIGNED, UNSIGNED -> format.bits();
            case BIPOLAR, TERNARY -> 2;
            case FLOAT -> activationBits;
        };
    }

    /// The greatest distance of a stored input from its zero point.
    private static long farthest(Tensor input, int bits) {
        return Math.max(most(input, bits), -least(input, bits));
    }

    /// The least that a stored input can be with its zero point taken off.
    private static long least(Tensor input, int bits) {
        int zero = input.quantisation().zeroPoint(0);
        return switch (input.format().kind()) {
            case SIGNED, FLOAT -> -(1L << (bits - 1)) - zero;
            case UNSIGNED -> -zero;
            case BIPOLAR, TERNARY -> -1L - Math.abs(zero);
        };
    }

    /// The most that it can be.
    private static long most(Tensor input, int bits) {
        int zero = input.quantisation().zeroPoint(0);
        return switch (input.format().kind()) {
            case SIGNED, FLOAT -> (1L << (bits - 1)) - 1 - zero;
            case UNSIGNED -> (1L << bits) - 1 - zero;
            case BIPOLAR, TERNARY -> 1L + Math.abs(zero);
        };
    }

    private static @Nullable Constant bias(StageShape shape) {
        return switch (shape.layer()) {
            case Convolution c -> c.learned().bias();
            case Dense d -> d.learned().bias();
            default -> null;
        };
    }

    /// The farthest from 0 of what the sums start from: the products of the input's zero point are taken off once for
    /// all.
    private static long largestBias(StageShape shape, Constant weights) {
        Constant bias = bias(shape);
        long inputZero = shape.layer().input().quantisation().zeroPoint(0);
        long most = 0;
        int channels = weights.shape().dim(0);
        int taps = Math.toIntExact(weights.elements() / channels);
        for (int k = 0; k < channels; k++) {
            long start = bias != null && StoredValues.areIntegers(bias) ? StoredValues.get(bias, k) : 0;
            int zero = weights.tensor().quantisation().zeroPoint(k);
            for (int tap = 0; tap < taps; tap++) {
                start -= inputZero * (StoredValues.get(weights, k * taps + tap) - zero);
            }
            most = Math.max(most, Math.abs(start));
        }
        return most;
    }

    private static long largestSum(StageShape shape, Constant weights, long farthest) {
        Constant bias = bias(shape);
        long most = 1;
        int channels = weights.shape().dim(0);
        int taps = Math.toIntExact(weights.elements() / channels);
        for (int k = 0; k < channels; k++) {
            long sum = bias != null && StoredValues.areIntegers(bias) ? Math.abs(StoredValues.get(bias, k)) : 0;
            int zero = weights.tensor().quantisation().zeroPoint(k);
            for (int tap = 0; tap < taps; tap++) {
                sum += Math.abs(StoredValues.get(weights, k * taps + tap) - zero) * farthest;
            }
            most = Math.max(most, sum);
        }
        return most;
    }

    /// What is multiplied lies between two ends, of which one may be nearer to its zero point.
    private static int[] rangeBits(StageShape shape, Constant weights, int inputBits) {
        Tensor input = shape.layer().input();
        long least = least(input, inputBits);
        long most = most(input, inputBits);
        Constant bias = bias(shape);
        int[] bits = new int[weights.shape().dim(0)];
        int taps = Math.toIntExact(weights.elements() / bits.length);
        for (int k = 0; k < bits.length; k++) {
            long low = bias != null && StoredValues.areIntegers(bias) ? StoredValues.get(bias, k) : 0;
            long high = low;
            int zero = weights.tensor().quantisation().zeroPoint(k);
            for (int tap = 0; tap < taps; tap++) {
                long weight = StoredValues.get(weights, k * taps + tap) - zero;
                low += weight * (weight > 0 ? least : most);
                high += weight * (weight > 0 ? most : least);
            }
            bits[k] = Math.max(StoredValues.bitsOf(low), StoredValues.bitsOf(high));
        }
        return bits;
    }

    /// Places by which each channel's factor shifts to the left: a factor of `m * 2^s` with `m` from 0.5 to 1 by `s`,
    /// a power of two by its exponent. Empty where scales are not known.
    private static int[] shifts(StageShape shape, Constant weights, Requantisation requantisation) {
        Tensor output = shape.layer().output();
        if (shape.layer().input().format().isFloat() || output.format().isFloat()) {
            return new int[0];
        }
        int[] shifts = new int[weights.shape().dim(0)];
        for (int k = 0; k < shifts.length; k++) {
            double factor = shape.layer().input().quantisation().scale(0)
                    * weights.tensor().quantisation().scale(k)
                    / output.quantisation().scale(0);
            shifts[k] = switch (requantisation) {
                case EXACT -> Math.getExponent(factor) + 1;
                case POWER_OF_TWO -> Math.getExponent(factor);
            };
        }
        return shifts;
    }

    private static boolean areFactorsShifts(StageShape shape, Constant weights) {
        Tensor input = shape.layer().input();
        Tensor output = shape.layer().output();
        if (input.format().isFloat() || output.format().isFloat()) {
            return false;
        }
        double scale = input.quantisation().scale(0) / output.quantisation().scale(0);
        return weights.tensor().quantisation().scales().stream()
                .allMatch(ofWeights -> StreamCosts.isPowerOfTwo(scale * ofWeights));
    }

    private static int left(int[] shifts) {
        int most = 0;
        for (int shift : shifts) {
            most = Math.max(most, shift);
        }
        return most;
    }

    /// Places by which every channel's factor shifts to the left at least.
    int zeroBits() {
        return shifts.length == 0 ? 0 : Math.max(0, Arrays.stream(shifts).min().orElseThrow());
    }

    /// Places by which every channel's factor shifts to the right at least; where factors are not known, what
    /// takes a sum
    /// that is rarely as large as its bits allow to an output of so many bits.
    int rightBits(int outputBits) {
        if (shifts.length == 0) {
            return Math.max(0, sumBits - outputBits - SPARE_SUM_BITS);
        }
        return Math.max(0, -Arrays.stream(shifts).max().orElseThrow());
    }

    /// Bits of the shifts that differ between the words of a table of so many lanes, over all lanes: what is the same
    /// in every word is no memory.
    ///
    /// @param isRight whether the table holds places to the right
    long varyingShiftBits(long lanes, boolean isRight) {
        if (shifts.length == 0) {
            return lanes * USUAL_VARYING_BITS;
        }
        long bits = 0;
        for (int lane = 0; lane < lanes; lane++) {
            bits += Integer.bitCount(varying(lane, lanes, isRight));
        }
        return bits;
    }

    /// Bits of the places by which a lane shifts, whatever their direction, that are not the same in all words: so
    /// many choices of two lie behind one another. Of the lane that has most.
    int placesBits(long lanes) {
        if (shifts.length == 0) {
            return USUAL_VARYING_BITS;
        }
        int most = 0;
        for (int lane = 0; lane < lanes; lane++) {
            int differing = 0;
            for (int k = lane; k < shifts.length; k += Math.toIntExact(lanes)) {
                differing |= Math.abs(shifts[k]) ^ Math.abs(shifts[lane]);
            }
            most = Math.max(most, Integer.bitCount(differing));
        }
        return most;
    }

    /// Of these bits, those that differ from each other: synthesis keeps one of columns that are the same in all
    /// words.
    long shiftColumns(long lanes, boolean isRight) {
        if (shifts.length == 0) {
            return lanes * USUAL_VARYING_BITS;
        }
        long columns = 0;
        for (int lane = 0; lane < lanes; lane++) {
            int varying = varying(lane, lanes, isRight);
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                if ((varying >> bit & 1) == 1 && !isRepeated(bit, varying, lane, lanes, isRight)) {
                    columns++;
                }
            }
        }
        return columns;
    }

    private boolean isRepeated(int bit, int varying, int lane, long lanes, boolean isRight) {
        for (int lower = 0; lower < bit; lower++) {
            boolean isSame = (varying >> lower & 1) == 1;
            for (int k = lane; isSame && k < shifts.length; k += Math.toIntExact(lanes)) {
                int stored = stored(k, isRight);
                isSame = (stored >> lower & 1) == (stored >> bit & 1);
            }
            if (isSame) {
                return true;
            }
        }
        return false;
    }

    private int varying(int lane, long lanes, boolean isRight) {
        int differing = 0;
        for (int k = lane; k < shifts.length; k += Math.toIntExact(lanes)) {
            differing |= stored(k, isRight) ^ stored(lane, isRight);
        }
        return differing;
    }

    /// A shift as the table has it, in a byte.
    private int stored(int channel, boolean isRight) {
        return (isRight ? -shifts[channel] : shifts[channel]) & STORED_BITS;
    }
}
