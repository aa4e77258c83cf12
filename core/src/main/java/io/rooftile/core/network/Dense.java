package io.rooftile.core.network;

import java.util.List;

/// `out[n][k] = activation(bias[k] + sum over c of weights[k][c] * in[n][c])`. An input of more than two dimensions is
/// multiplied along its last one, all others are positions.
public record Dense(String name, Tensor input, Tensor output, Parameters learned, ActivationFunction activation)
        implements Layer {
    public Dense {
        Shape expected = Shape.of(output.shape().channels(), input.shape().channels());
        Shape weights = learned.weights().shape();
        if (!weights.equals(expected)) {
            throw new IllegalArgumentException(
                    name + ": weights must have shape [K, C] = " + expected + ", but had " + weights);
        }
        if (positions(input.shape()) != positions(output.shape())) {
            throw new IllegalArgumentException(name + ": input " + input.shape() + " and output " + output.shape()
                    + " must agree in all but the last dimension");
        }
    }

    private static long positions(Shape shape) {
        return shape.elements() / shape.channels();
    }

    @Override
    public List<Tensor> inputs() {
        return List.of(input);
    }

    @Override
    public LoopNest loops() {
        Shape out = output.shape();
        LoopNest positions = LoopNest.elementwise(out);
        return new LoopNest(
                positions.n(), 1, out.channels(), input.shape().channels(), positions.oy(), positions.ox(), 1, 1);
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
    public Dense withInputs(List<Tensor> inputs) {
        return new Dense(name, Checks.only(inputs), output, learned, activation);
    }

    @Override
    public Dense withOutput(Tensor newOutput) {
        return new Dense(name, input, newOutput, learned, activation);
    }

    public Dense withLearned(Parameters newLearned) {
        return new Dense(name, input, output, newLearned, activation);
    }

    public Dense withActivation(ActivationFunction newActivation) {
        return new Dense(name, input, output, learned, newActivation);
    }
}
