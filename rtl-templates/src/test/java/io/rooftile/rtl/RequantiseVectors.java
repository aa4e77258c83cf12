package io.rooftile.rtl;

import io.rooftile.quantization.numerics.FixedPointMultiplier;
import io.rooftile.quantization.numerics.OutputRange;
import io.rooftile.quantization.numerics.Requantiser;
import io.rooftile.quantization.numerics.Shift;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// Sums, factors and stored numbers for the bench of `requantise`.
///
record RequantiseVectors(
        String name, Mode mode, int lanes, int accBits, int outBits, int channelWords, OutputRange range, Sums sums) {
    enum Mode {
        NARROW,
        WIDE,
        SHIFT
    }

    /// @param offset that the cell adds to a sum
    /// @param left the most places to the left that a factor shifts
    record Sums(long offset, int left) {}

    static List<MemoryFile> files() {
        OutputRange int16 = new OutputRange(0, -32768, 32767);
        return Stream.of(
                        new RequantiseVectors(
                                "narrow32", Mode.NARROW, 2, 32, 8, 64, new OutputRange(3, -128, 127), new Sums(0, 30)),
                        new RequantiseVectors(
                                "narrow24", Mode.NARROW, 3, 24, 8, 33, new OutputRange(10, 0, 255), new Sums(-1234, 0)),
                        new RequantiseVectors(
                                "narrow_one",
                                Mode.NARROW,
                                1,
                                20,
                                16,
                                1,
                                new OutputRange(-300, -32768, 32767),
                                new Sums(77777, 5)),
                        // Without an offset the least sum, times almost one, is the least number again.
                        new RequantiseVectors(
                                "narrow18",
                                Mode.NARROW,
                                1,
                                18,
                                20,
                                40,
                                new OutputRange(0, -524288, 524287),
                                new Sums(0, 0)),
                        new RequantiseVectors("wide48", Mode.WIDE, 2, 48, 16, 64, int16, new Sums(0, 14)),
                        new RequantiseVectors(
                                "wide12", Mode.WIDE, 1, 12, 4, 50, new OutputRange(-2, -8, 7), new Sums(5, 14)),
                        new RequantiseVectors(
                                "shift32",
                                Mode.SHIFT,
                                2,
                                32,
                                24,
                                64,
                                new OutputRange(77, -8388608, 8388607),
                                new Sums(0, 47)),
                        new RequantiseVectors(
                                "shift48", Mode.SHIFT, 3, 48, 8, 7, new OutputRange(0, -100, 101), new Sums(-7, 0)))
                .flatMap(vectors -> vectors.memories().stream())
                .toList();
    }

    private List<MemoryFile> memories() {
        SplittableRandom random = new SplittableRandom(name.hashCode());
        List<Requantiser> factors = new ArrayList<>();
        for (int i = 0; i < channelWords * lanes; i++) {
            factors.add(factor(random));
        }
        long[][] given = new long[CellVectors.WORDS][lanes];
        long[][] expected = new long[CellVectors.WORDS][lanes];
        for (int word = 0; word < CellVectors.WORDS; word++) {
            for (int lane = 0; lane < lanes; lane++) {
                Requantiser factor = factors.get(word % channelWords * lanes + lane);
                given[word][lane] = sum(random, factor);
                expected[word][lane] = range.store(scaled(factor, given[word][lane] + sums.offset));
            }
        }
        return List.of(
                CellVectors.file(name + "_factors.mem", channelWords, 40, word -> factorLanes(factors, word)),
                CellVectors.file(name + "_sums.mem", CellVectors.WORDS, accBits, word -> given[word]),
                CellVectors.file(name + "_expected.mem", CellVectors.WORDS, outBits, word -> expected[word]));
    }

    private Requantiser factor(SplittableRandom random) {
        // Half of the shifts are small, as those of networks; others are of the whole range.
        int small = -random.nextInt(12);
        return switch (mode) {
            case NARROW, WIDE -> {
                int shift = random.nextBoolean() ? small : random.nextInt(-47, sums.left + 1);
                yield new FixedPointMultiplier(multiplier(random), shift);
            }
            case SHIFT -> new Shift(random.nextBoolean() ? -small : random.nextInt(-sums.left, 48));
        };
    }

    private static int multiplier(SplittableRandom random) {
        return switch (random.nextInt(10)) {
            case 0 -> 0;
            case 1 -> Integer.MAX_VALUE;
            case 2 -> 0x7FFF0000 - random.nextInt(2);
            case 3, 4, 5 -> 1 << 30;
            default -> random.nextInt(1, Integer.MAX_VALUE);
        };
    }

    /// A sum that the cell is made for: with the offset it is as wide as the mode allows, and what comes of a wide one
    /// has 32 bits.
    private long sum(SplittableRandom random, Requantiser factor) {
        while (true) {
            long sum = random.nextInt(4) == 0 ? tie(random, factor) : CellVectors.number(random, accBits);
            long whole = sum + sums.offset;
            int limit = mode == Mode.NARROW ? 32 : 48;
            boolean fits = isOfBits(sum, accBits) && isOfBits(whole, limit);
            if (fits && (mode != Mode.WIDE || Math.abs(whole * factor.factor()) < Integer.MAX_VALUE - 1e6)) {
                return sum;
            }
        }
    }

    /// A sum whose result lies half-way between two numbers, where the factor is a power of two.
    private long tie(SplittableRandom random, Requantiser factor) {
        int places = Math.clamp(-Math.getExponent(factor.factor()), 1, accBits - 1);
        long odd = 2L * random.nextInt(-50, 51) + 1;
        return (odd << (places - 1)) - sums.offset;
    }

    private static boolean isOfBits(long number, int bits) {
        return number >> (bits - 1) == number >> (Long.SIZE - 1);
    }

    private int scaled(Requantiser factor, long sum) {
        return switch (mode) {
            case NARROW -> factor.narrow((int) sum);
            case WIDE, SHIFT -> factor.wide(sum);
        };
    }

    private long[] factorLanes(List<Requantiser> factors, int word) {
        long[] numbers = new long[lanes];
        for (int lane = 0; lane < lanes; lane++) {
            numbers[lane] = switch (factors.get(word * lanes + lane)) {
                case FixedPointMultiplier factor -> (long) factor.shift() << 32 | factor.multiplier();
                case Shift shift -> (long) shift.right() << 32;
            };
        }
        return numbers;
    }
}
