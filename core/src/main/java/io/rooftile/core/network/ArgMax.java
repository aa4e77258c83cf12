package io.rooftile.core.network;

import java.util.List;

/// The index of the largest element of the last dimension, the first of equals.
public record ArgMax(String name, Tensor input, Tensor output) implements Layer {
    public ArgMax {
        if (output.shape().elements() * input.shape().channels()
                != input.shape().elements()) {
            throw new IllegalArgumentException(
                    name + ": input " + input.shape() + " cannot be reduced to " + output.shape());
        }
    }

    @Override
    public List<Tensor> inputs() {
        return List.of(input);
    }

    @Override
    public LoopNest loops() {
        return LoopNest.elementwise(input.shape());
    }

    @Override
    public ArgMax withInputs(List<Tensor> inputs) {
        return new ArgMax(name, Checks.only(inputs), output);
    }

    @Override
    public ArgMax withOutput(Tensor newOutput) {
        return new ArgMax(name, input, newOutput);
    }
}
