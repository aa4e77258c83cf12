package io.rooftile.core.network;

import java.util.List;

/// `out[oy][ox][g*K+k] = activation(bias[g*K+k] + sum over c, fy, fx of
/// weights[g*K+k][fy][fx][c] * in[oy*SY + fy*DY - top][ox*SX + fx*DX - left][g*C+c])`.
///
/// @param groups `G`; as many as input channels for a depthwise convolution
public record Convolution(
        String name,
        Tensor input,
        Tensor output,
        Window window,
        int groups,
        Parameters learned,
        ActivationFunction activation)
        implements Layer {
    public Convolution {
        Shape weights = learned.weights().shape();
        int outputChannels = output.shape().channels();
        if (groups < 1 || input.shape().channels() % groups != 0 || outputChannels % groups != 0) {
            throw new IllegalArgumentException(
                    name + ": groups must divide the " + input.shape().channels() + " input and " + outputChannels
                            + " output channels, but was " + groups);
        }
        Shape expected =
                Shape.of(outputChannels, window.fy(), window.fx(), input.shape().channels() / groups);
        if (!weights.equals(expected)) {
            throw new IllegalArgumentException(
                    name + ": weights must have shape [G*K, FY, FX, C] = " + expected + ", but had " + weights);
        }
        Checks.windowFits(name, input.shape(), output.shape(), window);
    }

    /// Whether each group has one input channel.
    public boolean isDepthwise() {
        return groups > 1 && groups == input.shape().channels();
    }

    @Override
    public List<Tensor> inputs() {
        return List.of(input);
    }

    @Override
    public LoopNest loops() {
        return new LoopNest(
                input.shape().dim(0),
                groups,
                output.shape().channels() / groups,
                input.shape().channels() / groups,
                output.shape().height(),
                output.shape().width(),
                window.fy(),
                window.fx());
    }

    @Override
    public long macs() {
        return loops().iterations();
    }

    @Override
    public List<Constant> constants() {
        return learned.constants();
    }

    @Override
    public Convolution withInputs(List<Tensor> inputs) {
        return new Convolution(name, Checks.only(inputs), output, window, groups, learned, activation);
    }

    @Override
    public Convolution withOutput(Tensor newOutput) {
        return new Convolution(name, input, newOutput, window, groups, learned, activation);
    }

    public Convolution withWindow(Window newWindow) {
        return new Convolution(name, input, output, newWindow, groups, learned, activation);
    }

    public Convolution withLearned(Parameters newLearned) {
        return new Convolution(name, input, output, window, groups, newLearned, activation);
    }

    public Convolution withActivation(ActivationFunction newActivation) {
        return new Convolution(name, input, output, window, groups, learned, newActivation);
    }
}
