package io.rooftile.rtl.dataflow;

/// A layer for which there is no hardware, and why; collected, so that a user hears of all of them at once.
final class UnsupportedLayerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnsupportedLayerException(String reason) {
        super(reason);
    }
}
