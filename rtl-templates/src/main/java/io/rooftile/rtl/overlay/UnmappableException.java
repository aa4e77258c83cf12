package io.rooftile.rtl.overlay;

/// The engine cannot compute a layer; the message says what of it.
final class UnmappableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnmappableException(String message) {
        super(message);
    }
}
