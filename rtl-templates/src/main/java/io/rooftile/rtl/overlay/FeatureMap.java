package io.rooftile.rtl.overlay;

import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Tensor;

/// A tensor as the engine stores it: signed features, three dimensions.
///
/// @param name of the tensor, unique among maps
/// @param offset what is taken off stored numbers so that they become signed: half the range of an unsigned format
public record FeatureMap(String name, MapLayout layout, int offset) {
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
                isUnsigned ? 1 << (format.bits() - 1) : 0);
    }

    /// Whether a tensor's rows, columns and channels are this map's.
    boolean isShapedAs(Tensor tensor) {
        return tensor.shape().height() == layout.height()
                && tensor.shape().width() == layout.width()
                && tensor.shape().channels() == layout.channels();
    }

    /// What the engine stores for a tensor's stored numbers.
    public int[] features(int[] stored) {
        return shifted(stored, -offset);
    }

    /// The tensor's stored numbers for what the engine stores.
    public int[] stored(int[] features) {
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
