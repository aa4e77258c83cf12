package io.rooftile.core.network;

import java.util.List;

/// A step that stays on the host because no accelerator has it: its inputs leave the accelerator, its output comes
/// back. Made only when the user asks for host fallback; it costs the traffic, and the time on the host is not
/// known.
///
/// @param operation what the file calls it
/// @param reason why no accelerator has it
public record HostOperation(String name, List<Tensor> inputs, Tensor output, String operation, String reason)
        implements Layer {
    public HostOperation {
        inputs = List.copyOf(inputs);
    }

    @Override
    public LoopNest loops() {
        return LoopNest.elementwise(output.shape());
    }

    @Override
    public HostOperation withInputs(List<Tensor> newInputs) {
        return new HostOperation(name, newInputs, output, operation, reason);
    }

    @Override
    public HostOperation withOutput(Tensor newOutput) {
        return new HostOperation(name, inputs, newOutput, operation, reason);
    }
}
