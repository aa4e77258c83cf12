package io.rooftile.costmodel.overlay;

import org.jspecify.annotations.Nullable;

/// A layer between its neighbours: tasks that are alike in all of it cost the same.
///
/// @param before the layer that the engine works on before; null for the first
/// @param behind who takes the result
record TaskKind(ShapeTables tables, @Nullable ShapeTables before, Reader behind) {
    /// What the task behind does with the result.
    sealed interface Reader {
        /// A layer that begins when its first rows are there.
        record Parts(LayerShape shape) implements Reader {}

        /// It begins when all is there.
        record Whole() implements Reader {}

        /// It reads other maps.
        record None() implements Reader {}

        /// Bands of a layer that have to be there before the one behind can begin. That one's cut is not known: it is
        /// taken to have as many bands, and a window that reaches as far as either layer's.
        ///
        /// @param rows output rows of a band
        default int awaitedBands(LayerShape made, int rows) {
            int all = made.output().rows();
            return switch (this) {
                case Whole _ -> Math.ceilDiv(all, rows);
                case None _ -> 0;
                case Parts(LayerShape reader) -> {
                    int readerRows = reader.output().rows();
                    int first = Math.min(readerRows, Math.ceilDiv(readerRows * rows, all));
                    int needed = Math.max(
                            Math.ceilDiv(
                                    reader.row().end(first, all * reader.row().times()),
                                    reader.row().times()),
                            Math.ceilDiv(
                                    made.row().end(rows, made.input().rows()) * all,
                                    made.input().rows()));
                    yield Math.ceilDiv(Math.min(needed, all), rows);
                }
            };
        }
    }

    LayerShape shape() {
        return tables.shape;
    }
}
