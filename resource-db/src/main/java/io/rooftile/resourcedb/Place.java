package io.rooftile.resourcedb;

import io.rooftile.core.UserInputException;

/// Where in which file something stands.
///
/// @param lineNumber counted from 1
/// @param columnNumber counted from 1
record Place(String file, int lineNumber, int columnNumber) {
    /// The mistake at this place.
    UserInputException mistake(String what, String hint) {
        return UserInputException.of(file, "line " + lineNumber + ", column " + columnNumber, what, hint);
    }
}
