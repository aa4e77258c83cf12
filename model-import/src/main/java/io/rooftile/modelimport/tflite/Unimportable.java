package io.rooftile.modelimport.tflite;

/// An operation that cannot become layers. It ends the import of that operation only: the reader catches it,
/// notes it with the operation's name, and goes on to find the others.
final class Unimportable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String hint;

    Unimportable(String reason, String hint) {
        super(reason, null, false, false);
        this.hint = hint;
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    String hint() {
        return hint;
    }
}
