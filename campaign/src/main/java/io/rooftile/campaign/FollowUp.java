package io.rooftile.campaign;

import io.rooftile.dse.Objective;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What to do with the best designs of a cell.
///
/// @param by the objectives by which a design is among the best; each gives one
/// @param actions in the order of the enumeration
public record FollowUp(List<Objective> by, List<Action> actions) {
    /// One thing to do.
    enum Action {
        /// Leave the run folder with its report.
        REPORT,
        /// Write SystemVerilog.
        GENERATE,
        /// Run it in Verilator.
        SIMULATE,
        /// Map it to the part; for parts of AMD also leave a folder for Vivado.
        SYNTHESIZE,
        /// Make the bitstream where open tools can, and hold it against the prediction.
        BITSTREAM;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public FollowUp {
        by = List.copyOf(by);
        actions = actions.stream().distinct().sorted().toList();
    }

    /// All that what is done depends on.
    String identity() {
        return by.stream().map(Objective::word).collect(Collectors.joining(" ")) + ": "
                + actions.stream().map(Action::word).collect(Collectors.joining(" "));
    }
}
