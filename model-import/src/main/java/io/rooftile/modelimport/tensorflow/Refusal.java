package io.rooftile.modelimport.tensorflow;

/// Why one node cannot become a layer. It is caught per node, so that all of them are reported at once.
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final String hint;
    private final boolean isMalformed;

    /// The node is legal, but no accelerator or reader has it.
    Refusal(String reason, String hint) {
        this(reason, hint, false);
    }

    private Refusal(String reason, String hint, boolean isMalformed) {
        super(reason, null, false, false);
        this.reason = reason;
        this.hint = hint;
        this.isMalformed = isMalformed;
    }

    /// The file breaks the format's own rules: reading ends here.
    static Refusal malformed(String what) {
        return new Refusal(what, "the graph is malformed, export it again", true);
    }

    String reason() {
        return reason;
    }

    String hint() {
        return hint;
    }

    boolean isMalformed() {
        return isMalformed;
    }
}
