package io.rooftile.costmodel;

import io.rooftile.core.design.Design;
import io.rooftile.core.device.Basis;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a model says of one design.
///
/// @param design with everything the model chose filled in (tilings)
/// @param figures of the whole; not shared, never written again
/// @param layers in the network's order
/// @param basis how far each figure can be trusted, by figure name as in [Figures]
/// @param coefficientSet id of the coefficients used
public record Estimate(
        Design design, Figures figures, List<LayerEstimate> layers, Map<String, Basis> basis, String coefficientSet) {
    public Estimate {
        layers = List.copyOf(layers);
        basis = Map.copyOf(basis);
    }

    /// The same with the accuracy that was counted on rows.
    public Estimate withAccuracy(double accuracy) {
        Figures measured = figures.copy();
        measured.accuracy = accuracy;
        Map<String, Basis> withAccuracy = new HashMap<>(basis);
        withAccuracy.put("accuracy", Basis.EXACT);
        return new Estimate(design, measured, layers, withAccuracy, coefficientSet);
    }
}
