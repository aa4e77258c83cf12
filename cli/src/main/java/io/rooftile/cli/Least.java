package io.rooftile.cli;

import io.rooftile.core.UserInputException;

/// The least that a number on the command line may be.
final class Least {
    private Least() {}

    /// @throws UserInputException when an option was given less
    static void require(String option, long given, long least) {
        if (given < least) {
            throw UserInputException.of(option, "", "it was " + given, "give at least " + least);
        }
    }
}
