package io.rooftile.rtl.overlay;

/// A program asks the engine for something that it cannot do, or that would give undefined results.
public final class EngineFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EngineFault(String message) {
        super(message);
    }
}
