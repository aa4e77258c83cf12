package io.rooftile.modelimport.tensorflow;

import static io.rooftile.modelimport.tensorflow.OpTable.op;

import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Quantisation;
import io.rooftile.core.network.Requantise;
import io.rooftile.core.network.Tensor;
import io.rooftile.modelimport.SupportedOp;
import java.util.List;

/// Quantisation-aware training's marks: data gets the number format they stand for, weights are rounded to it.
/// Source: TensorFlow API, `tf.quantization.fake_quant_with_min_max_vars`, with its rule for ranges that do not have
/// 0 on a step.
final class FakeQuantOps {
    static final List<SupportedOp<OpImporter>> OPS = List.of(
            op(
                    "FakeQuantWithMinMaxVars",
                    step -> read(
                            step,
                            step.known(1, "minimum").toReal("the minimum"),
                            step.known(2, "maximum").toReal("the maximum")),
                    Requantise.class),
            op(
                    "FakeQuantWithMinMaxArgs",
                    step -> read(
                            step,
                            step.attributes().real("min", -6),
                            step.attributes().real("max", 6)),
                    Requantise.class));

    private FakeQuantOps() {}

    /// Steps of a range: `real = scale * (stored - zeroPoint)`, stored from `low` to `high`.
    private record Range(double scale, int zeroPoint, int low, int high) {
        float round(float value) {
            double stored = Math.rint(value / scale) + zeroPoint;
            return (float) (scale * (Math.clamp(stored, low, high) - zeroPoint));
        }
    }

    private static Value read(Step step, float minimum, float maximum) throws Refusal {
        long bits = step.attributes().integer("num_bits", 8);
        boolean isNarrow = step.attributes().flag("narrow_range", false);
        boolean spansZero = minimum <= 0 && maximum >= 0 && minimum < maximum;
        if (bits < 2 || bits > 16 || !spansZero || Float.isInfinite(maximum - minimum)) {
            throw Refusal.malformed(bits + " bits are given to the range " + minimum + " to " + maximum);
        }
        int low = isNarrow ? 1 : 0;
        int high = (1 << bits) - 1;
        double scale = ((double) maximum - minimum) / (high - low);
        int zeroPoint = Math.clamp(Math.round(low - minimum / scale), low, high);
        Range range = new Range(scale, zeroPoint, low, high);
        return switch (step.input(0)) {
            case Value.Known(Literal literal) -> new Value.Known(rounded(literal, range));
            case Value.Flow(Tensor input) -> {
                Tensor output = step.output(
                        input.shape().dims(),
                        NumberFormat.unsigned((int) bits),
                        Quantisation.perTensor(scale, zeroPoint));
                yield step.add(new Requantise(step.name(), input, output));
            }
            case Value.Variable _, Value.Dead _, Value.Missing _ -> throw Refusal.malformed("there is no data");
        };
    }

    private static Literal rounded(Literal literal, Range range) {
        float[] values = literal.toReals().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = range.round(values[i]);
        }
        return Literal.reals(literal.dims(), values, literal.origins());
    }
}
