package io.rooftile.calibration.feedback;

import io.rooftile.calibration.feedback.Feedback.Hardware;
import io.rooftile.calibration.feedback.Feedback.Placement;
import io.rooftile.core.UserInputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A user's measured designs, in the order of their names. One that is measured again counts once; what contradicts
/// what is known, or comes of another version of a tool, is refused.
///
/// @param file for messages
public record FeedbackSet(String file, List<Feedback> rows) {
    private static final Comparator<Hardware> BY_NAME = Comparator.comparing(Hardware::part)
            .thenComparing(Hardware::network)
            .thenComparing(Hardware::design)
            .thenComparing(Hardware::sha256)
            .thenComparingLong(Hardware::clockHertz);

    private static final Comparator<Feedback> ORDER = Comparator.comparing(Feedback::hardware, BY_NAME)
            .thenComparing(row -> row.found().placement().toString());

    public FeedbackSet {
        rows = rows.stream().sorted(ORDER).toList();
    }

    /// One without designs.
    public static FeedbackSet empty(String file) {
        return new FeedbackSet(file, List.of());
    }

    /// The set with one more measurement. Of a design that is known the newer row stands, but that one which was
    /// routed is never replaced by one which was not.
    ///
    /// @param place of the measurement, for messages
    /// @throws UserInputException when it contradicts what is known
    public FeedbackSet with(Feedback row, String place) {
        List<Feedback> others = new ArrayList<>(rows);
        for (Feedback other : rows) {
            requireSameTools(other, row, place);
            if (isSame(other.hardware(), row.hardware())) {
                requireSameFigures(other, row, place);
                if (other.hardware().clockHertz() == row.hardware().clockHertz()) {
                    if (knows(other) > knows(row)) {
                        return this;
                    }
                    if (knows(other) < knows(row) || seed(other).equals(seed(row))) {
                        others.remove(other);
                    }
                }
            }
        }
        others.add(row);
        return new FeedbackSet(file, others);
    }

    private static boolean isSame(Hardware one, Hardware other) {
        return one.part().equals(other.part()) && one.sha256().equals(other.sha256());
    }

    /// How much is known of the placement.
    private static int knows(Feedback row) {
        return switch (row.found().placement()) {
            case Placement.None _ -> 0;
            case Placement.Failed _ -> 1;
            case Placement.Routed _ -> 2;
        };
    }

    private static Optional<Placement.Routed> routed(Feedback row) {
        return switch (row.found().placement()) {
            case Placement.None _, Placement.Failed _ -> Optional.empty();
            case Placement.Routed routed -> Optional.of(routed);
        };
    }

    private static Optional<Long> seed(Feedback row) {
        return routed(row).map(Placement.Routed::seed);
    }

    private void requireSameFigures(Feedback other, Feedback row, String place) {
        boolean isSamePlacement =
                other.hardware().clockHertz() == row.hardware().clockHertz()
                        && seed(other).equals(seed(row));
        if (!other.found().resources().equals(row.found().resources())
                || (isSamePlacement && !routed(other).equals(routed(row)))) {
            throw UserInputException.of(
                    file,
                    place,
                    row.hardware().name() + " on " + row.hardware().part() + " was measured before, otherwise",
                    "keep one of the two measurements, or take another file");
        }
    }

    private void requireSameTools(Feedback other, Feedback row, String place) {
        requireSame(other.found().tool(), row.found().tool(), place);
        Optional<String> placer = placer(row);
        placer(other).ifPresent(known -> placer.ifPresent(now -> requireSame(known, now, place)));
    }

    private void requireSame(String known, String now, String place) {
        if (!known.equals(now)) {
            throw UserInputException.of(
                    file,
                    place,
                    "it was measured with " + now + ", what is known with " + known,
                    "keep measurements of each version in a file of its own");
        }
    }

    private static Optional<String> placer(Feedback row) {
        return switch (row.found().placement()) {
            case Placement.None _ -> Optional.empty();
            case Placement.Failed failed -> Optional.of(failed.placer());
            case Placement.Routed routed -> Optional.of(routed.placer());
        };
    }
}
