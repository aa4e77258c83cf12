package io.rooftile.dse;

import io.rooftile.core.design.Design;
import io.rooftile.core.design.Family;
import io.rooftile.costmodel.DesignSpace;
import io.rooftile.costmodel.Estimate;
import io.rooftile.costmodel.Figures;
import io.rooftile.costmodel.Knob;
import io.rooftile.costmodel.Outcome;
import io.rooftile.costmodel.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A design space without the designs that former ones, which tools found to fail, rule out.
///
/// @param designs the space
/// @param failures of designs of its family on its part
public record LearnedSpace(DesignSpace designs, List<KnownFailure> failures) implements DesignSpace {
    public LearnedSpace {
        failures = List.copyOf(failures);
    }

    @Override
    public Family family() {
        return designs.family();
    }

    @Override
    public List<Knob> knobs() {
        return designs.knobs();
    }

    @Override
    public void evaluate(int[] choices, Figures out) {
        designs.evaluate(choices, out);
        out.violation += excess(out);
    }

    /// A design that several failures are against is as far from all of them together.
    private double excess(Figures figures) {
        double excess = 0;
        for (KnownFailure failure : failures) {
            Optional<Violation> violation = failure.against(figures);
            if (violation.isPresent()) {
                excess += violation.get().demand() / violation.get().limit() - 1;
            }
        }
        return excess;
    }

    @Override
    public Design design(int[] choices) {
        return designs.design(choices);
    }

    @Override
    public Outcome estimate(Design design) {
        Outcome outcome = designs.estimate(design);
        List<Violation> found = failures.stream()
                .flatMap(failure -> failure.against(outcome.estimate().figures()).stream())
                .toList();
        if (found.isEmpty()) {
            return outcome;
        }
        Figures figures = outcome.estimate().figures().copy();
        figures.violation += excess(figures);
        return switch (outcome) {
            case Outcome.Feasible feasible -> new Outcome.Infeasible(with(feasible.estimate(), figures), found);
            case Outcome.Infeasible infeasible -> {
                List<Violation> all = new ArrayList<>(infeasible.violations());
                all.addAll(found);
                yield new Outcome.Infeasible(with(infeasible.estimate(), figures), all);
            }
        };
    }

    private static Estimate with(Estimate estimate, Figures figures) {
        return new Estimate(estimate.design(), figures, estimate.layers(), estimate.basis(), estimate.coefficientSet());
    }
}
