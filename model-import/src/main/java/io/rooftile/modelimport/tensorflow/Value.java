package io.rooftile.modelimport.tensorflow;

import io.rooftile.core.network.Tensor;

/// What an output of a node is for the import.
sealed interface Value {
    /// Data that depends on the network's inputs.
    record Flow(Tensor tensor) implements Value {}

    /// Numbers known now.
    record Known(Literal literal) implements Value {}

    /// A variable that a read operation takes, by the name of the node that declares it.
    record Variable(String node) implements Value {}

    /// The branch of a condition that is not taken.
    record Dead() implements Value {}

    /// Nothing, because this node or one before it was refused.
    record Missing() implements Value {}
}
