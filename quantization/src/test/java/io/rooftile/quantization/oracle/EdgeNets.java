package io.rooftile.quantization.oracle;

import io.rooftile.quantization.oracle.NativeSymbols.Multiplier;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.tensorflow.lite.schema.ActivationFunctionType;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.BuiltinOptionsUnion;
import org.tensorflow.lite.schema.TensorType;

/// Models whose results lie on the edge between two integers, where random data seldom is: they tell apart ways to
/// round and to derive a multiplier that agree almost everywhere else.
public final class EdgeNets {
    private static final int CHANNELS = 24;
    private static final Sliding POINT = new Sliding(1, 1, 1, 1, 1, 1, false);

    /// An operation with a bias.
    public enum Layer {
        CONVOLUTION,
        DEPTHWISE,
        DENSE
    }

    /// A model and what it gives for any input.
    ///
    /// @param ofDoubles its output where the multiplier comes from the double product of input and weight scale
    /// @param ofFloats where it comes from the float32 product; every element differs
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    public record MultiplierEdge(TestNet net, byte[] ofDoubles, byte[] ofFloats) {}

    private EdgeNets() {}

    /// A layer that gives its rescaled biases, as its weights stand for 0, and the biases are such that a multiplier
    /// from the float32 product of input and weight scale gives another result than one from the double product.
    ///
    /// @param type INT8 or UINT8
    /// @return nothing where both multipliers are the same for the scales drawn, in about half of the cases
    public static Optional<MultiplierEdge> multiplierOrigin(Layer layer, ElementType type, RandomGenerator random) {
        float in = random.nextFloat(0.005f, 0.05f);
        float weight = random.nextFloat(5e-6f, 2e-5f);
        float out = random.nextFloat(0.05f, 0.2f);
        Multiplier ofDouble = NativeSymbols.quantizeMultiplier((double) in * weight / out);
        Multiplier ofFloat = NativeSymbols.quantizeMultiplier((double) (in * weight) / out);
        double stepsPerOutput = (double) out / in / weight;
        int[] biases = new int[CHANNELS];
        int found = 0;
        for (int k = -60; k < 60 && found < CHANNELS; k++) {
            long half = Math.round((k + 0.5) * stepsPerOutput);
            for (long bias = half - 4; bias <= half + 4 && found < CHANNELS; bias++) {
                int candidate = Math.toIntExact(bias);
                if (rescale(candidate, ofDouble) != rescale(candidate, ofFloat)) {
                    biases[found++] = candidate;
                }
            }
        }
        if (found < CHANNELS) {
            return Optional.empty();
        }
        TestNet net = ofBiases(layer, type, new float[] {in, weight, out}, biases);
        return Optional.of(new MultiplierEdge(net, rescaled(biases, ofDouble, type), rescaled(biases, ofFloat, type)));
    }

    private static byte[] rescaled(int[] biases, Multiplier by, ElementType type) {
        byte[] output = new byte[biases.length];
        for (int i = 0; i < biases.length; i++) {
            output[i] = (byte) Math.clamp(zeroPoint(type) + (long) rescale(biases[i], by), type.min, type.max);
        }
        return output;
    }

    private static int zeroPoint(ElementType type) {
        return type == ElementType.UINT8 ? 120 : 0;
    }

    /// A layer that gives its rescaled biases, which are odd multiples of a half of the output's step, of both signs.
    ///
    /// @param type INT8 or UINT8
    public static TestNet halves(Layer layer, ElementType type, RandomGenerator random) {
        int shift = random.nextInt(2, 10);
        int[] biases = new int[CHANNELS];
        for (int i = 0; i < CHANNELS; i++) {
            biases[i] = (2 * (i - CHANNELS / 2) + 1) << (shift - 1);
        }
        return ofBiases(layer, type, new float[] {0x1p-3f, (float) Math.scalb(1.0, -shift), 0x1p-3f}, biases);
    }

    private static int rescale(int value, Multiplier by) {
        return NativeSymbols.multiplyByQuantizedMultiplier(value, by.multiplier(), by.shift());
    }

    /// @param scales of input, weights and output
    private static TestNet ofBiases(Layer layer, ElementType type, float[] scales, int... biases) {
        TfLiteModelWriter writer = new TfLiteModelWriter();
        boolean unsigned = type == ElementType.UINT8;
        int zeroPoint = zeroPoint(type);
        int depth = layer == Layer.DEPTHWISE ? CHANNELS : 1;
        boolean isMap = layer != Layer.DENSE;
        Signal in = writer.input(type, scales[0], zeroPoint, 1, isMap ? new int[] {1, 1, 1, depth} : new int[] {1, 1});
        byte[] weights = new byte[CHANNELS];
        Arrays.fill(weights, (byte) zeroPoint);
        int[] shape =
                switch (layer) {
                    case CONVOLUTION -> new int[] {CHANNELS, 1, 1, 1};
                    case DEPTHWISE -> new int[] {1, 1, 1, CHANNELS};
                    case DENSE -> new int[] {CHANNELS, 1};
                };
        byte stored = unsigned ? TensorType.UINT8 : TensorType.INT8;
        int filter = writer.stored(stored, weights, shape.length - 1, new float[] {scales[1]}, zeroPoint, shape);
        ByteBuffer bytes = ByteBuffer.allocate(biases.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.stream(biases).forEach(bytes::putInt);
        int bias = writer.stored(
                TensorType.INT32, bytes.array(), 0, new float[] {scales[0] * scales[1]}, 0, biases.length);
        Signal out = writer.flow(
                type, scales[2], zeroPoint, 1, isMap ? new int[] {1, 1, 1, CHANNELS} : new int[] {1, CHANNELS});
        writer.operator(code(layer), 5, options(layer), out, in.tensor(), filter, bias);
        return writer.finish("EDGE " + layer + " " + type, out);
    }

    private static int code(Layer layer) {
        return switch (layer) {
            case CONVOLUTION -> BuiltinOperator.CONV_2D;
            case DEPTHWISE -> BuiltinOperator.DEPTHWISE_CONV_2D;
            case DENSE -> BuiltinOperator.FULLY_CONNECTED;
        };
    }

    private static BuiltinOptionsUnion options(Layer layer) {
        return switch (layer) {
            case CONVOLUTION -> Options.convolution(POINT, ActivationFunctionType.NONE);
            case DEPTHWISE -> Options.depthwise(POINT, 1, ActivationFunctionType.NONE);
            case DENSE -> Options.dense(false, ActivationFunctionType.NONE);
        };
    }
}
