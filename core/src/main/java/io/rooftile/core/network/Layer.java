package io.rooftile.core.network;

import java.util.List;

/// One step of a network. Each is a loop nest: MACs, footprints and traffic derive from [#loops()], never from a class
/// name. A switch over the permitted types must be exhaustive without default, so that a new type is a compile error
/// wherever it matters.
public sealed interface Layer
        permits Convolution,
                Dense,
                Pool,
                Elementwise,
                ScaleShift,
                Concat,
                Activation,
                Softmax,
                Reshape,
                Transpose,
                Pad,
                Upsample,
                ArgMax,
                Requantise,
                HostOperation {
    /// Unique in its network; from the file where it names the layer.
    String name();

    /// What flows in, at least one tensor; stored operands are in [#constants()].
    List<Tensor> inputs();

    /// What flows out.
    Tensor output();

    /// The loop bounds of the work.
    LoopNest loops();

    /// Stored operands: weights, biases. Empty for most kinds.
    default List<Constant> constants() {
        return List.of();
    }

    /// A copy that reads other tensors, as many as before.
    Layer withInputs(List<Tensor> inputs);

    /// A copy that writes another tensor.
    Layer withOutput(Tensor output);

    /// Multiply-accumulates of one inference: those of convolutions and dense layers, 0 for all else.
    default long macs() {
        return 0;
    }

    /// Elements of weights, biases and other stored operands.
    default long parameters() {
        return constants().stream().mapToLong(Constant::elements).sum();
    }

    /// The word for the kind of layer in reports and scripts.
    default String typeName() {
        return getClass().getSimpleName();
    }

    /// The first, and for most kinds the only, input.
    default Tensor input() {
        return inputs().getFirst();
    }
}
