package io.rooftile.modelimport.tensorflow;

import java.util.List;

/// An operation of the flat graph, without control inputs.
///
/// @param inputs as written: they may name a call, see [FlatGraph#resolve(Ref)]
record Node(String name, String op, List<Ref> inputs, Attributes attributes) {
    Node {
        inputs = List.copyOf(inputs);
    }
}
