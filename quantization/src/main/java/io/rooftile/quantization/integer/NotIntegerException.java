package io.rooftile.quantization.integer;

/// Why one layer cannot be computed in integers; [IntegerNetwork] collects them all.
final class NotIntegerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotIntegerException(String reason) {
        super(reason);
    }
}
