package io.rooftile.costmodel.overlay;

import io.rooftile.core.network.ChannelAugmentation.Way;
import java.util.function.Function;

/// Something for each way in which the host may write an input.
record ByWay<T>(T none, T columns, T window) {
    static <T> ByWay<T> of(Function<Way, T> values) {
        return new ByWay<>(values.apply(Way.NONE), values.apply(Way.COLUMNS), values.apply(Way.WINDOW));
    }

    T get(Way way) {
        return switch (way) {
            case NONE -> none;
            case COLUMNS -> columns;
            case WINDOW -> window;
        };
    }
}
