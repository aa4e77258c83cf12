package io.rooftile.modelimport.keras;

/// A layer is well formed but cannot become layers of a network. Never leaves the package: the reader collects
/// them all and reports them at once.
final class RefusedLayerException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String hint;

    /// A refusal.
    ///
    /// @param reason why the layer cannot be imported
    /// @param hint what the user can do
    RefusedLayerException(String reason, String hint) {
        super(reason);
        this.hint = hint;
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    String hint() {
        return hint;
    }
}
