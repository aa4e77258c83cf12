package io.rooftile.calibration.dataflow;

import io.rooftile.core.dataflow.Folding;
import io.rooftile.core.dataflow.Pipeline;
import io.rooftile.core.dataflow.StageShape;
import io.rooftile.core.design.Bound;
import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.design.Stage;
import io.rooftile.core.network.Network;
import java.util.List;

/// The stage that sets a design's pace.
///
/// @param layer its name
/// @param bound what it waits for
/// @param macs multiply-accumulates of one inference, those with padding too; 0 where it has no weights
/// @param multipliers PE*SIMD
/// @param intervalCycles of the closed form
record Bottleneck(String layer, Bound bound, long macs, long multipliers, long intervalCycles) {
    /// The slowest stage; of equals one that has multipliers which never wait, where there is one.
    static Bottleneck of(Network network, DataflowDesign design) {
        List<StageShape> shapes = Pipeline.of(network).stages();
        Bottleneck slowest = of(shapes.getFirst(), design.stages().getFirst());
        for (int i = 1; i < shapes.size(); i++) {
            Bottleneck other = of(shapes.get(i), design.stages().get(i));
            boolean isSlower = other.intervalCycles > slowest.intervalCycles;
            boolean isBusier =
                    other.intervalCycles == slowest.intervalCycles && other.isMultiplying() && !slowest.isMultiplying();
            slowest = isSlower || isBusier ? other : slowest;
        }
        return slowest;
    }

    private static Bottleneck of(StageShape shape, Stage stage) {
        Folding folding = Folding.of(shape, stage.pe(), stage.simd());
        return new Bottleneck(
                shape.name(),
                folding.bound(),
                shape.layer().macs(),
                (long) stage.pe() * stage.simd(),
                folding.intervalCycles());
    }

    /// Whether multipliers set the pace, not a pool, the input stream or the filling of window registers.
    boolean isMultiplying() {
        return macs > 0 && bound == Bound.COMPUTE;
    }

    /// Multiply-accumulates per multiplier and cycle, at most 1.
    ///
    /// @param measuredCycles between inferences
    double efficiency(long measuredCycles) {
        return (double) macs / multipliers / measuredCycles;
    }
}
