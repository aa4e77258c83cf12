package io.rooftile.quantization.integer;

import io.rooftile.core.design.Requantisation;
import io.rooftile.core.network.Activation;
import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Concat;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Requantise;
import io.rooftile.core.network.Tensor;
import io.rooftile.quantization.layout.Movement;
import io.rooftile.quantization.numerics.HardSwishFunction;
import io.rooftile.quantization.numerics.OutputRange;
import io.rooftile.quantization.numerics.RealFunctions;
import io.rooftile.quantization.numerics.WideSigmoid;
import java.util.List;
import java.util.function.IntUnaryOperator;

/// Makes the integers of functions of one element, and of concatenations, whose inputs each go through one.
record UnaryCompiler(Factors factors) {
    private static final int MOST_BITS_OF_TABLE = 16;

    IntegerLayer of(Activation layer) {
        Tensor input = layer.input();
        Tensor output = layer.output();
        ActivationFunction function = layer.function();
        if (function.isClamp()) {
            return new UnaryLayer(layer, rescale(input, output, Factors.floatQuotient(input, output), function));
        }
        if (function.kind() == ActivationFunction.Kind.LEAKY_RELU) {
            return new UnaryLayer(layer, twoSlopes(input, output, (float) function.alpha()));
        }
        return new UnaryLayer(layer, table(input, output, stored(input, output, function)));
    }

    IntegerLayer of(Requantise layer) {
        Tensor input = layer.input();
        Tensor output = layer.output();
        if (input.format().equals(NumberFormat.FLOAT32)) {
            return new StoreLayer(layer, (float) Factors.scale(output), OutputRange.of(output));
        }
        if (output.format().equals(NumberFormat.FLOAT32)) {
            return new RealLayer(
                    layer, Factors.scale(input), input.quantisation().zeroPoint(0));
        }
        if (input.format().isFloat() || output.format().isFloat()) {
            throw new NotIntegerException("real numbers at the border of a network must be float32");
        }
        return new UnaryLayer(layer, rescale(input, output));
    }

    IntegerLayer of(Concat layer) {
        Movement movement = Movement.of(layer);
        boolean isMove = layer.inputs().stream()
                .allMatch(input -> input.format().equals(layer.output().format())
                        && input.quantisation().equals(layer.output().quantisation()));
        if (isMove) {
            return new MoveLayer(layer, movement, layer.output().quantisation().zeroPoint(0));
        }
        List<UnaryLayer.Function> functions = layer.inputs().stream()
                .map(input -> joined(input, layer.output()))
                .toList();
        return new RescaledConcat(layer, movement, functions);
    }

    /// uint8 inputs are taken to the output's scale in float32. Source: TensorFlow Lite, `ConcatenationWithScaling` in
    /// `tensorflow/lite/kernels/internal/reference/concatenation.h`.
    private UnaryLayer.Function joined(Tensor input, Tensor output) {
        boolean isFloat = factors.requantisation() == Requantisation.EXACT
                && input.format().equals(NumberFormat.UINT8)
                && output.format().equals(NumberFormat.UINT8);
        if (!isFloat) {
            return rescale(input, output);
        }
        OutputRange range = OutputRange.of(output);
        float scale = (float) Factors.scale(input) * (1 / (float) Factors.scale(output));
        float bias = -input.quantisation().zeroPoint(0) * scale;
        return table(input, output, stored -> range.nearest(stored * scale + bias));
    }

    private UnaryLayer.Rescale rescale(Tensor input, Tensor output) {
        return rescale(input, output, Factors.scale(input) / Factors.scale(output), ActivationFunction.LINEAR);
    }

    private UnaryLayer.Rescale rescale(Tensor input, Tensor output, double factor, ActivationFunction activation) {
        return new UnaryLayer.Rescale(
                input.quantisation().zeroPoint(0), factors.requantiser(factor), OutputRange.of(output, activation));
    }

    private UnaryLayer.TwoSlopes twoSlopes(Tensor input, Tensor output, float slope) {
        if (slope < 0) {
            throw new NotIntegerException("its slope " + slope + " below zero is negative");
        }
        float inputScale = (float) Factors.scale(input);
        return new UnaryLayer.TwoSlopes(
                input.quantisation().zeroPoint(0),
                factors.requantiser(inputScale * slope / (float) Factors.scale(output)),
                factors.requantiser(Factors.floatQuotient(input, output)),
                OutputRange.of(output));
    }

    /// What TensorFlow Lite computes for the formats that it has kernels for, and for others the function itself.
    private IntUnaryOperator stored(Tensor input, Tensor output, ActivationFunction function) {
        boolean isExact = factors.requantisation() == Requantisation.EXACT;
        boolean isByte = input.format().bits() == Byte.SIZE && output.format().bits() == Byte.SIZE;
        boolean isWord = input.format().equals(NumberFormat.INT16)
                && input.quantisation().zeroPoint(0) == 0
                && LayerCompiler.isFractionOfWord(output);
        if (isExact && isByte && function.kind() == ActivationFunction.Kind.HARD_SWISH) {
            return hardSwish(input, output)::of;
        }
        if (isExact && isWord && function.kind() == ActivationFunction.Kind.SIGMOID) {
            return WideSigmoid.of(Factors.scale(input))::logistic;
        }
        if (isExact && isWord && function.kind() == ActivationFunction.Kind.TANH) {
            return WideSigmoid.of(Factors.scale(input))::tanh;
        }
        return real(input, output, function);
    }

    private static HardSwishFunction hardSwish(Tensor input, Tensor output) {
        try {
            return HardSwishFunction.of(
                    (float) Factors.scale(input),
                    input.quantisation().zeroPoint(0),
                    (float) Factors.scale(output),
                    OutputRange.of(output));
        } catch (IllegalArgumentException tooFine) {
            throw new NotIntegerException(String.valueOf(tooFine.getMessage()));
        }
    }

    /// In float32, as TensorFlow Lite fills its tables. Source: `LUTPopulate` in
    /// `tensorflow/lite/kernels/internal/common.h`.
    private static IntUnaryOperator real(Tensor input, Tensor output, ActivationFunction function) {
        OutputRange range = OutputRange.of(output);
        int zeroPoint = input.quantisation().zeroPoint(0);
        float inputScale = (float) Factors.scale(input);
        float inverseOutputScale = 1 / (float) Factors.scale(output);
        return stored ->
                range.nearest(RealFunctions.of(function, inputScale * (stored - zeroPoint)) * inverseOutputScale);
    }

    /// Every stored input's output, held within the output's range.
    private static UnaryLayer.Table table(Tensor input, Tensor output, IntUnaryOperator function) {
        if (input.format().bits() > MOST_BITS_OF_TABLE) {
            throw new NotIntegerException("a table of " + input.format().typeName() + " would be too large");
        }
        int least = (int) OutputRange.least(input.format());
        int most = (int) OutputRange.most(input.format());
        OutputRange range = OutputRange.of(output);
        int[] entries = new int[most - least + 1];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = Math.clamp((long) function.applyAsInt(least + i), range.min(), range.max());
        }
        return new UnaryLayer.Table(least, entries);
    }
}
