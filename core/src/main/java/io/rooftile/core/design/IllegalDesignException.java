package io.rooftile.core.design;

/// A design is not one of its network on its part: a stage missing, a parallelism that does not divide, blocks that
/// the part does not have. The message names the layer, the rule and the value; who read the design from a file adds
/// which file.
public final class IllegalDesignException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public IllegalDesignException(String message) {
        super(message);
    }
}
