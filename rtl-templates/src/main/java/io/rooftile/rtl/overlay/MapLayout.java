package io.rooftile.rtl.overlay;

import io.rooftile.rtl.WordPacker;
import org.jspecify.annotations.Nullable;

/// How a feature map lies in memory: `[row][group][column]`, words of ICP channels. The columns of a row and group are
/// a segment, which begins at a beat.
///
/// @param height rows
/// @param width columns
/// @param channels of a pixel
public record MapLayout(EngineShape shape, int height, int width, int channels) {
    /// Words of a pixel.
    public int groups() {
        return Math.ceilDiv(channels, shape.icp());
    }

    /// Bytes from one segment to the next.
    public int segmentBytes() {
        return shape.beats(width) * shape.beatBytes();
    }

    /// Bytes of the map.
    public int bytes() {
        return Math.multiplyExact(Math.multiplyExact(height, groups()), segmentBytes());
    }

    /// Where a word lies, in bytes from the map's first.
    public int offset(int row, int group, int column) {
        return (row * groups() + group) * segmentBytes() + column * shape.wordBytes();
    }

    /// The map's bytes.
    ///
    /// @param features by row, column, channel; unused lanes become 0
    public byte[] encoded(int[] features) {
        return packed(features, -1);
    }

    /// The bits of [#encoded] that hold features.
    public byte[] mask() {
        return packed(null, (1 << shape.dataBits()) - 1);
    }

    private byte[] packed(int @Nullable [] features, int all) {
        byte[] bytes = new byte[bytes()];
        for (int row = 0; row < height; row++) {
            for (int group = 0; group < groups(); group++) {
                for (int column = 0; column < width; column++) {
                    WordPacker packer = new WordPacker(shape.icp() * shape.dataBits());
                    for (int lane = 0; lane < shape.icp(); lane++) {
                        int channel = group * shape.icp() + lane;
                        int feature = channel >= channels
                                ? 0
                                : features == null ? all : features[(row * width + column) * channels + channel];
                        packer.add(feature, shape.dataBits());
                    }
                    packer.put(bytes, offset(row, group, column));
                }
            }
        }
        return bytes;
    }

    /// The features of a map's bytes, by row, column, channel.
    ///
    /// @param memory that holds the map from `first` on
    public int[] decoded(byte[] memory, int first) {
        int[] features = new int[height * width * channels];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                for (int channel = 0; channel < channels; channel++) {
                    int at = first + offset(row, channel / shape.icp(), column);
                    int bit = channel % shape.icp() * shape.dataBits();
                    features[(row * width + column) * channels + channel] =
                            MemoryBytes.signed(memory, at, bit, shape.dataBits());
                }
            }
        }
        return features;
    }
}
