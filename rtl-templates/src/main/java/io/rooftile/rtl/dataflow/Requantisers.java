package io.rooftile.rtl.dataflow;

import io.rooftile.core.dataflow.Cell;
import io.rooftile.core.design.MultiplierStyle;
import io.rooftile.quantization.numerics.FixedPointMultiplier;
import io.rooftile.quantization.numerics.OutputRange;
import io.rooftile.quantization.numerics.Requantiser;
import io.rooftile.quantization.numerics.Shift;
import io.rooftile.rtl.MemoryFile;
import io.rooftile.rtl.StreamFormat;
import io.rooftile.rtl.WordPacker;
import io.rooftile.rtl.dataflow.Netlist.Parameters;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// The `requantise` cell: from sums to stored numbers, with a factor for each channel.
///
/// @param factors by channel, or one for all
/// @param isWide whether sums are wide, see [Requantiser]
/// @param offset added to each sum first
record Requantisers(List<Requantiser> factors, boolean isWide, long offset, OutputRange range) {
    private static final int SHIFT_BITS = 8;
    private static final int MULTIPLIER_BITS = 32;
    private static final int LANE_BITS = SHIFT_BITS + MULTIPLIER_BITS;

    /// How the cell computes; names are the hardware's.
    private enum Mode {
        NARROW(5),
        WIDE(4),
        SHIFT(2);

        final int latency;

        Mode(int latency) {
            this.latency = latency;
        }
    }

    Stream add(Netlist netlist, String name, Stream in, StreamFormat out, PartStyle part, MultiplierStyle multiplier) {
        int lanes = in.lanes();
        int words = factors.size() == 1 ? 1 : factors.size() / lanes;
        MemoryFile memory = memory(name, lanes, words);
        Mode mode = mode();
        Parameters parameters = new Parameters()
                .number("LANES", lanes)
                .number("ACC_BITS", in.format().bits())
                .number("OUT_BITS", out.bits())
                .text("MODE", mode.name())
                .number("CHANNEL_WORDS", words)
                .number("ZERO_POINT", range.zeroPoint())
                .number("MIN", range.min())
                .number("MAX", range.max())
                .number("OFFSET", offset)
                .text("MULTIPLIER", multiplier.name())
                .text("STORAGE", part.readOnly(words))
                .text("FILE", memory.name())
                .number("LEFT", mostLeft());
        return netlist.add(
                new Cell.Pipe(name, 1, mode.latency),
                "requantise",
                parameters,
                List.of(memory),
                List.of(in),
                new Stream(0, 0, lanes, out, in.words()));
    }

    private Mode mode() {
        return switch (factors.getFirst()) {
            case Shift _ -> Mode.SHIFT;
            case FixedPointMultiplier _ -> isWide ? Mode.WIDE : Mode.NARROW;
        };
    }

    /// The farthest that any factor shifts to the left.
    private int mostLeft() {
        return factors.stream()
                .mapToInt(factor -> switch (factor) {
                    case FixedPointMultiplier fixed -> Math.max(0, fixed.shift());
                    case Shift shift -> Math.max(0, -shift.right());
                })
                .max()
                .orElse(0);
    }

    private MemoryFile memory(String name, int lanes, int words) {
        List<BigInteger> contents = new ArrayList<>();
        for (int word = 0; word < words; word++) {
            WordPacker packer = new WordPacker(lanes * LANE_BITS);
            for (int lane = 0; lane < lanes; lane++) {
                switch (factors.get(factors.size() == 1 ? 0 : word * lanes + lane)) {
                    case FixedPointMultiplier factor ->
                        packer.add(factor.multiplier(), MULTIPLIER_BITS).add(factor.shift(), SHIFT_BITS);
                    case Shift shift -> packer.add(0, MULTIPLIER_BITS).add(shift.right(), SHIFT_BITS);
                }
            }
            contents.add(packer.word());
        }
        return new MemoryFile(name + ".mem", lanes * LANE_BITS, contents);
    }
}
