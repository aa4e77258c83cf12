package io.rooftile.core.network;

import java.util.List;

/// `out[c] = exp(beta * in[c]) / sum over c of exp(beta * in[c])`, along the last dimension.
public record Softmax(String name, Tensor input, Tensor output, double beta) implements Layer {
    public Softmax {
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
    public Softmax withInputs(List<Tensor> inputs) {
        return new Softmax(name, Checks.only(inputs), output, beta);
    }

    @Override
    public Softmax withOutput(Tensor newOutput) {
        return new Softmax(name, input, newOutput, beta);
    }
}
