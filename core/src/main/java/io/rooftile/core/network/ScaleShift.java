package io.rooftile.core.network;

import java.util.List;

/// `out = activation(scale[channel] * in + shift[channel])`: a batch normalisation with its statistics fixed.
///
/// @param scale `[channels]`
/// @param shift `[channels]`
public record ScaleShift(
        String name, Tensor input, Tensor output, Constant scale, Constant shift, ActivationFunction activation)
        implements Layer {
    public ScaleShift {
        int channels = input.shape().channels();
        if (scale.elements() != channels || shift.elements() != channels) {
            throw new IllegalArgumentException(name + ": scale and shift need " + channels + " elements, but had "
                    + scale.elements() + " and " + shift.elements());
        }
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
    public List<Constant> constants() {
        return List.of(scale, shift);
    }

    @Override
    public ScaleShift withInputs(List<Tensor> inputs) {
        return new ScaleShift(name, Checks.only(inputs), output, scale, shift, activation);
    }

    @Override
    public ScaleShift withOutput(Tensor newOutput) {
        return new ScaleShift(name, input, newOutput, scale, shift, activation);
    }

    public ScaleShift withActivation(ActivationFunction newActivation) {
        return new ScaleShift(name, input, output, scale, shift, newActivation);
    }
}
