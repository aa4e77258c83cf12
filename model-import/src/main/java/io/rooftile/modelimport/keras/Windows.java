package io.rooftile.modelimport.keras;

import io.rooftile.core.network.Padding;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Window;
import io.rooftile.modelimport.keras.KerasConfig.Pair;

/// Windows from the configs of convolutions and pools.
final class Windows {
    private Windows() {}

    /// The kernel of a two-dimensional convolution. Keras 1 has rows and columns apart.
    static Pair kernel(KerasConfig config) {
        return config.find("kernel_size").isPresent() || config.find("nb_row").isEmpty()
                ? config.pair("kernel_size")
                : new Pair(config.size("nb_row"), config.size("nb_col"));
    }

    /// A window with the layer's stride, dilation and padding.
    ///
    /// @throws RefusedLayerException when the layer's channels are not where the model's are, or its padding is
    /// unknown
    static Window of(LayerCall call, Shape input, Pair kernel) throws RefusedLayerException {
        KerasConfig config = call.config();
        Pair stride = config.pairOr(Pair.ONE, "strides", "subsample");
        Pair dilation = config.pairOr(Pair.ONE, "dilation_rate", "atrous_rate");
        return of(call, input, kernel, stride, dilation);
    }

    static Window of(LayerCall call, Shape input, Pair kernel, Pair stride, Pair dilation)
            throws RefusedLayerException {
        requireLayout(call);
        String padding = call.config().textOr("valid", "padding", "border_mode");
        Window window = new Window(
                kernel.rows(),
                kernel.columns(),
                stride.rows(),
                stride.columns(),
                dilation.rows(),
                dilation.columns(),
                Padding.NONE);
        return switch (padding) {
            case "valid" -> window;
            case "same" ->
                Window.same(input, window.fy(), window.fx(), window.sy(), window.sx(), window.dy(), window.dx());
            // Looks at the past only: all padding is in front.
            case "causal" -> window.withPadding(new Padding(window.reachRows() - 1, 0, window.reachColumns() - 1, 0));
            default ->
                throw new RefusedLayerException(
                        "the padding '" + padding + "' is not known", "use 'valid', 'same' or 'causal'");
        };
    }

    /// Refuses a layer that has its channels elsewhere than the rest of the model.
    static void requireLayout(LayerCall call) throws RefusedLayerException {
        String format = call.config().textOr("channels_last", "data_format", "dim_ordering");
        boolean isLast = format.equals("channels_last") || format.equals("tf") || format.equals("default");
        switch (call.dialect().layout()) {
            case CHANNELS_LAST -> {
                if (!isLast) {
                    throw new RefusedLayerException(
                            "its channels come first (" + format + "), but not in the whole model as channels_first",
                            "build the model with channels_last");
                }
            }
            case CHANNELS_FIRST -> {
                if (!format.equals("channels_first")) {
                    throw new RefusedLayerException(
                            "its channels come last (" + format + "), but those of other layers first",
                            "build the model with channels_last");
                }
            }
        }
    }
}
