package io.rooftile.modelimport.tensorflow;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Constant;
import java.util.List;

/// The bias and activation that graph optimisers write into a convolution or a matrix product (`fused_ops`).
final class FusedTail {
    private FusedTail() {}

    /// @throws Refusal when anything but a bias and an activation was fused
    static ActivationFunction activation(Step step) throws Refusal {
        List<String> fused = step.attributes().texts("fused_ops");
        boolean simple = !fused.isEmpty() && fused.getFirst().equals("BiasAdd") && fused.size() <= 2;
        if (!simple || step.inputCount() != 3) {
            throw new Refusal("the fused operations are " + fused, "export the graph without remapping");
        }
        return fused.size() == 1
                ? ActivationFunction.LINEAR
                : ActivationOps.function(fused.getLast(), step.attributes().real("leakyrelu_alpha", 0.2f))
                        .orElseThrow(() ->
                                new Refusal("the fused operations are " + fused, "export the graph without remapping"));
    }

    static Literal bias(Step step) throws Refusal {
        return step.known(2, "bias");
    }

    /// A vector with one number per channel.
    static Constant vector(Step step, Literal literal, int channels) throws Refusal {
        if (literal.rank() != 1 || literal.size() != channels) {
            throw Refusal.malformed(
                    "a vector of " + channels + " numbers is needed, but it has shape " + literal.dims());
        }
        return step.operand(literal, "bias");
    }
}
