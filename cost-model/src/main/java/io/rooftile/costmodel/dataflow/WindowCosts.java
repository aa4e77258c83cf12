package io.rooftile.costmodel.dataflow;

import io.rooftile.core.dataflow.Folding;
import io.rooftile.core.dataflow.StageShape;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Pool;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Window;
import io.rooftile.costmodel.fabric.Bits;
import io.rooftile.costmodel.fabric.Fabric;
import io.rooftile.costmodel.fabric.MappedLogic;
import io.rooftile.costmodel.fabric.Power;
import io.rooftile.costmodel.fabric.Rate;

/// The cells that keep inputs to read them again, `window_fold` and `window_taps`; widths are those of the cells.
final class WindowCosts {
    /// Registers of `window_progress`: pixels written, the limit, the need, and the row and the column of the next
    /// window's corner.
    private static final int PROGRESS_NUMBERS = 5;

    /// LUTs of `window_progress` and of rows and columns per bit of a pixel number: three running sums, four clamps,
    /// two comparisons. Source of these: 116 `window_fold` of accelerators of the experiment, each mapped alone by
    /// Yosys 0.23 for xc7, xcup, ECP5 and iCE40, and their `window_taps`; half of them are within 3 %.
    private static final Rate PER_PIXEL_BIT = new Rate(15, 31.4, 52.3);

    /// Per bit of an address: the step, the sum, the sum taken round the buffer, the choice of both, the write
    /// address.
    private static final Rate PER_ADDRESS_BIT = new Rate(3, 3.3, 11);

    private static final Rate PER_LOOP_BIT = new Rate(0.7, 1.7, 2.7);

    /// What the lowest bits of pixel numbers do not need.
    private static final Rate SAVED = new Rate(4, 45, 122);

    /// Of `window_taps`, per bit of a row and of a bank, for each row of the window.
    private static final Rate PER_ROW_BIT = new Rate(3, 1.5, 6);

    private static final Rate TAPS_CONTROL = new Rate(20, 10, 30);
    private static final int HANDSHAKE_FFS = 5;

    private WindowCosts() {}

    /// Channels of one tap that are read at once.
    static int channels(StageShape shape, int pe, int simd) {
        if (shape.kind() == StageShape.Kind.MATRIX) {
            return Math.min(simd, shape.taps().groupInputs());
        }
        return shape.hasWeights() ? Math.max(1, pe / shape.taps().groupOutputs()) : pe;
    }

    /// Adds the cell that a stage keeps its inputs in.
    static void add(
            Tally tally,
            Fabric fabric,
            Power power,
            StageShape shape,
            StageChoice choice,
            Folding folding,
            StageNumbers numbers) {
        Shape map = shape.layer().input().shape();
        int height = map.rank() == 4 ? map.height() : 1;
        int width = map.rank() == 4 ? map.width() : Math.toIntExact(shape.inputPixels());
        Window window = window(shape.layer());
        int pixel = pixelBits(height, width, window, numbers.bufferPixels());
        int position =
                Bits.ceilLog2(2L * height + window.reachRows()) + Bits.ceilLog2(2L * width + window.reachColumns()) + 2;
        int loops = loopBits(shape, choice, folding);
        MappedLogic mapped = fabric.mapped();
        tally.lut += mapped.of(PER_PIXEL_BIT, pixel) - mapped.of(SAVED, 1);
        boolean isTaps = folding.isFullWindow();
        // The need of whole rows is for windows that are read column by column, the column's corner for several.
        int numbersKept =
                PROGRESS_NUMBERS + (isTaps ? 1 : 0) - (shape.taps().outputRows() < shape.outputPixels() ? 0 : 1);
        tally.ff += numbersKept * pixel
                + (isTaps ? 2.0 : 1.0) * position
                + Bits.ceilLog2(shape.outputPixels() + 1)
                + 1
                + loops
                + HANDSHAKE_FFS;
        if (folding.isFullWindow()) {
            taps(tally, fabric, power, shape, choice, folding, numbers.inputBits(), height, width);
        } else {
            tally.lut += mapped.of(PER_LOOP_BIT, loops);
            folds(tally, fabric, shape, choice, folding, numbers);
        }
    }

    static Window window(Layer layer) {
        return switch (layer) {
            case Convolution convolution -> convolution.window();
            case Pool pool -> pool.window();
            default -> Window.pointwise();
        };
    }

    /// Bits of a signed pixel number, as `window_progress` counts.
    private static int pixelBits(int height, int width, Window window, long depth) {
        return Bits.ceilLog2((2L * height + window.reachRows()) * width + depth) + 1;
    }

    /// Bits of the counters within a window: of its words, of how often it is read, of the channels that are written.
    private static int loopBits(StageShape shape, StageChoice choice, Folding folding) {
        return Bits.ceilLog2(folding.inputFold() * folding.outputFold() + 1)
                + 2
                + Bits.ceilLog2(Math.max(1, shape.inputChannels() / channels(shape, choice.pe(), choice.simd())));
    }

    private static void folds(
            Tally tally, Fabric fabric, StageShape shape, StageChoice choice, Folding folding, StageNumbers numbers) {
        int bits = numbers.inputBits();
        int channels = channels(shape, choice.pe(), choice.simd());
        long depth = numbers.bufferPixels() * (shape.inputChannels() / channels);
        int address = Bits.ceilLog2(depth);
        long wordBits = (long) channels * bits;
        tally.lut += fabric.mapped().of(PER_ADDRESS_BIT, address);
        tally.ff += 2.0 * address;
        // What lies off the map is replaced by the filler; synthesis does not see where nothing does.
        tally.lut += wordBits;
        double written = (double) shape.inputPixels() * shape.inputChannels() * bits;
        double read = (double) shape.outputPixels() * folding.inputFold() * folding.outputFold() * wordBits;
        tally.buffer(depth, wordBits, written + read);
    }

    private static void taps(
            Tally tally,
            Fabric fabric,
            Power power,
            StageShape shape,
            StageChoice choice,
            Folding folding,
            int bits,
            int height,
            int width) {
        int rows = shape.bufferRows();
        int fy = shape.taps().fy();
        long pixelBits = (long) shape.inputChannels() * bits;
        double written = (double) shape.inputPixels() * pixelBits;
        double columns = (double) shape.outputPixels() * shape.taps().strideColumns();
        for (int row = 0; row < rows; row++) {
            tally.buffer(width, pixelBits, written / rows + columns * pixelBits);
        }
        // Each row of the window comes from one of the banks or is the filler; then the window, loaded and read.
        tally.lut += fy * (fabric.selectLuts(rows, pixelBits) + pixelBits);
        // Which bank that is, and whether the row is on the map.
        int rowBits = Bits.ceilLog2(2L * height + shape.taps().reachRows()) + 1;
        int bankBits = Bits.ceilLog2(rows + 1L);
        tally.lut += fabric.mapped().of(PER_ROW_BIT, fy * (rowBits + bankBits))
                + fabric.mapped().of(TAPS_CONTROL, 1);
        tally.registers((long) fy * (bankBits + 1));
        tally.registers(fy * (long) shape.taps().reachColumns() * pixelBits
                + fy * (long) shape.taps().fx() * pixelBits);
        int channels = channels(shape, choice.pe(), choice.simd());
        long choices =
                (long) shape.inputChannels() / channels * (shape.taps().count() / (folding.readLanes() / channels));
        tally.lut += fabric.selectLuts(choices, (long) folding.readLanes() * bits);
        tally.picojoules +=
                power.registerPicojoules((double) fy * shape.taps().reachColumns() * pixelBits * shape.outputPixels());
    }
}
