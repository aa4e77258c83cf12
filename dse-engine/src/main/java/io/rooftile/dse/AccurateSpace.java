package io.rooftile.dse;

import io.rooftile.core.design.Design;
import io.rooftile.core.design.Family;
import io.rooftile.costmodel.DesignSpace;
import io.rooftile.costmodel.Estimate;
import io.rooftile.costmodel.Figures;
import io.rooftile.costmodel.Knob;
import io.rooftile.costmodel.Outcome;
import java.util.List;

/// A design space whose figures say how accurate the network is: predicted where designs are searched, measured where
/// one is estimated in full.
public record AccurateSpace(DesignSpace designs, AccuracyModel accuracy) implements DesignSpace {
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
        out.accuracy = isAsked(out) ? accuracy.predict(designs.design(choices)) : Double.NaN;
    }

    /// Nobody asks how accurate a pipeline is that does not fit. Overlays that do not fit are compared as well,
    /// by [KnobDescent], and their few pairs of bits are soon predicted.
    private boolean isAsked(Figures figures) {
        return figures.isFeasible()
                || switch (family()) {
                    case OVERLAY -> true;
                    case DATAFLOW -> false;
                };
    }

    @Override
    public Design design(int[] choices) {
        return designs.design(choices);
    }

    @Override
    public Outcome estimate(Design design) {
        return switch (designs.estimate(design)) {
            case Outcome.Feasible feasible -> new Outcome.Feasible(measured(feasible.estimate()));
            case Outcome.Infeasible infeasible ->
                new Outcome.Infeasible(measured(infeasible.estimate()), infeasible.violations());
        };
    }

    private Estimate measured(Estimate estimate) {
        return estimate.withAccuracy(
                accuracy.measure(estimate.design()), accuracy.kind().basis());
    }
}
