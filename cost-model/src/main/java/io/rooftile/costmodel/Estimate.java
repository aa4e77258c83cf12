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

    /// The same with an accuracy.
    ///
    /// @param ofAccuracy how far it can be trusted
    public Estimate withAccuracy(double accuracy, Basis ofAccuracy) {
        Figures accurate = figures.copy();
        accurate.accuracy = accuracy;
        Map<String, Basis> bases = new HashMap<>(basis);
        bases.put("accuracy", ofAccuracy);
        return new Estimate(design, accurate, layers, bases, coefficientSet);
    }
}
