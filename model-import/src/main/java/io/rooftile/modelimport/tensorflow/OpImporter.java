package io.rooftile.modelimport.tensorflow;

/// Turns the nodes of one family of operations into layers.
@FunctionalInterface
interface OpImporter {
    /// What the node's first output is; layers go to `step`.
    ///
    /// @throws Refusal when this node cannot become a layer
    Value read(Step step) throws Refusal;
}
