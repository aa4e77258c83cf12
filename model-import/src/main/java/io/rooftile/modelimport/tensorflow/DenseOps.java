package io.rooftile.modelimport.tensorflow;

import static io.rooftile.modelimport.tensorflow.OpTable.op;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Dense;
import io.rooftile.core.network.Parameters;
import io.rooftile.core.network.Tensor;
import io.rooftile.modelimport.SupportedOp;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Matrix products with stored weights.
final class DenseOps {
    static final List<SupportedOp<OpImporter>> OPS = List.of(
            op(
                            "MatMul",
                            step -> product(step, "transpose_a", "transpose_b", null, ActivationFunction.LINEAR),
                            Dense.class)
                    .limited("the right operand stored, of two dimensions"),
            op("BatchMatMul", step -> product(step, "adj_x", "adj_y", null, ActivationFunction.LINEAR), Dense.class)
                    .limited("the right operand stored, of two dimensions"),
            op("BatchMatMulV2", step -> product(step, "adj_x", "adj_y", null, ActivationFunction.LINEAR), Dense.class)
                    .limited("the right operand stored, of two dimensions"),
            op("_FusedMatMul", DenseOps::fused, Dense.class)
                    .limited("the right operand stored; a bias and an activation fused"));

    private DenseOps() {}

    private static Value fused(Step step) throws Refusal {
        ActivationFunction activation = FusedTail.activation(step);
        return product(step, "transpose_a", "transpose_b", FusedTail.bias(step), activation);
    }

    /// Weights `[C, K]`, or `[K, C]` when the attribute says transposed.
    private static Value product(
            Step step,
            String transposeLeft,
            String transposeRight,
            @Nullable Literal bias,
            ActivationFunction activation)
            throws Refusal {
        if (step.attributes().flag(transposeLeft, false)) {
            throw new Refusal("the data is transposed in the product", "transpose the weights instead");
        }
        Tensor input = step.flow(0);
        Literal stored = step.known(1, "weights");
        if (stored.rank() != 2 || input.shape().rank() < 2) {
            throw new Refusal(
                    "data of shape " + input.shape() + " times weights of shape " + stored.dims(),
                    "only weights of two dimensions are supported");
        }
        Literal weights = step.attributes().flag(transposeRight, false) ? stored : Folding.transpose(stored, 1, 0);
        if (weights.dims().get(1) != input.shape().channels()) {
            throw Refusal.malformed("weights of shape " + stored.dims() + " do not fit data of shape " + input.shape());
        }
        int channels = weights.dims().getFirst();
        List<Integer> dims = new ArrayList<>(input.shape().dims());
        dims.set(dims.size() - 1, channels);
        Tensor output = step.output(dims);
        Constant operand = step.operand(weights, "weights");
        return step.add(new Dense(
                step.name(),
                input,
                output,
                new Parameters(operand, bias == null ? null : FusedTail.vector(step, bias, channels)),
                activation));
    }
}
