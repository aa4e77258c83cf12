package io.rooftile.core.network;

import java.util.List;

/// The same real numbers in another format or with another scale.
public record Requantise(String name, Tensor input, Tensor output) implements Layer {
    public Requantise {
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
    public Requantise withInputs(List<Tensor> inputs) {
        return new Requantise(name, Checks.only(inputs), output);
    }

    @Override
    public Requantise withOutput(Tensor newOutput) {
        return new Requantise(name, input, newOutput);
    }
}
