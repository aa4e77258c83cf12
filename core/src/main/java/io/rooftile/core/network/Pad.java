package io.rooftile.core.network;

import java.util.List;

/// Elements of the real value 0 added around the input, where the layer behind could not take them in.
///
/// @param before how many in front, per dimension
/// @param after how many behind, per dimension
public record Pad(String name, Tensor input, Tensor output, List<Integer> before, List<Integer> after)
        implements Layer {
    public Pad {
        before = List.copyOf(before);
        after = List.copyOf(after);
        for (int axis = 0; axis < input.shape().rank(); axis++) {
            int padded = before.get(axis) + input.shape().dim(axis) + after.get(axis);
            if (padded != output.shape().dim(axis)) {
                throw new IllegalArgumentException(name + ": dimension " + axis + " must become " + padded
                        + ", but the output was " + output.shape());
            }
        }
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
    public Pad withInputs(List<Tensor> inputs) {
        return new Pad(name, Checks.only(inputs), output, before, after);
    }

    @Override
    public Pad withOutput(Tensor newOutput) {
        return new Pad(name, input, newOutput, before, after);
    }
}
