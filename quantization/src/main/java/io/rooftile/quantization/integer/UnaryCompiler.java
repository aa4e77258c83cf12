package io.rooftile.quantization.integer;

import io.rooftile.core.network.Activation;
import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Concat;
import io.rooftile.core.network.Requantise;
import io.rooftile.core.network.Tensor;
import io.rooftile.quantization.layout.Movement;
import io.rooftile.quantization.numerics.OutputRange;
import io.rooftile.quantization.numerics.RealFunctions;
import java.util.List;

/// Makes the integers of functions of one element, and of concatenations, whose inputs each go through one.
record UnaryCompiler(Factors factors) {
    private static final int MOST_BITS_OF_TABLE = 16;

    IntegerLayer of(Activation layer) {
        Tensor input = layer.input();
        Tensor output = layer.output();
        ActivationFunction function = layer.function();
        if (function.isClamp()) {
            return new UnaryLayer(layer, rescale(input, output, function));
        }
        if (function.kind() == ActivationFunction.Kind.LEAKY_RELU) {
            return new UnaryLayer(layer, twoSlopes(input, output, (float) function.alpha()));
        }
        return new UnaryLayer(layer, table(input, output, function));
    }

    IntegerLayer of(Requantise layer) {
        return new UnaryLayer(layer, rescale(layer.input(), layer.output(), ActivationFunction.LINEAR));
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
                .<UnaryLayer.Function>map(input -> rescale(input, layer.output(), ActivationFunction.LINEAR))
                .toList();
        return new RescaledConcat(layer, movement, functions);
    }

    private UnaryLayer.Rescale rescale(Tensor input, Tensor output, ActivationFunction activation) {
        return new UnaryLayer.Rescale(
                input.quantisation().zeroPoint(0),
                factors.requantiser(Factors.scale(input) / Factors.scale(output)),
                OutputRange.of(output, activation));
    }

    private UnaryLayer.TwoSlopes twoSlopes(Tensor input, Tensor output, float slope) {
        float inputScale = (float) Factors.scale(input);
        float outputScale = (float) Factors.scale(output);
        return new UnaryLayer.TwoSlopes(
                input.quantisation().zeroPoint(0),
                factors.requantiser(inputScale * slope / outputScale),
                factors.requantiser(inputScale / outputScale),
                OutputRange.of(output));
    }

    /// Every stored input's output. In float32, as TensorFlow Lite fills its tables. Source: `LUTPopulate` in
    /// `tensorflow/lite/kernels/internal/common.h`.
    private static UnaryLayer.Table table(Tensor input, Tensor output, ActivationFunction function) {
        if (input.format().bits() > MOST_BITS_OF_TABLE) {
            throw new NotIntegerException("a table of " + input.format().typeName() + " would be too large");
        }
        int least = (int) OutputRange.least(input.format());
        int most = (int) OutputRange.most(input.format());
        OutputRange range = OutputRange.of(output);
        float inputScale = (float) Factors.scale(input);
        float inverseOutputScale = 1 / (float) Factors.scale(output);
        int[] entries = new int[most - least + 1];
        for (int i = 0; i < entries.length; i++) {
            float real = inputScale * (least + i - input.quantisation().zeroPoint(0));
            float value = RealFunctions.of(function, real) * inverseOutputScale;
            double rounded = Math.copySign(Math.floor(Math.abs((double) value) + 0.5), value);
            entries[i] = (int) Math.clamp(rounded + range.zeroPoint(), range.min(), range.max());
        }
        return new UnaryLayer.Table(least, entries);
    }
}
