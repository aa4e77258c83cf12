package io.rooftile.rtl;

import io.rooftile.quantization.numerics.FixedPointMultiplier;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

/// Operands and sums for the bench of `join_add`.
record JoinVectors(String name, int lanes, int outBits, Side a, Side b, boolean isDifference) {
    /// @param scale what becomes of an element less its zero point
    record Side(int bits, boolean isSigned, int zeroPoint, IntUnaryOperator scale) {
        long scaled(long element) {
            return scale.applyAsInt((int) element - zeroPoint);
        }

        long element(SplittableRandom random) {
            long number = CellVectors.number(random, bits);
            return isSigned ? number : number & ((1L << bits) - 1);
        }
    }

    static List<MemoryFile> files() {
        return Stream.of(
                        new JoinVectors(
                                "bytes",
                                2,
                                30,
                                new Side(8, true, -5, multiplied(20, 1 << 30, 0)),
                                new Side(8, true, 100, multiplied(20, 1518500250, -2)),
                                false),
                        new JoinVectors(
                                "mixed",
                                3,
                                32,
                                new Side(4, false, 15, multiplied(20, Integer.MAX_VALUE, -7)),
                                new Side(8, true, -128, multiplied(20, (1 << 30) + 1, 1)),
                                true),
                        new JoinVectors(
                                "halves",
                                1,
                                33,
                                new Side(16, true, 0, multiplied(15, 1 << 30, -1)),
                                new Side(16, true, 0, multiplied(15, 1999999999, -33)),
                                false),
                        new JoinVectors(
                                "ties",
                                2,
                                20,
                                new Side(8, true, 1, multiplied(2, 1 << 30, -3)),
                                new Side(5, false, 9, multiplied(2, 1 << 30, -1)),
                                true),
                        new JoinVectors(
                                "shifted",
                                2,
                                18,
                                new Side(8, true, 0, x -> x),
                                new Side(6, false, 63, x -> x << 9),
                                true))
                .flatMap(vectors -> vectors.memories().stream())
                .toList();
    }

    private static IntUnaryOperator multiplied(int headroom, int multiplier, int shift) {
        FixedPointMultiplier factor = new FixedPointMultiplier(multiplier, shift);
        return x -> factor.narrow(x << headroom);
    }

    private List<MemoryFile> memories() {
        SplittableRandom random = new SplittableRandom(name.hashCode());
        long[][] left = new long[CellVectors.WORDS][lanes];
        long[][] right = new long[CellVectors.WORDS][lanes];
        long[][] sums = new long[CellVectors.WORDS][lanes];
        for (int word = 0; word < CellVectors.WORDS; word++) {
            for (int lane = 0; lane < lanes; lane++) {
                left[word][lane] = a.element(random);
                right[word][lane] = b.element(random);
                long first = a.scaled(left[word][lane]);
                long second = b.scaled(right[word][lane]);
                sums[word][lane] = isDifference ? first - second : first + second;
            }
        }
        return List.of(
                CellVectors.file(name + "_a.mem", CellVectors.WORDS, a.bits, word -> left[word]),
                CellVectors.file(name + "_b.mem", CellVectors.WORDS, b.bits, word -> right[word]),
                CellVectors.file(name + "_expected.mem", CellVectors.WORDS, outBits, word -> sums[word]));
    }
}
