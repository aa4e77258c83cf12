package io.rooftile.cli;

import io.rooftile.calibration.feedback.Feedback;
import io.rooftile.calibration.feedback.FeedbackSet;
import io.rooftile.calibration.fit.Formulas;
import io.rooftile.core.UserInputException;
import io.rooftile.resourcedb.ResourceDatabase;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Users' measured designs of which this version's formulas say what they said when they were measured.
final class PresentFormulas {
    private PresentFormulas() {}

    /// Those of a set.
    ///
    /// @throws UserInputException when one is of an architecture that is not known
    static List<Feedback> of(FeedbackSet set, ResourceDatabase database) {
        Map<String, String> hashes = new TreeMap<>();
        return set.rows().stream()
                .filter(row -> hashes.computeIfAbsent(
                                row.hardware().architecture(), known -> hash(known, set.file(), database))
                        .equals(row.circuits().formulas()))
                .toList();
    }

    private static String hash(String architecture, String file, ResourceDatabase database) {
        if (!database.architectureNames().contains(architecture)) {
            throw UserInputException.of(
                    file,
                    "",
                    "measurements on " + architecture + " are not known",
                    "it must be one of " + database.architectureNames());
        }
        return Formulas.hash(FamilyBoards.theory(database, architecture));
    }
}
