package io.rooftile.costmodel.overlay;

import io.rooftile.costmodel.overlay.LayerShape.Unit;

/// One layer shape, prepared for all values that `PP`, `ICP` and `OCP` may take: the cuts of pixels, and the
/// words and groups of channels. Arrays are indexed by option.
final class ShapeTables {
    final LayerShape shape;
    final boolean isArray;
    /// By `PP`.
    final PixelTiles[] pixels;
    /// Words of input channels of one pixel and one operand, by `ICP`; and the cuts of them that a number of
    /// channels can name: the padded parts of a concatenation may hold more words than channels ask for.
    final int[] inputGroups;
    final Splits[] inputSplits;
    /// Words of output channels of one pixel, by `ICP`.
    final int[] outputWords;
    /// Groups of `OCP` output channels, by `OCP`; and the cuts of them.
    final int[] outputGroups;
    final Splits[] outputSplits;

    ShapeTables(LayerShape shape, OverlayOptions options) {
        this.shape = shape;
        this.isArray = shape.unit() == Unit.ARRAY;
        LayerShape.Channels channels = shape.channels();
        pixels = new PixelTiles[options.pp().size()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = PixelTiles.of(shape, options.pp().get(i));
        }
        int icps = options.icp().size();
        inputGroups = new int[icps];
        inputSplits = new Splits[icps];
        outputWords = new int[icps];
        for (int i = 0; i < icps; i++) {
            int icp = options.icp().get(i);
            inputGroups[i] = channels.inputGroups(icp);
            inputSplits[i] = Splits.of(inputGroups[i]).below(Math.ceilDiv(channels.input(), icp));
            outputWords[i] = outputGroups(icp);
        }
        int ocps = options.ocp().size();
        outputGroups = new int[ocps];
        outputSplits = new Splits[ocps];
        for (int i = 0; i < ocps; i++) {
            outputGroups[i] = outputGroups(options.ocp().get(i));
            outputSplits[i] = Splits.of(outputGroups[i])
                    .below(Math.ceilDiv(channels.output(), options.ocp().get(i)));
        }
    }

    /// Lanes keep the parts of a concatenation apart when they keep its channels; the array makes one part.
    private int outputGroups(int lanes) {
        LayerShape.Channels channels = shape.channels();
        return !isArray && channels.output() == channels.input()
                ? channels.inputGroups(lanes)
                : Math.ceilDiv(channels.output(), lanes);
    }
}
