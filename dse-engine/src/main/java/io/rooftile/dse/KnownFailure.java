package io.rooftile.dse;

import io.rooftile.core.device.Resource;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.costmodel.Figures;
import io.rooftile.costmodel.Violation;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/// What tools found of a design that did not become what its estimate promised, and what that says of others.
public sealed interface KnownFailure {
    /// What is against a design; empty where this failure says nothing of it.
    Optional<Violation> against(Figures figures);

    /// A design that there was no room for: there is none for any that is no smaller.
    ///
    /// @param design its name
    /// @param estimated its blocks, as a search compares them
    record TooLarge(String design, ResourceVector estimated) implements KnownFailure {
        /// The limit is what did not fit, of the kind that the design exceeds least.
        @Override
        public Optional<Violation> against(Figures figures) {
            ResourceVector used = figures.resources();
            if (Arrays.stream(Resource.values()).anyMatch(kind -> used.get(kind) < estimated.get(kind))) {
                return Optional.empty();
            }
            return Arrays.stream(Resource.values())
                    .filter(kind -> estimated.get(kind) > 0)
                    .map(kind -> violation(kind, used))
                    .min(Comparator.comparingDouble(violation -> violation.demand() / violation.limit()));
        }

        /// Less than a block more is too much.
        private Violation violation(Resource kind, ResourceVector used) {
            return new Violation(
                    kind.word(),
                    (double) used.get(kind),
                    estimated.get(kind) - 0.5,
                    "blocks",
                    design + ", which is no larger, was found not to fit: take a smaller design or a larger part");
        }
    }

    /// A design that did not reach its clock: none with as many LUTs or more reaches more, for wires get longer as the
    /// part fills, which is what a fitted clock says too.
    ///
    /// @param design its name
    /// @param estimatedLuts its LUTs, as a search compares them
    /// @param reachedHertz what its slowest path allows
    record TooFast(String design, long estimatedLuts, long reachedHertz) implements KnownFailure {
        @Override
        public Optional<Violation> against(Figures figures) {
            return figures.clockHertz > reachedHertz && figures.lut >= estimatedLuts
                    ? Optional.of(new Violation(
                            "clock",
                            (double) figures.clockHertz,
                            (double) reachedHertz,
                            "Hz",
                            design + ", which has no more LUTs, was found to reach no more: take a lower clock"))
                    : Optional.empty();
        }
    }
}
