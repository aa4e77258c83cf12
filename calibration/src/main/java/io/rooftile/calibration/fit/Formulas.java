package io.rooftile.calibration.fit;

import io.rooftile.calibration.experiment.Laboratory;
import io.rooftile.calibration.experiment.Subject;
import io.rooftile.calibration.feedback.Feedback.Circuits;
import io.rooftile.calibration.tool.ContentKey;
import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.network.Network;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.dataflow.BuiltStreams;
import io.rooftile.costmodel.dataflow.DataflowModel;
import io.rooftile.costmodel.fabric.Circuit;
import java.util.Arrays;
import java.util.List;

/// What the formulas of the cost model say of designs, by kind of circuit, and which formulas they are.
public final class Formulas {
    /// All kinds of circuits are in these: the first designs of the experiment.
    static final int PROBES = 9;

    private static final int DIGITS = 16;

    private Formulas() {}

    /// What a fit needs to know of a design as it is built.
    ///
    /// @param network in the design's numbers
    /// @param theory the design's board, and a coefficient set whose factors are 1
    /// @param hash of the formulas
    public static Circuits of(
            Network network, DataflowDesign design, BuiltStreams streams, Target theory, String hash) {
        CircuitTerms terms = CircuitTerms.of(network, design, streams, theory);
        return new Circuits(hash, DataflowModel.logicLevels(network, design), list(terms.luts()), list(terms.ffs()));
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    /// Tells formulas and generator from others: a hash of what they make of the first designs of the experiment on a
    /// part. Nobody has to remember to change a version.
    ///
    /// @param theory a board with the part, and a coefficient set whose factors are 1
    public static String hash(Target theory) {
        ContentKey key = new ContentKey("formulas");
        for (Circuit circuit : Circuit.values()) {
            key.text(circuit.name());
        }
        for (int number = 1; number <= PROBES; number++) {
            Subject subject = Subject.of(number, theory.board().part());
            CircuitTerms terms = CircuitTerms.of(subject, theory);
            key.text(Laboratory.hash(subject))
                    .text(Arrays.toString(terms.luts()))
                    .text(Arrays.toString(terms.ffs()))
                    .text(terms.resources().toString())
                    .text(Double.toString(
                            DataflowModel.logicLevels(subject.network().network(), subject.design())));
        }
        return key.hex().substring(0, DIGITS);
    }
}
