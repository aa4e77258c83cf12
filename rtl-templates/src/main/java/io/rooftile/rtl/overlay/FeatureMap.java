package io.rooftile.rtl.overlay;

import io.rooftile.core.network.ChannelAugmentation;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Tensor;
import org.jspecify.annotations.Nullable;

/// A tensor as the engine stores it: signed features, three dimensions.
///
/// @param name of the tensor, unique among maps
/// @param offset what is taken off stored numbers so that they become signed: half the range of an unsigned
/// format
/// @param augmented how the host writes it; null where its channels are the tensor's
public record FeatureMap(
        String name, MapLayout layout, int offset, @Nullable Augmented augmented) {
    /// A map that the host writes for one layer.
    ///
    /// @param padding what the layer reads beside the tensor, as the engine stores it
    public record Augmented(ChannelAugmentation augmentation, int padding) {}

    /// The map of a tensor.
    ///
    /// @throws UnmappableException when the engine cannot hold it
    static FeatureMap of(Tensor tensor, EngineShape shape) {
        int height = tensor.shape().height();
        int width = tensor.shape().width();
        int channels = tensor.shape().channels();
        if ((long) height * width * channels != tensor.shape().elements()) {
            throw new UnmappableException(tensor.name() + " of " + tensor.shape() + " is no single feature map");
        }
        NumberFormat format = tensor.format();
        boolean isUnsigned = format.kind() == NumberFormat.Kind.UNSIGNED;
        boolean isInteger = isUnsigned || format.kind() == NumberFormat.Kind.SIGNED;
        if (!isInteger || format.bits() > shape.dataBits()) {
            throw new UnmappableException(tensor.name() + " is " + format.typeName() + ", which " + shape.dataBits()
                    + " signed bits do not hold");
        }
        return new FeatureMap(
                tensor.name(),
                new MapLayout(shape, height, width, channels),
                isUnsigned ? 1 << (format.bits() - 1) : 0,
                null);
    }

    /// This map with what a window reads as channels.
    ///
    /// @param zeroPoint what the layer reads beside the tensor, as the tensor stores it
    FeatureMap augmented(ChannelAugmentation by, int zeroPoint) {
        MapLayout wide = new MapLayout(layout.shape(), by.rows(), by.columns(), by.channels());
        return new FeatureMap(name, wide, offset, new Augmented(by, zeroPoint - offset));
    }

    /// Whether a tensor's rows, columns and channels are this map's.
    boolean isShapedAs(Tensor tensor) {
        return tensor.shape().height() == layout.height()
                && tensor.shape().width() == layout.width()
                && tensor.shape().channels() == layout.channels();
    }

    /// What the engine stores for a tensor's stored numbers.
    public int[] features(int[] stored) {
        int[] features = shifted(stored, -offset);
        return augmented == null ? features : augmented.augmentation().augmented(features, augmented.padding());
    }

    /// The tensor's stored numbers for what the engine stores.
    ///
    /// @throws IllegalStateException for an augmented map, which only the host writes
    public int[] stored(int[] features) {
        if (augmented != null) {
            throw new IllegalStateException(name + " is not read back: it is augmented");
        }
        return shifted(features, offset);
    }

    private static int[] shifted(int[] numbers, int by) {
        int[] shifted = new int[numbers.length];
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] = numbers[i] + by;
        }
        return shifted;
    }
}
