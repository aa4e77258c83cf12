package io.rooftile.modelimport.tensorflow;

import static io.rooftile.modelimport.tensorflow.OpTable.op;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.ScaleShift;
import io.rooftile.core.network.Tensor;
import io.rooftile.modelimport.SupportedOp;
import java.util.List;
import java.util.Map;

/// Batch normalisation with its statistics fixed:
/// `scale = gamma / sqrt(variance + epsilon)`, `shift = beta - mean * scale`.
/// Source: Ioffe and Szegedy, Batch Normalization, arXiv 1502.03167, algorithm 2.
final class NormOps {
    static final List<SupportedOp<OpImporter>> OPS = List.of(
            op("FusedBatchNorm", NormOps::norm, ScaleShift.class).limited("channels last, is_training false"),
            op("FusedBatchNormV2", NormOps::norm, ScaleShift.class).limited("channels last, is_training false"),
            op("FusedBatchNormV3", NormOps::norm, ScaleShift.class).limited("channels last, is_training false"));

    private NormOps() {}

    private static Value norm(Step step) throws Refusal {
        if (step.attributes().flag("is_training", true)) {
            throw new Refusal(
                    "the batch normalisation takes its statistics from the data",
                    "export the model for inference (is_training=False)");
        }
        Windows.requireChannelsLast(step.attributes());
        Tensor input = step.flow(0);
        int channels = input.shape().channels();
        Literal gamma = vector(step, 1, "gamma", channels);
        Literal beta = vector(step, 2, "beta", channels);
        Literal mean = vector(step, 3, "mean", channels);
        Literal variance = vector(step, 4, "variance", channels);
        double epsilon = step.attributes().real("epsilon", 1e-4f);
        float[] scale = new float[channels];
        float[] shift = new float[channels];
        for (int i = 0; i < channels; i++) {
            double factor = gamma.toReals()[i] / Math.sqrt(variance.toReals()[i] + epsilon);
            scale[i] = (float) factor;
            shift[i] = (float) (beta.toReals()[i] - mean.toReals()[i] * factor);
        }
        Map<String, Long> origins = Literal.originsOf(List.of(gamma, beta, mean, variance));
        Constant stored = step.operand(Literal.reals(List.of(channels), scale, origins), "scale");
        return step.add(new ScaleShift(
                step.name(),
                input,
                step.output(input.shape().dims()),
                stored,
                step.operand(Literal.reals(List.of(channels), shift, origins), "shift"),
                ActivationFunction.LINEAR));
    }

    private static Literal vector(Step step, int index, String what, int channels) throws Refusal {
        Literal literal = step.known(index, what);
        if (literal.rank() != 1 || literal.size() != channels || !literal.isReal()) {
            throw Refusal.malformed(
                    "the " + what + " must have " + channels + " numbers, but has shape " + literal.dims());
        }
        return literal;
    }
}
