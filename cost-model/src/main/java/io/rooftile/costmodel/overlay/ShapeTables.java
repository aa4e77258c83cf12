package io.rooftile.costmodel.overlay;

import io.rooftile.costmodel.overlay.LayerShape.Unit;

/// One layer shape, prepared for all values that `PP`, `ICP` and `OCP` may take: the cuts of pixels, and the
/// words and groups of channels. Arrays are indexed by option.
final class ShapeTables {
    final LayerShape shape;
    final boolean isArray;
    /// By `PP`.
    final PixelTiles[] pixels;
    /// Words of input channels of one pixel and one operand, by `ICP`; and the cuts of them.
    final int[] inputGroups;
    final Splits[] inputSplits;
    /// Words of output channels of one pixel, by `ICP`.
    final int[] outputWords;
    /// Groups of `OCP` output channels, by `OCP`; and the cuts of them.
    final int[] outputGroups;
    final Splits[] outputSplits;
    private final int[] icp;
    private final int[] ocp;
    private final int inputChannels;

    ShapeTables(LayerShape shape, OverlayOptions options) {
        this.shape = shape;
        this.isArray = shape.unit() == Unit.ARRAY;
        this.icp = options.icp().stream().mapToInt(Integer::intValue).toArray();
        this.ocp = options.ocp().stream().mapToInt(Integer::intValue).toArray();
        LayerShape.Channels channels = shape.channels();
        this.inputChannels = channels.input();
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
            inputSplits[i] = Splits.of(inputGroups[i]);
            outputWords[i] = outputGroups(icp);
        }
        int ocps = options.ocp().size();
        outputGroups = new int[ocps];
        outputSplits = new Splits[ocps];
        for (int i = 0; i < ocps; i++) {
            outputGroups[i] = outputGroups(options.ocp().get(i));
            outputSplits[i] = Splits.of(outputGroups[i]);
        }
    }

    /// Lanes keep the parts of a concatenation apart when they keep its channels; the array makes one part.
    private int outputGroups(int lanes) {
        LayerShape.Channels channels = shape.channels();
        return !isArray && channels.output() == channels.input()
                ? channels.inputGroups(lanes)
                : Math.ceilDiv(channels.output(), lanes);
    }

    /// Whether a number of channels can name this cut of the outputs: the padded parts of a concatenation may
    /// hold more groups than channels ask for.
    boolean isOutputCut(int index, int groups, OptionIndex at) {
        return index == 0 || (long) groups * ocp[at.ocp] < shape.channels().output();
    }

    /// Whether a number of channels can name this cut of the inputs, of several tiles.
    boolean isInputCut(int groups, OptionIndex at) {
        return (long) groups * icp[at.icp] < inputChannels;
    }
}
