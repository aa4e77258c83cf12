package io.rooftile.core.network;

import java.util.List;

/// Dimensions in another order: `out.shape[i] = in.shape[permutation[i]]`.
///
/// @param permutation which input dimension each output dimension is
public record Transpose(String name, Tensor input, Tensor output, List<Integer> permutation) implements Layer {
    public Transpose {
        permutation = List.copyOf(permutation);
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
    public Transpose withInputs(List<Tensor> inputs) {
        return new Transpose(name, Checks.only(inputs), output, permutation);
    }

    @Override
    public Transpose withOutput(Tensor newOutput) {
        return new Transpose(name, input, newOutput, permutation);
    }
}
