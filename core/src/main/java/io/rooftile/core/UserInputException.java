package io.rooftile.core;

import java.util.List;

/// What a user gave is wrong: which file, where in it, what is wrong and what to do. The command line prints
/// the message as one line, the details below it, and exits with 2; nothing else is thrown for bad input.
public final class UserInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> details;

    private UserInputException(String message, List<String> details) {
        super(oneLine(message));
        this.details = details.stream().map(UserInputException::oneLine).toList();
    }

    /// One line of file, place, what is wrong and what to do.
    ///
    /// @param source the file, folder or option that is wrong
    /// @param location where in it: a line, a node, a key; empty when the whole is meant
    /// @param what what is wrong
    /// @param hint what to do about it
    public static UserInputException of(String source, String location, String what, String hint) {
        return withDetails(source, location, what, hint, List.of());
    }

    /// The same with a line for each of several faults of one kind.
    public static UserInputException withDetails(
            String source, String location, String what, String hint, List<String> details) {
        String place = location.isEmpty() ? source : source + ", " + location;
        return new UserInputException(place + ": " + what + "; " + hint, details);
    }

    /// One line where there is a single fault; else one line for all, and one for each.
    ///
    /// @param faults what is wrong, each with its place; at least one
    /// @param what they come to where there are several
    /// @param hint what to do about all of them
    public static UserInputException ofFaults(String source, List<String> faults, String what, String hint) {
        return faults.size() == 1
                ? of(source, "", faults.getFirst(), hint)
                : withDetails(source, "", what, hint, faults);
    }

    /// One line for each single fault, empty when the message says it all.
    public List<String> details() {
        return details;
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s*[\\r\\n]+\\s*", " ");
    }
}
