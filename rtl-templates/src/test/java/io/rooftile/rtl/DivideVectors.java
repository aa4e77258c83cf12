package io.rooftile.rtl;

import io.rooftile.quantization.numerics.Rounding;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// Sums and means for the bench of `divide_round`. The means are rounded as real numbers.
record DivideVectors(String name, int lanes, int inBits, int outBits, int count, int min, int max) {
    static List<MemoryFile> files() {
        return Stream.of(
                        new DivideVectors("by49", 3, 14, 8, 49, -128, 127),
                        new DivideVectors("by6", 2, 12, 8, 6, 0, 255),
                        new DivideVectors("by1", 1, 9, 4, 1, -8, 7),
                        new DivideVectors("by64", 1, 22, 16, 64, -32768, 32767),
                        new DivideVectors("by1000", 1, 34, 24, 1000, -8388608, 8388607),
                        new DivideVectors("by50", 1, 4, 8, 50, -128, 127))
                .flatMap(vectors -> vectors.memories().stream())
                .toList();
    }

    private List<MemoryFile> memories() {
        SplittableRandom random = new SplittableRandom(count);
        long[][] sums = new long[CellVectors.WORDS][lanes];
        long[][] means = new long[CellVectors.WORDS][lanes];
        for (int word = 0; word < CellVectors.WORDS; word++) {
            for (int lane = 0; lane < lanes; lane++) {
                long sum = sum(random);
                sums[word][lane] = sum;
                means[word][lane] = Math.clamp((long) Rounding.halfAwayFromZero((double) sum / count), min, max);
            }
        }
        return List.of(
                CellVectors.file(name + "_sums.mem", CellVectors.WORDS, inBits, word -> sums[word]),
                CellVectors.file(name + "_expected.mem", CellVectors.WORDS, outBits, word -> means[word]));
    }

    /// Half of the sums lie at the borders between two means.
    private long sum(SplittableRandom random) {
        long sum = CellVectors.number(random, inBits);
        if (random.nextBoolean()) {
            sum = sum / count * count + count / 2 + random.nextInt(-1, 2);
        }
        long most = (1L << (inBits - 1)) - 1;
        return Math.clamp(random.nextBoolean() ? sum : -sum, -most - 1, most);
    }
}
