package io.rooftile.campaign;

import io.rooftile.core.UserInputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What is wrong with a campaign file, all of it at once: a campaign runs overnight, and its file is corrected once.
final class Mistakes {
    private record Mistake(int line, String what, String hint) {
        String text() {
            return "line " + line + ": " + what + "; " + hint;
        }
    }

    private final String source;
    private final List<Mistake> mistakes = new ArrayList<>();

    /// @param source the file
    Mistakes(String source) {
        this.source = source;
    }

    /// Notes one.
    ///
    /// @param line counted from 1
    void add(int line, String what, String hint) {
        mistakes.add(new Mistake(line, what, hint));
    }

    /// Notes what somebody else found wrong with a value.
    void add(int line, UserInputException exception) {
        add(line, String.valueOf(exception.getMessage()), "correct this line");
    }

    /// @throws UserInputException when there are any
    void requireNone() {
        if (mistakes.size() == 1) {
            Mistake only = mistakes.getFirst();
            throw UserInputException.of(source, "line " + only.line(), only.what(), only.hint());
        }
        if (!mistakes.isEmpty()) {
            throw UserInputException.withDetails(
                    source,
                    "",
                    "there are " + mistakes.size() + " mistakes in it",
                    "each is named below with its line",
                    mistakes.stream()
                            .sorted(Comparator.comparingInt(Mistake::line))
                            .map(Mistake::text)
                            .toList());
        }
    }
}
