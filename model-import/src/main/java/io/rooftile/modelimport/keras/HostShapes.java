package io.rooftile.modelimport.keras;

import io.rooftile.core.network.Shape;
import java.util.Optional;

/// Output shapes of layers that no accelerator has, where they follow from the input: such a layer can stay on
/// the host.
final class HostShapes {
    private HostShapes() {}

    /// The output shape of a layer.
    ///
    /// @param input its only input
    static Optional<Shape> of(String className, KerasConfig config, Shape input) {
        return switch (className) {
            case "ThresholdedReLU", "LayerNormalization", "UnitNormalization" -> Optional.of(input);
            case "LSTM", "GRU", "SimpleRNN" -> recurrent(config, input);
            case "Embedding" -> embedded(config, input);
            default -> Optional.empty();
        };
    }

    private static Optional<Shape> recurrent(KerasConfig config, Shape input) {
        if (input.rank() != 3 || config.flagOr(false, "return_state")) {
            return Optional.empty();
        }
        int units = config.size("units", "output_dim");
        return Optional.of(
                config.flagOr(false, "return_sequences")
                        ? Shapes.withChannels(input, units)
                        : Shape.of(input.dim(0), units));
    }

    private static Optional<Shape> embedded(KerasConfig config, Shape input) {
        return input.rank() == 2
                ? Optional.of(Shape.of(input.dim(0), input.dim(1), config.size("output_dim")))
                : Optional.empty();
    }
}
