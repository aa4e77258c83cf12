package io.rooftile.quantization.integer;

import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import io.rooftile.quantization.layout.Broadcast;
import io.rooftile.quantization.numerics.OutputRange;
import io.rooftile.quantization.numerics.Requantiser;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Makes the integers of sums, products and extremes.
record ElementwiseCompiler(Factors factors) {
    /// Places to the left before operands of 8 and fewer bits are scaled, and of more. Source: TensorFlow Lite,
    /// `tensorflow/lite/kernels/add.cc`.
    private static final int HEADROOM_BITS = 20;

    private static final int HEADROOM_BITS_OF_WIDE_DATA = 15;

    IntegerLayer of(Elementwise layer) {
        if (!layer.activation().isClamp()) {
            throw new NotIntegerException("its activation " + layer.activation().kind() + " is no clamp");
        }
        Tensor left = layer.inputs().getFirst();
        Constant constant = layer.constant();
        Tensor right = constant == null ? layer.inputs().getLast() : constant.tensor();
        List<Operand> operands = List.of(flowing(left, layer.output()), right(right, constant, layer.output()));
        OutputRange range = OutputRange.of(layer.output(), layer.activation());
        return switch (layer.kind()) {
            case ADD -> sum(layer, operands, left, right, false, range);
            case SUBTRACT -> sum(layer, operands, left, right, true, range);
            case MULTIPLY -> product(layer, operands, left, right, range);
            case MAXIMUM -> extreme(layer, operands, right, true);
            case MINIMUM -> extreme(layer, operands, right, false);
        };
    }

    private static int[] index(Shape operand, Shape output) {
        if (!Broadcast.isPossible(operand, output)) {
            throw new NotIntegerException("an operand of " + operand + " does not go with " + output);
        }
        return Broadcast.index(operand, output);
    }

    private static Operand flowing(Tensor tensor, Tensor output) {
        return new Operand(
                index(tensor.shape(), output.shape()),
                null,
                tensor.quantisation().zeroPoint(0));
    }

    private static Operand right(Tensor tensor, @Nullable Constant constant, Tensor output) {
        if (constant == null) {
            return flowing(tensor, output);
        }
        if (tensor.format().isFloat() || !tensor.quantisation().isPerTensor()) {
            throw new NotIntegerException("its stored operand is real or has more than one scale");
        }
        long[] wide = StoredIntegers.of(constant);
        int[] stored = new int[wide.length];
        for (int i = 0; i < stored.length; i++) {
            stored[i] = Math.toIntExact(wide[i]);
        }
        return new Operand(
                index(tensor.shape(), output.shape()),
                stored,
                tensor.quantisation().zeroPoint(0));
    }

    private SumLayer sum(
            Elementwise layer,
            List<Operand> operands,
            Tensor left,
            Tensor right,
            boolean isDifference,
            OutputRange range) {
        double first = Factors.scale(left);
        double second = Factors.scale(right);
        double output = Factors.scale(layer.output());
        return switch (factors.requantisation()) {
            case EXACT -> {
                boolean isWide = Math.max(left.format().bits(), right.format().bits()) > Byte.SIZE;
                int headroom = isWide ? HEADROOM_BITS_OF_WIDE_DATA : HEADROOM_BITS;
                double common = 2 * Math.max(first, second);
                requireNarrow(Math.scalb(
                        (double) Math.max(farthest(operands.getFirst(), left), farthest(operands.getLast(), right)),
                        headroom));
                yield new SumLayer(
                        layer,
                        operands,
                        headroom,
                        scalers(first / common, second / common),
                        isDifference,
                        factors.requantiser(common / (Math.scalb(1.0, headroom) * output)),
                        range);
            }
            case POWER_OF_TWO -> {
                // On the finer scale both operands are whole numbers, and nothing is lost before the one rounding.
                double common = Math.min(first, second);
                requireNarrow(farthest(operands.getFirst(), left) * (first / common)
                        + farthest(operands.getLast(), right) * (second / common));
                yield new SumLayer(
                        layer,
                        operands,
                        0,
                        scalers(first / common, second / common),
                        isDifference,
                        factors.requantiser(common / output),
                        range);
            }
        };
    }

    private static void requireNarrow(double most) {
        if (most > Integer.MAX_VALUE) {
            throw new NotIntegerException(
                    "its operands may reach " + (long) most + " on their common scale, more than 32 bits hold");
        }
    }

    /// The greatest distance from the zero point of what an operand stores or, where it flows in, may store.
    private static long farthest(Operand operand, Tensor tensor) {
        if (operand.stored() == null) {
            return OutputRange.farthest(tensor);
        }
        return IntStream.of(operand.stored())
                .mapToLong(stored -> Math.abs((long) stored - operand.zeroPoint()))
                .max()
                .orElse(0);
    }

    private ProductLayer product(
            Elementwise layer, List<Operand> operands, Tensor left, Tensor right, OutputRange range) {
        long most = OutputRange.farthest(left) * OutputRange.farthest(right);
        if (most > Integer.MAX_VALUE) {
            throw new NotIntegerException("its products may reach " + most + ", more than 32 bits hold");
        }
        return new ProductLayer(
                layer, operands, factors.requantiser(Factors.ofProduct(left, right, layer.output())), range);
    }

    private List<Requantiser> scalers(double left, double right) {
        return List.of(factors.requantiser(left), factors.requantiser(right));
    }

    private static ExtremeLayer extreme(Elementwise layer, List<Operand> operands, Tensor right, boolean isMaximum) {
        if (!layer.activation().isLinear()) {
            throw new NotIntegerException("a maximum or minimum has no activation in integers");
        }
        LayerCompiler.requireSameNumbers(layer.inputs().getFirst(), layer.output());
        LayerCompiler.requireSameNumbers(right, layer.output());
        return new ExtremeLayer(layer, operands, isMaximum);
    }
}
