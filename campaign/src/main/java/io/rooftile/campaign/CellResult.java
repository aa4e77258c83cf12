package io.rooftile.campaign;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/// What became of a cell.
///
/// @param message why there is nothing, what failed, or what was made otherwise; empty when all went as asked
/// @param macs multiply-accumulates of one inference; 0 where the model could not be read
/// @param evaluations designs estimated
/// @param designs the front, fastest first
/// @param deeds what was done with the best designs
record CellResult(State state, String message, long macs, long evaluations, List<DesignRow> designs, List<Deed> deeds)
        implements Serializable {
    /// How it ended.
    enum State {
        /// There are designs, and what was to be done with the best of them is done.
        DONE,
        /// No design fits.
        INFEASIBLE,
        /// The model is refused, a tool failed, or hardware does not do what was predicted.
        FAILED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What was done with a design.
    ///
    /// @param design its id
    /// @param action its word
    /// @param output what the command printed
    record Deed(String design, String action, boolean isDone, String output) implements Serializable {}

    CellResult {
        designs = List.copyOf(designs);
        deeds = List.copyOf(deeds);
    }

    /// The same with its message and what commands printed in other words.
    CellResult withTexts(UnaryOperator<String> words) {
        List<Deed> renamed = deeds.stream()
                .map(deed -> new Deed(deed.design(), deed.action(), deed.isDone(), words.apply(deed.output())))
                .toList();
        return new CellResult(state, words.apply(message), macs, evaluations, designs, renamed);
    }

    static CellResult failed(String message) {
        return new CellResult(State.FAILED, message, 0, 0, List.of(), List.of());
    }
}
