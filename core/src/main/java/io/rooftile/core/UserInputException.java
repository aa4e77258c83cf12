package io.rooftile.core;

/// What a user gave is wrong: which file, where in it, what is wrong and what to do. The command line prints the
/// message as one line and exits with 2; nothing else is thrown for bad input.
public final class UserInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private UserInputException(String message) {
        super(message);
    }

    /// One line of file, place, what is wrong and what to do.
    ///
    /// @param source the file, folder or option that is wrong
    /// @param location where in it: a line, a node, a key; empty when the whole is meant
    /// @param what what is wrong
    /// @param hint what to do about it
    public static UserInputException of(String source, String location, String what, String hint) {
        String place = location.isEmpty() ? source : source + ", " + location;
        return new UserInputException(oneLine(place + ": " + what + "; " + hint));
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s*[\\r\\n]+\\s*", " ");
    }
}
