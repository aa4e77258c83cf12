package io.rooftile.core.network;

import java.util.List;

/// The same elements in the same order under another shape: no work, no movement in a stream.
public record Reshape(String name, Tensor input, Tensor output) implements Layer {
    public Reshape {
        Checks.sameElements(name, input, output);
    }

    @Override
    public List<Tensor> inputs() {
        return List.of(input);
    }

    @Override
    public LoopNest loops() {
        return LoopNest.elementwise(output.shape());
    }

    @Override
    public Reshape withInputs(List<Tensor> inputs) {
        return new Reshape(name, Checks.only(inputs), output);
    }

    @Override
    public Reshape withOutput(Tensor newOutput) {
        return new Reshape(name, input, newOutput);
    }
}
