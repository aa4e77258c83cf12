package io.rooftile.rtl.dataflow;

import io.rooftile.core.dataflow.Cell;
import io.rooftile.quantization.integer.UnaryLayer;
import io.rooftile.quantization.integer.UnaryLayer.Rescale;
import io.rooftile.quantization.integer.UnaryLayer.Table;
import io.rooftile.quantization.integer.UnaryLayer.TwoSlopes;
import io.rooftile.rtl.MemoryFile;
import io.rooftile.rtl.StreamFormat;
import io.rooftile.rtl.WordPacker;
import io.rooftile.rtl.dataflow.Netlist.Parameters;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// A function of each element: another scale, or a table of all values.
record UnaryStage(StageBuilder stage, UnaryLayer layer) {
    /// Beyond it a table takes more block RAM than any other cell of the stage.
    private static final int MOST_TABLE_BITS = 16;

    Stream add(Stream in) {
        Stream words =
                stage.netlist().lanes(stage.name() + "_in", in, stage.stage().pe());
        return switch (layer.function()) {
            case Rescale rescale -> rescaled(rescale, words);
            case TwoSlopes _, Table _ -> table(words);
        };
    }

    private Stream rescaled(Rescale rescale, Stream in) {
        StreamFormat signed = in.format().isSigned()
                ? in.format()
                : StreamFormat.signed(in.format().bits() + 1);
        if (!signed.equals(in.format())) {
            throw new UnsupportedLayerException("another scale for unsigned numbers");
        }
        return stage.requantised(
                List.of(rescale.requantiser()), false, -(long) rescale.inputZeroPoint(), rescale.range(), in);
    }

    private Stream table(Stream in) {
        int bits = in.format().bits();
        if (bits > MOST_TABLE_BITS) {
            throw new UnsupportedLayerException("a table of numbers of " + bits + " bits");
        }
        StreamFormat out = stage.outputFormat();
        MemoryFile memory = new MemoryFile(stage.name() + "_table.mem", out.bits(), entries(in.format(), out));
        Parameters parameters = new Parameters()
                .number("LANES", in.lanes())
                .number("IN_BITS", bits)
                .number("OUT_BITS", out.bits())
                .text("FILE", memory.name());
        return stage.netlist()
                .add(
                        new Cell.Pipe(stage.name() + "_lookup", 1, 1),
                        "lookup",
                        parameters,
                        List.of(memory),
                        List.of(in),
                        new Stream(0, 0, in.lanes(), out, in.words()));
    }

    /// By the bits of the element.
    private List<BigInteger> entries(StreamFormat in, StreamFormat out) {
        List<BigInteger> entries = new ArrayList<>();
        for (int raw = 0; raw < 1 << in.bits(); raw++) {
            int unused = Integer.SIZE - in.bits();
            int stored = in.isSigned() ? raw << unused >> unused : raw;
            entries.add(new WordPacker(out.bits())
                    .add(layer.function().of(stored), out.bits())
                    .word());
        }
        return entries;
    }
}
