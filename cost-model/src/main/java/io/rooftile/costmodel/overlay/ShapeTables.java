package io.rooftile.costmodel.overlay;

/// One layer shape, prepared for all values that `PP`, `ICP` and `OCP` may take: the cuts of pixels and of output
/// channels. Arrays are indexed by option.
final class ShapeTables {
    final LayerShape shape;
    /// By `PP`, then by the logarithm of the words of a chunk, which are at most `PP`.
    final PixelTiles[][] pixels;
    /// By `ICP`, then `OCP`: output channels of the smallest tile, and the cuts of so many of them.
    final int[][] channelUnits;
    final Splits[][] outputs;

    ShapeTables(LayerShape shape, OverlayOptions options) {
        this.shape = shape;
        pixels = new PixelTiles[options.pp().size()][];
        for (int i = 0; i < pixels.length; i++) {
            int pp = options.pp().get(i);
            pixels[i] = new PixelTiles[Integer.numberOfTrailingZeros(pp) + 1];
            for (int log = 0; log < pixels[i].length; log++) {
                pixels[i][log] = PixelTiles.of(shape, pp, 1 << log);
            }
        }
        channelUnits = new int[options.icp().size()][options.ocp().size()];
        outputs = new Splits[channelUnits.length][options.ocp().size()];
        for (int i = 0; i < channelUnits.length; i++) {
            for (int o = 0; o < channelUnits[i].length; o++) {
                int unit = channelUnit(options.icp().get(i), options.ocp().get(o));
                channelUnits[i][o] = unit;
                outputs[i][o] = Splits.of(Math.ceilDiv(shape.outputChannels(), unit));
            }
        }
    }

    /// Output channels that whole groups and whole words have in common; lanes go through whole words.
    private int channelUnit(int icp, int ocp) {
        return shape.mode().isLanes() ? icp : icp / Engine.greatestCommonDivisor(icp, ocp) * ocp;
    }

    /// The cuts of pixels on an engine.
    PixelTiles pixels(OptionIndex at, Engine engine) {
        return pixels[at.pp][Integer.numberOfTrailingZeros(engine.wordsPerChunk)];
    }
}
