package io.rooftile.core.network;

import java.util.List;

/// `out = function(in)`, where no layer before it could take the function in.
public record Activation(String name, Tensor input, Tensor output, ActivationFunction function) implements Layer {
    public Activation {
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
    public Activation withInputs(List<Tensor> inputs) {
        return new Activation(name, Checks.only(inputs), output, function);
    }

    @Override
    public Activation withOutput(Tensor newOutput) {
        return new Activation(name, input, newOutput, function);
    }
}
