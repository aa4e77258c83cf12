package io.rooftile.modelimport;

import java.util.List;

/// A row of a reader's table: an operation that becomes layers.
///
/// @param <I> the reader's own kind of importer
/// @param op what the format calls the operation
/// @param importer turns it into layers
/// @param layers the kinds ([io.rooftile.core.network.Layer]) it may become; none where nothing is left to do in
/// inference
/// @param limits what of it is imported, empty when all is
public record SupportedOp<I>(String op, I importer, List<Class<?>> layers, String limits) {
    public SupportedOp {
        layers = List.copyOf(layers);
    }

    /// An operation that is imported whatever it looks like.
    public static <I> SupportedOp<I> of(String op, I importer, Class<?>... layers) {
        return new SupportedOp<>(op, importer, List.of(layers), "");
    }

    /// The same, imported only as far as the words say.
    public SupportedOp<I> limited(String words) {
        return new SupportedOp<>(op, importer, layers, words);
    }
}
