package io.rooftile.resourcedb;

import io.rooftile.core.UserInputException;
import java.util.Objects;

/// What a user would read.
final class Messages {
    private Messages() {}

    static String of(UserInputException e) {
        return Objects.requireNonNull(e.getMessage());
    }
}
