package io.rooftile.examples;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/// The ends of a network in its graph: rows in, one probability per class out, and the weights between them.
record Classifier(
        Operand<TFloat32> input,
        Operand<TFloat32> logits,
        Operand<TFloat32> probabilities,
        List<LayerStack.Weight> weights) {

    Classifier {
        weights = List.copyOf(weights);
    }
}
