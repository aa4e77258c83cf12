package io.rooftile.calibration.fit;

import io.rooftile.calibration.experiment.Measured;
import io.rooftile.calibration.experiment.Measured.Placed;
import io.rooftile.calibration.experiment.Subject;
import io.rooftile.calibration.feedback.Feedback;
import io.rooftile.calibration.feedback.Feedback.Circuits;
import io.rooftile.calibration.feedback.Feedback.Hardware;
import io.rooftile.calibration.feedback.Feedback.Placement;
import io.rooftile.core.device.Part;
import io.rooftile.core.device.Resource;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.dataflow.DataflowModel;
import java.util.List;
import java.util.OptionalLong;

/// A measured design with all that the cost model says of it.
///
/// @param design its name
/// @param isOfUser whether it is a user's, not one of the experiment
/// @param tool that mapped it
/// @param measured without a board's shell
/// @param fmaxHertz empty where it was not placed
/// @param expected what the fits see of the cost model
record Known(
        String design,
        boolean isOfUser,
        String tool,
        ResourceVector measured,
        OptionalLong fmaxHertz,
        Expected expected) {
    /// What the cost model says.
    ///
    /// @param levels LUTs of the longest path
    /// @param partLuts of the part, empty
    private record Expected(CircuitTerms terms, double levels, String part, long partLuts) {}

    static Known of(Measured measured, Subject subject, Target theory) {
        Part part = theory.board().part();
        return new Known(
                Integer.toString(measured.number()),
                false,
                measured.tool(),
                measured.resources(),
                measured.placed().stream().mapToLong(Placed::fmaxHertz).findFirst(),
                new Expected(
                        CircuitTerms.of(subject, theory),
                        DataflowModel.logicLevels(subject.network().network(), subject.design()),
                        part.name(),
                        part.capacity().lut()));
    }

    static Known of(Feedback feedback) {
        Hardware hardware = feedback.hardware();
        Circuits circuits = feedback.circuits();
        return new Known(
                hardware.name(),
                true,
                feedback.found().tool(),
                feedback.found().resources(),
                fmaxHertz(feedback.found().placement()),
                new Expected(
                        new CircuitTerms(
                                doubles(circuits.luts()),
                                doubles(circuits.ffs()),
                                feedback.estimated().accelerator()),
                        circuits.levels(),
                        hardware.part(),
                        hardware.partLuts()));
    }

    private static OptionalLong fmaxHertz(Placement placement) {
        return switch (placement) {
            case Placement.Routed routed -> OptionalLong.of(routed.fmaxHertz());
            case Placement.None _, Placement.Failed _ -> OptionalLong.empty();
        };
    }

    private static double[] doubles(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    CircuitTerms terms() {
        return expected.terms();
    }

    double levels() {
        return expected.levels();
    }

    String part() {
        return expected.part();
    }

    long partLuts() {
        return expected.partLuts();
    }

    long figure(Resource resource) {
        return measured.get(resource);
    }

    boolean isExact(Resource resource) {
        return terms().resources().get(resource) == figure(resource);
    }
}
