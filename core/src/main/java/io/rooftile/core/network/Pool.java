package io.rooftile.core.network;

import java.util.List;

/// The maximum or the average of each channel over a window; padding takes no part in either.
public record Pool(String name, Tensor input, Tensor output, Kind kind, Window window, ActivationFunction activation)
        implements Layer {
    /// What is taken over the window.
    public enum Kind {
        MAX,
        /// Of stored numbers, which takes input and output of one scale.
        AVERAGE,
        /// About the zero point, taken to the output's own scale. Of real numbers it is the same as [#AVERAGE], and
        /// networks of real numbers have that.
        MEAN
    }

    public Pool {
        Checks.windowFits(name, input.shape(), output.shape(), window);
        if (input.shape().channels() != output.shape().channels()) {
            throw new IllegalArgumentException(name + ": a pool keeps its channels, but they were "
                    + input.shape().channels() + " and " + output.shape().channels());
        }
    }

    /// Whether one window covers the whole feature map.
    public boolean isGlobal() {
        return window.fy() == input.shape().height()
                && window.fx() == input.shape().width()
                && output.shape().height() == 1
                && output.shape().width() == 1;
    }

    @Override
    public List<Tensor> inputs() {
        return List.of(input);
    }

    @Override
    public LoopNest loops() {
        Shape out = output.shape();
        return new LoopNest(out.dim(0), out.channels(), 1, 1, out.height(), out.width(), window.fy(), window.fx());
    }

    @Override
    public Pool withInputs(List<Tensor> inputs) {
        return new Pool(name, Checks.only(inputs), output, kind, window, activation);
    }

    @Override
    public Pool withOutput(Tensor newOutput) {
        return new Pool(name, input, newOutput, kind, window, activation);
    }

    public Pool withActivation(ActivationFunction newActivation) {
        return new Pool(name, input, output, kind, window, newActivation);
    }

    public Pool withWindow(Window newWindow) {
        return new Pool(name, input, output, kind, newWindow, activation);
    }
}
