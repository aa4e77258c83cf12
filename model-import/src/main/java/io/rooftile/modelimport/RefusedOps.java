package io.rooftile.modelimport;

import java.util.List;

/// Operations that no layer stands for, with the reason that they share.
///
/// @param ops what the format calls them
/// @param reason why they cannot be imported
/// @param hint what the user can do
public record RefusedOps(List<String> ops, String reason, String hint) {
    public RefusedOps {
        ops = List.copyOf(ops);
    }
}
