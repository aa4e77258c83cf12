package io.rooftile.rtl.dataflow;

import io.rooftile.core.dataflow.Cell;
import io.rooftile.core.dataflow.Folding;
import io.rooftile.core.dataflow.StageShape;
import io.rooftile.core.dataflow.WindowGeometry;
import io.rooftile.core.design.Stage;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Pool;
import io.rooftile.core.network.Window;
import io.rooftile.quantization.integer.IntegerLayer;
import io.rooftile.quantization.integer.MeanLayer;
import io.rooftile.quantization.integer.PoolLayer;
import io.rooftile.quantization.numerics.OutputRange;
import io.rooftile.quantization.numerics.Requantiser;
import io.rooftile.rtl.StreamFormat;
import io.rooftile.rtl.dataflow.Netlist.Parameters;
import java.util.List;

/// What the cells of one stage are made from.
///
/// @param name of its instances
record StageBuilder(
        Netlist netlist,
        String name,
        StageShape shape,
        Folding folding,
        Stage stage,
        PartStyle part,
        FifoDepths depths) {

    Layer layer() {
        return shape.layer();
    }

    StreamFormat outputFormat() {
        return StreamFormat.of(layer().output());
    }

    /// The inputs of the unit behind it: as they come, or from a line buffer that is read as often as the folds
    /// ask for.
    ///
    /// @param channels of one tap that the unit reads at once
    /// @param taps that it reads at once
    /// @param groups of channels that are worked on one behind the other
    /// @param repeats how often the inputs of a group are read
    /// @param filler what stands for elements off the map
    Stream window(Stream in, Window window, int channels, int taps, int groups, int repeats, int filler) {
        if (!folding.isKept()) {
            return lanes(in, channels * taps);
        }
        WindowGeometry geometry = shape.geometry(window);
        return folding.isFullWindow()
                ? taps(in, geometry, channels, taps, groups, repeats, filler)
                : folds(in, geometry, channels, groups, repeats, filler);
    }

    /// What comes in, in words of so many lanes, no slower than the stage is.
    private Stream lanes(Stream in, int lanes) {
        return netlist.lanes(name + "_in", in, lanes, folding.intervalCycles());
    }

    private Stream folds(Stream in, WindowGeometry geometry, int channels, int groups, int repeats, int filler) {
        Stream words = lanes(in, channels);
        int tapWords = shape.inputChannels() / channels / groups;
        int depth = Math.toIntExact(shape.bufferPixels());
        Cell.FoldWindow cell = new Cell.FoldWindow(name + "_window", geometry, groups, repeats, tapWords, depth);
        Parameters parameters =
                new Parameters().number("BITS", in.format().bits()).number("LANES", channels);
        geometry(parameters, geometry)
                .number("GROUPS", groups)
                .number("REPEATS", repeats)
                .number("TAP_WORDS", tapWords)
                .number("DEPTH", depth)
                .number("FILLER", filler)
                .text("STORAGE", part.written((long) depth * cell.pixelWords()));
        long outputs = (long) geometry.outputRows() * geometry.outputColumns() * cell.wordsPerOutput();
        return netlist.add(
                cell,
                "window_fold",
                parameters,
                List.of(),
                List.of(words),
                new Stream(0, 0, channels, in.format(), outputs));
    }

    private Stream taps(
            Stream in, WindowGeometry geometry, int channels, int taps, int groups, int repeats, int filler) {
        Stream words = lanes(in, shape.inputChannels());
        int fold = geometry.window().fy() * geometry.window().fx() / taps;
        // With the rows that the window reaches alone, each map would wait for the first rows of the next.
        int rows = shape.bufferRows();
        Cell.TapsWindow cell = new Cell.TapsWindow(name + "_window", geometry, groups, repeats, fold, rows);
        Parameters parameters =
                new Parameters().number("BITS", in.format().bits()).number("CHANNELS", shape.inputChannels());
        geometry(parameters, geometry)
                .number("GROUPS", groups)
                .number("REPEATS", repeats)
                .number("FOLD", fold)
                .number("OUT_TAPS", taps)
                .number("GROUP_LANES", channels)
                .number("ROWS", rows)
                .number("FILLER", filler)
                .text("STORAGE", part.written(geometry.width()));
        long outputs = (long) geometry.outputRows() * geometry.outputColumns() * cell.wordsPerOutput();
        return netlist.add(
                cell,
                "window_taps",
                parameters,
                List.of(),
                List.of(words),
                new Stream(0, 0, channels * taps, in.format(), outputs));
    }

    private static Parameters geometry(Parameters parameters, WindowGeometry geometry) {
        Window window = geometry.window();
        return parameters
                .number("HEIGHT", geometry.height())
                .number("WIDTH", geometry.width())
                .number("OY", geometry.outputRows())
                .number("OX", geometry.outputColumns())
                .number("FY", window.fy())
                .number("FX", window.fx())
                .number("SY", window.sy())
                .number("SX", window.sx())
                .number("DY", window.dy())
                .number("DX", window.dx())
                .number("PAD_TOP", window.padding().top())
                .number("PAD_LEFT", window.padding().left());
    }

    /// A pool of either kind, up to its stored results.
    ///
    /// @throws UnsupportedLayerException when windows hang over the border of the map in an average
    Stream pool(Pool pool, IntegerLayer integers, Stream in) {
        boolean isMaximum = pool.kind() == Pool.Kind.MAX;
        WindowGeometry geometry = shape.geometry(pool.window());
        int taps = pool.window().fy() * pool.window().fx();
        StreamFormat running = isMaximum
                ? in.format()
                : StreamFormat.signed(StreamFormat.signedBits(
                        taps * OutputRange.least(pool.input().format()),
                        taps * OutputRange.most(pool.input().format())));
        if (!isMaximum && !pool.window().padding().isNone()) {
            throw new UnsupportedLayerException("an average over windows that hang over the border of the map");
        }
        Stream results = shape.kind() == StageShape.Kind.REDUCE
                ? reducePool(apart(geometry), isMaximum, in, running)
                : windowPool(pool, isMaximum, in, running);
        Stream narrowed = netlist.lanes(name + "_out", waiting(results), folding.outputLanes());
        return switch (integers) {
            case PoolLayer plain ->
                isMaximum ? clamped(plain.range(), narrowed) : average(plain.range(), taps, narrowed);
            case MeanLayer mean ->
                requantised(
                        List.of(mean.requantiser()),
                        false,
                        -(long) taps * mean.inputZeroPoint(),
                        mean.range(),
                        narrowed);
            default -> throw new IllegalStateException(name + " is no pool");
        };
    }

    /// Results of a pool come one behind the other when the last row of its windows does, and leave in several
    /// parts until the next of these rows.
    private Stream waiting(Stream results) {
        String fifo = name + "_out_fifo";
        return results.lanes() > folding.outputLanes() && depths.isWanted(fifo)
                ? netlist.fifo(fifo, results, depths.of(fifo, false, results.words()))
                : results;
    }

    /// A single window has no next one, whatever its stride says.
    private static WindowGeometry apart(WindowGeometry geometry) {
        Window window = geometry.window();
        return new WindowGeometry(
                geometry.height(),
                geometry.width(),
                geometry.outputRows(),
                geometry.outputColumns(),
                Window.of(
                        window.fy(),
                        window.fx(),
                        Math.max(window.sy(), window.fy()),
                        Math.max(window.sx(), window.fx()),
                        window.padding()));
    }

    private Stream clamped(OutputRange range, Stream in) {
        if (!range.equals(OutputRange.of(layer().output()))) {
            throw new UnsupportedLayerException("an activation behind a maximum pool");
        }
        return in;
    }

    private Stream reducePool(WindowGeometry geometry, boolean isMaximum, Stream in, StreamFormat running) {
        if (!geometry.window().padding().isNone()) {
            throw new UnsupportedLayerException("a pool over windows that hang over the border of the map");
        }
        Stream words = lanes(in, stage.pe());
        int pixelWords = shape.inputChannels() / stage.pe();
        Window window = geometry.window();
        Parameters parameters = new Parameters()
                .number("LANES", stage.pe())
                .number("BITS", in.format().bits())
                .flag("SIGNED", in.format().isSigned())
                .number("OUT_BITS", running.bits())
                .text("OPERATION", isMaximum ? "MAX" : "SUM")
                .number("HEIGHT", geometry.height())
                .number("WIDTH", geometry.width())
                .number("FY", window.fy())
                .number("FX", window.fx())
                .number("SY", window.sy())
                .number("SX", window.sx())
                .number("OY", geometry.outputRows())
                .number("OX", geometry.outputColumns())
                .number("PIXEL_WORDS", pixelWords);
        return netlist.add(
                new Cell.ReducePool(name + "_pool", geometry, pixelWords),
                "pool_reduce",
                parameters,
                List.of(),
                List.of(words),
                new Stream(0, 0, stage.pe(), running, shape.outputPixels() * pixelWords));
    }

    private Stream windowPool(Pool pool, boolean isMaximum, Stream in, StreamFormat running) {
        int pe = stage.pe();
        Stream words = window(in, pool.window(), pe, stage.simd(), shape.inputChannels() / pe, 1, 0);
        Parameters parameters = new Parameters()
                .number("PE", pe)
                .number("SIMD", stage.simd())
                .number("BITS", in.format().bits())
                .flag("SIGNED", in.format().isSigned())
                .number("OUT_BITS", running.bits())
                .text("OPERATION", isMaximum ? "MAX" : "SUM")
                .number("INPUT_FOLD", folding.inputFold());
        return netlist.add(
                new Cell.Pipe(name + "_pool", folding.inputFold(), 1 + treeRegisters(stage.simd())),
                "channel_pool",
                parameters,
                List.of(),
                List.of(words),
                new Stream(0, 0, pe, running, words.words() / folding.inputFold()));
    }

    private Stream average(OutputRange range, int count, Stream in) {
        Parameters parameters = new Parameters()
                .number("LANES", in.lanes())
                .number("IN_BITS", in.format().bits())
                .number("OUT_BITS", outputFormat().bits())
                .number("COUNT", count)
                .number("MIN", range.min())
                .number("MAX", range.max())
                .text("MULTIPLIER", stage.multiplier().name());
        return netlist.add(
                new Cell.Pipe(name + "_divide", 1, 3),
                "divide_round",
                parameters,
                List.of(),
                List.of(in),
                new Stream(0, 0, in.lanes(), outputFormat(), in.words()));
    }

    Stream requantised(List<Requantiser> factors, boolean isWide, long offset, OutputRange range, Stream in) {
        return new Requantisers(factors, isWide, offset, range)
                .add(netlist, name + "_requantise", in, outputFormat(), part, stage.multiplier());
    }

    /// Registers of an adder tree: one behind every second level.
    static int treeRegisters(int leaves) {
        return Math.ceilDiv(Integer.SIZE - Integer.numberOfLeadingZeros(leaves - 1), 2);
    }
}
