package io.rooftile.modelimport.keras;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Pool;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Window;
import io.rooftile.modelimport.keras.KerasConfig.Pair;

/// Pools over a window or over everything, in one or two dimensions.
final class PoolImporters {
    private PoolImporters() {}

    static KerasLayerImporter twoDimensional(Pool.Kind kind) {
        return call -> {
            Tensor input = call.input(4);
            Pair size = call.config().pairOr(new Pair(2, 2), "pool_size");
            Pair stride = call.config().pairOr(size, "strides");
            return add(call, input, kind, Windows.of(call, input.shape(), size, stride, Pair.ONE));
        };
    }

    static KerasLayerImporter oneDimensional(Pool.Kind kind) {
        return call -> {
            Tensor input = call.input(3);
            Pair size = new Pair(1, call.config().stepOr(2, "pool_size", "pool_length"));
            Pair stride = new Pair(1, call.config().stepOr(size.columns(), "strides", "stride"));
            return add(call, input, kind, Windows.of(call, input.shape(), size, stride, Pair.ONE));
        };
    }

    /// All positions, which go unless `keepdims` is set.
    static KerasLayerImporter global(Pool.Kind kind, int rank) {
        return call -> {
            Windows.requireLayout(call);
            Tensor input = call.input(rank);
            Shape in = input.shape();
            Window window = Window.valid(in.height(), in.width(), 1, 1);
            Shape out = call.config().flagOr(false, "keepdims")
                    ? Shapes.windowed(call, in, window, in.channels())
                    : Shape.of(in.dim(0), in.channels());
            return call.draft()
                    .add(new Pool(call.name(), input, call.output(out), kind, window, ActivationFunction.LINEAR));
        };
    }

    private static Tensor add(LayerCall call, Tensor input, Pool.Kind kind, Window window) {
        Shape out = Shapes.windowed(call, input.shape(), window, input.shape().channels());
        return call.draft()
                .add(new Pool(call.name(), input, call.output(out), kind, window, ActivationFunction.LINEAR));
    }
}
