package io.rooftile.costmodel.overlay;

/// The engine cannot do a layer: why, and what would help.
final class NoHardwareException extends RuntimeException {
    private static final long serialVersionUID = 1;

    final String lever;

    NoHardwareException(String reason, String lever) {
        super(reason);
        this.lever = lever;
    }

    static NoHardwareException ofOperation() {
        return new NoHardwareException(
                "the engine has no such operation", "a network without it, or a dataflow design");
    }
}
