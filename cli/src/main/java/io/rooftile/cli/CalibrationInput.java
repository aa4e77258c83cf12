package io.rooftile.cli;

import io.rooftile.calibration.experiment.Measured;
import io.rooftile.calibration.experiment.Measured.Placed;
import io.rooftile.calibration.feedback.Feedback;
import io.rooftile.calibration.feedback.Feedback.Placement;
import io.rooftile.calibration.feedback.FeedbackSet;
import io.rooftile.calibration.fit.Calibration;
import io.rooftile.core.UserInputException;
import io.rooftile.costmodel.Target;
import io.rooftile.resourcedb.ResourceDatabase;
import java.util.List;
import java.util.Optional;

/// What is fitted: measurements of the experiment, and of users' designs.
///
/// @param feedback of this version's formulas
/// @param otherFormulas users' designs that were measured when formulas or hardware were others, which are left out
record CalibrationInput(
        List<Measured> experiment,
        List<Feedback> feedback,
        long otherFormulas,
        ResourceDatabase database,
        String file) {
    CalibrationInput {
        experiment = List.copyOf(experiment);
        feedback = List.copyOf(feedback);
    }

    /// @throws UserInputException when nothing is left, or a user's designs were measured with other versions of tools
    static CalibrationInput of(List<Measured> experiment, FeedbackSet own, ResourceDatabase database) {
        List<Feedback> current = PresentFormulas.of(own, database);
        for (Feedback one : current) {
            experiment.stream()
                    .filter(known -> known.architecture().equals(one.hardware().architecture()))
                    .forEach(known -> requireSameTools(known, one, own.file()));
        }
        if (experiment.isEmpty() && current.isEmpty()) {
            throw UserInputException.of(
                    own.file(),
                    "",
                    own.rows().isEmpty()
                            ? "it has no measurements"
                            : "all of its designs were measured when formulas or hardware were others",
                    "validate designs with this version");
        }
        return new CalibrationInput(experiment, current, own.rows().size() - current.size(), database, own.file());
    }

    private static void requireSameTools(Measured known, Feedback one, String file) {
        requireSame(known.tool(), one.found().tool(), one, file);
        Optional<String> placer =
                switch (one.found().placement()) {
                    case Placement.Routed routed -> Optional.of(routed.placer());
                    case Placement.None _, Placement.Failed _ -> Optional.empty();
                };
        known.placed().map(Placed::tool).ifPresent(tool -> placer.ifPresent(own -> requireSame(tool, own, one, file)));
    }

    private static void requireSame(String shipped, String own, Feedback one, String file) {
        if (!shipped.equals(own)) {
            throw UserInputException.of(
                    file,
                    one.hardware().name(),
                    "it was measured with " + own + ", the designs that come with Rooftile with " + shipped,
                    "fit yours by themselves with --apart");
        }
    }

    Calibration fit() {
        return Calibration.of(experiment, feedback, this::theory);
    }

    private Target theory(String architecture) {
        if (FamilyBoards.find(database, architecture).isEmpty()) {
            throw UserInputException.of(
                    file,
                    "",
                    "measurements on " + architecture + " are not known",
                    "it must be one of " + FamilyBoards.families());
        }
        return FamilyBoards.theory(database, architecture);
    }
}
