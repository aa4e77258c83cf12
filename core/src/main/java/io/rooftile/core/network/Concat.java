package io.rooftile.core.network;

import java.util.List;

/// The inputs one behind the other along one dimension, without change.
///
/// @param axis the dimension that grows, 0 to rank - 1
public record Concat(String name, List<Tensor> inputs, Tensor output, int axis) implements Layer {
    public Concat {
        inputs = List.copyOf(inputs);
        int total = inputs.stream().mapToInt(input -> input.shape().dim(axis)).sum();
        if (total != output.shape().dim(axis)) {
            throw new IllegalArgumentException(name + ": inputs add up to " + total + " along dimension " + axis
                    + ", but the output was " + output.shape());
        }
    }

    @Override
    public LoopNest loops() {
        return LoopNest.elementwise(output.shape());
    }

    @Override
    public Concat withInputs(List<Tensor> newInputs) {
        return new Concat(name, newInputs, output, axis);
    }

    @Override
    public Concat withOutput(Tensor newOutput) {
        return new Concat(name, inputs, newOutput, axis);
    }
}
