package io.rooftile.calibration.fit;

import io.rooftile.calibration.experiment.Subject;
import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.device.Coefficient;
import io.rooftile.core.device.Coefficients;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.core.network.Network;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.dataflow.BuiltStreams;
import io.rooftile.costmodel.dataflow.DataflowModel;
import io.rooftile.costmodel.fabric.Circuit;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// What the cost model says of a design, by kind of circuit: LUTs and flip-flops are sums over circuits of a
/// factor times
/// what the circuit's formula says, so raising one factor shows the formula's part.
///
/// @param luts by circuit, in the order of [Circuit]
/// @param ffs likewise
/// @param resources in all, with all factors 1
@SuppressWarnings("ArrayRecordComponent") // Rows of a matrix, never compared.
record CircuitTerms(double[] luts, double[] ffs, ResourceVector resources) {
    /// Large, so that rounding up to whole blocks does not show.
    private static final double RAISE = 1e4;

    static CircuitTerms of(Subject subject, Target theory) {
        return of(
                subject.network().network(),
                subject.design(),
                subject.hardware().streams(),
                theory);
    }

    /// Of a design as it is built.
    ///
    /// @param network in the design's numbers
    static CircuitTerms of(Network network, DataflowDesign design, BuiltStreams streams, Target theory) {
        Function<Target, ResourceVector> estimate = target -> DataflowModel.accelerator(
                DataflowModel.estimate(network, design, target, streams).estimate());
        Circuit[] circuits = Circuit.values();
        ResourceVector plain = estimate.apply(theory);
        double[] luts = new double[circuits.length];
        double[] ffs = new double[circuits.length];
        for (int i = 0; i < circuits.length; i++) {
            Circuit circuit = circuits[i];
            luts[i] = (estimate.apply(raised(theory, circuit, Circuit::lutsFactor))
                                    .lut()
                            - plain.lut())
                    / RAISE;
            ffs[i] =
                    (estimate.apply(raised(theory, circuit, Circuit::ffsFactor)).ff() - plain.ff()) / RAISE;
        }
        return new CircuitTerms(luts, ffs, plain);
    }

    private static Target raised(Target target, Circuit circuit, Function<Circuit, String> name) {
        String architecture = target.board().part().architecture();
        Coefficients given = target.coefficients();
        Map<String, Coefficient> values = new TreeMap<>(given.byArchitecture().get(architecture));
        values.computeIfPresent(
                name.apply(circuit),
                (_, old) -> new Coefficient(old.value() + RAISE, old.unit(), old.basis(), old.source()));
        return new Target(target.board(), target.budget(), new Coefficients(given.id(), Map.of(architecture, values)));
    }
}
