package io.rooftile.core.network;

import java.util.List;

/// Rows and columns made more by repetition or interpolation.
///
/// @param sampling where the source positions lie
public record Upsample(String name, Tensor input, Tensor output, Kind kind, Sampling sampling) implements Layer {
    /// How a value between two inputs is made.
    public enum Kind {
        NEAREST,
        BILINEAR
    }

    /// Which source position an output position has, with `r = inputs / outputs`.
    public enum Sampling {
        /// `i * r`.
        ASYMMETRIC,
        /// `(i + 0.5) * r - 0.5`.
        HALF_PIXEL,
        /// `i * (inputs - 1) / (outputs - 1)`.
        ALIGN_CORNERS
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
    public Upsample withInputs(List<Tensor> inputs) {
        return new Upsample(name, Checks.only(inputs), output, kind, sampling);
    }

    @Override
    public Upsample withOutput(Tensor newOutput) {
        return new Upsample(name, input, newOutput, kind, sampling);
    }
}
