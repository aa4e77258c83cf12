package io.rooftile.rtl;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/// What benches of arithmetic read: inputs, and what the Java numerics make of them. Cases have the names and
/// numbers of
/// the benches.
final class CellVectors {
    /// Words of a case, in the benches too.
    static final int WORDS = 3000;

    private CellVectors() {}

    /// The files of a cell's bench.
    static List<MemoryFile> of(String cell) {
        return switch (cell) {
            case "requantise" -> RequantiseVectors.files();
            case "divide_round" -> DivideVectors.files();
            case "join_add" -> JoinVectors.files();
            case "lookup" -> List.of(table("bytes", 8, 8), table("nibbles", 4, 5), table("halves", 12, 16));
            default -> List.of();
        };
    }

    private static MemoryFile table(String name, int inBits, int outBits) {
        SplittableRandom random = new SplittableRandom(inBits);
        return file(name + "_table.mem", 1 << inBits, outBits, _ -> new long[] {random.nextLong()});
    }

    /// A file of words of several lanes each.
    ///
    /// @param laneBits how many low bits of a lane's number count
    /// @param lanes by word; called for one word after the other
    static MemoryFile file(String name, int words, int laneBits, IntFunction<long[]> lanes) {
        List<BigInteger> contents = new ArrayList<>();
        int widthBits = 0;
        for (int word = 0; word < words; word++) {
            long[] numbers = lanes.apply(word);
            widthBits = numbers.length * laneBits;
            WordPacker packer = new WordPacker(widthBits);
            for (long number : numbers) {
                packer.add(number, laneBits);
            }
            contents.add(packer.word());
        }
        return new MemoryFile(name, widthBits, contents);
    }

    /// A signed number of some bits: extremes, small numbers, and numbers of every length.
    static long number(SplittableRandom random, int bits) {
        long most = (1L << (bits - 1)) - 1;
        return switch (random.nextInt(8)) {
            case 0 -> most - random.nextInt(2);
            case 1 -> -most - random.nextInt(2);
            case 2, 3 -> Math.clamp(random.nextInt(-40, 41), -most - 1, most);
            default -> random.nextLong() >> (Long.SIZE - 1 - random.nextInt(bits));
        };
    }
}
