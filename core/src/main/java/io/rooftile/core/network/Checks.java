package io.rooftile.core.network;

import java.util.List;

/// Conditions that several layers share.
final class Checks {
    private Checks() {}

    static Tensor only(List<Tensor> inputs) {
        if (inputs.size() != 1) {
            throw new IllegalArgumentException("exactly one input is needed, but there were " + inputs.size());
        }
        return inputs.getFirst();
    }

    static void windowFits(String name, Shape input, Shape output, Window window) {
        int rows = window.outputRows(input.height());
        int columns = window.outputColumns(input.width());
        if (rows != output.height() || columns != output.width()) {
            throw new IllegalArgumentException(name + ": a window of " + window + " on input " + input + " gives "
                    + rows + "x" + columns + ", but the output was " + output);
        }
    }

    static void sameElements(String name, Tensor input, Tensor output) {
        if (input.shape().elements() != output.shape().elements()) {
            throw new IllegalArgumentException(name + ": input " + input.shape() + " and output " + output.shape()
                    + " must have as many elements");
        }
    }
}
