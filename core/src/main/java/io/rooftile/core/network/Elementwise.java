package io.rooftile.core.network;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// `out = activation(left op right)`, element by element. The right operand is a second input or a stored constant; it
/// has the left one's shape or is broadcast to it.
///
/// @param inputs one when there is a constant, two otherwise
public record Elementwise(
        String name,
        List<Tensor> inputs,
        Tensor output,
        Kind kind,
        @Nullable Constant constant,
        ActivationFunction activation)
        implements Layer {
    /// What is done to the two operands.
    public enum Kind {
        ADD,
        SUBTRACT,
        MULTIPLY,
        MAXIMUM,
        MINIMUM
    }

    public Elementwise {
        inputs = List.copyOf(inputs);
        int needed = constant == null ? 2 : 1;
        if (inputs.size() != needed) {
            throw new IllegalArgumentException(
                    name + ": " + needed + " inputs are needed, but there were " + inputs.size());
        }
    }

    @Override
    public LoopNest loops() {
        return LoopNest.elementwise(output.shape());
    }

    @Override
    public List<Constant> constants() {
        return constant == null ? List.of() : List.of(constant);
    }

    @Override
    public Elementwise withInputs(List<Tensor> newInputs) {
        return new Elementwise(name, newInputs, output, kind, constant, activation);
    }

    @Override
    public Elementwise withOutput(Tensor newOutput) {
        return new Elementwise(name, inputs, newOutput, kind, constant, activation);
    }

    public Elementwise withActivation(ActivationFunction newActivation) {
        return new Elementwise(name, inputs, output, kind, constant, newActivation);
    }
}
