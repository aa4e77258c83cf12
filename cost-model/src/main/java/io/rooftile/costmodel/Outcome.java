package io.rooftile.costmodel;

import java.util.List;

/// What estimating a design gave.
public sealed interface Outcome {
    /// The figures; of an infeasible design what it would be if it fitted.
    Estimate estimate();

    /// The design fits.
    record Feasible(Estimate estimate) implements Outcome {}

    /// The design does not fit.
    ///
    /// @param violations at least one
    record Infeasible(Estimate estimate, List<Violation> violations) implements Outcome {
        public Infeasible {
            violations = List.copyOf(violations);
            if (violations.isEmpty()) {
                throw new IllegalArgumentException("an infeasible design needs a violation");
            }
        }
    }
}
