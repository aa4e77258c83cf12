package io.rooftile.quantization.oracle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.random.RandomGenerator;
import org.tensorflow.lite.schema.ActivationFunctionType;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.TensorType;

/// Random convolutions, depthwise convolutions and dense layers.
///
/// Scales of output channels are spread over two decades while the integers of the weights shrink where the scale
/// grows: multipliers and shifts differ from channel to channel, yet every channel uses the range of the output.
record LinearOps(TfLiteModelWriter writer, RandomGenerator random) {
    private static final int CONVOLUTION_VERSION = 5;
    private static final int DEPTHWISE_VERSION = 6;
    private static final int DENSE_VERSION = 9;
    // Only a dense layer may do without a bias: TensorFlow Lite 2.18 refuses such a convolution and crashes in such a
    // depthwise convolution.
    private static final int NO_TENSOR = -1;

    /// How many scales the weights have.
    enum Scales {
        ONE,
        PER_CHANNEL
    }

    Signal convolution(Signal in, int filters, Sliding sliding, Scales scales) {
        int reads = sliding.rows() * sliding.columns() * in.channels();
        Weights weights = weights(in, filters, reads, scales);
        int filter = store(weights, weights.data(), 0, filters, sliding.rows(), sliding.columns(), in.channels());
        Signal out = output(weights, 1, sliding.outputRows(in.height()), sliding.outputColumns(in.width()), filters);
        writer.operator(
                BuiltinOperator.CONV_2D,
                CONVOLUTION_VERSION,
                Options.convolution(sliding, activation()),
                out,
                in.tensor(),
                filter,
                storeBias(weights));
        return out;
    }

    Signal depthwise(Signal in, int multiplier, Sliding sliding, Scales scales) {
        int channels = in.channels() * multiplier;
        int reads = sliding.rows() * sliding.columns();
        Weights weights = weights(in, channels, reads, scales);
        int filter = store(
                weights, channelsLast(weights.data(), channels), 3, 1, sliding.rows(), sliding.columns(), channels);
        Signal out = output(weights, 1, sliding.outputRows(in.height()), sliding.outputColumns(in.width()), channels);
        writer.operator(
                BuiltinOperator.DEPTHWISE_CONV_2D,
                DEPTHWISE_VERSION,
                Options.depthwise(sliding, multiplier, activation()),
                out,
                in.tensor(),
                filter,
                storeBias(weights));
        return out;
    }

    Signal dense(Signal in, int units, boolean keepsDimensions, Scales scales) {
        return dense(in, units, keepsDimensions, scales, activation());
    }

    /// The last dense layer of a classifier: a row, no activation function.
    Signal logits(Signal in, int units, Scales scales) {
        return dense(in, units, false, scales, ActivationFunctionType.NONE);
    }

    private Signal dense(Signal in, int units, boolean keepsDimensions, Scales scales, byte activation) {
        int reads = keepsDimensions || in.shape().rank() == 2
                ? in.channels()
                : in.shape().elements();
        Weights weights = weights(in, units, reads, scales);
        int filter = store(weights, weights.data(), 0, units, reads);
        int[] shape = {in.shape().elements() / reads, units};
        if (keepsDimensions) {
            shape = in.shape().dims().clone();
            shape[shape.length - 1] = units;
        }
        Signal out = output(weights, shape);
        writer.operator(
                BuiltinOperator.FULLY_CONNECTED,
                DENSE_VERSION,
                Options.dense(keepsDimensions, activation),
                out,
                in.tensor(),
                filter,
                random.nextInt(4) == 0 ? NO_TENSOR : storeBias(weights));
        return out;
    }

    private byte activation() {
        return switch (random.nextInt(5)) {
            case 0 -> ActivationFunctionType.RELU;
            case 1 -> ActivationFunctionType.RELU6;
            case 2 -> ActivationFunctionType.RELU_N1_TO_1;
            default -> ActivationFunctionType.NONE;
        };
    }

    /// From one filter after the other to the channels of a position beside each other.
    private static byte[] channelsLast(byte[] data, int channels) {
        byte[] turned = new byte[data.length];
        int reads = data.length / channels;
        for (int channel = 0; channel < channels; channel++) {
            for (int read = 0; read < reads; read++) {
                turned[read * channels + channel] = data[channel * reads + read];
            }
        }
        return turned;
    }

    private Weights weights(Signal in, int channels, int reads, Scales scales) {
        boolean unsigned = in.type() == ElementType.UINT8;
        float[] channelScales = new float[scales == Scales.ONE ? 1 : channels];
        for (int i = 0; i < channelScales.length; i++) {
            channelScales[i] = (float) Math.pow(10, random.nextDouble(0, 2));
        }
        int zeroPoint = unsigned ? random.nextInt(110, 150) : 0;
        byte[] data = new byte[channels * reads];
        long[] bias = new long[channels];
        double outputReal = 0;
        for (int channel = 0; channel < channels; channel++) {
            float scale = channelScales[channel % channelScales.length];
            int largest = unsigned ? 105 : Math.clamp((long) (127 / scale * 3), 2, 127);
            for (int read = 0; read < reads; read++) {
                data[channel * reads + read] = (byte) (zeroPoint + random.nextInt(-largest, largest + 1));
            }
            double spread = in.spread() * largest / Math.sqrt(3) * Math.sqrt(reads);
            bias[channel] = Math.round(random.nextGaussian() * spread / 2);
            outputReal = Math.max(outputReal, spread * scale * in.scale());
        }
        // Reals of a few units, of which every fused activation lets a part through.
        double wanted = random.nextDouble(0.7, 3);
        for (int i = 0; i < channelScales.length; i++) {
            channelScales[i] *= (float) (wanted / outputReal);
        }
        return new Weights(in, data, channelScales, zeroPoint, bias, wanted);
    }

    private int store(Weights weights, byte[] data, int axis, int... shape) {
        byte type = weights.in().type() == ElementType.UINT8 ? TensorType.UINT8 : TensorType.INT8;
        return writer.stored(type, data, axis, weights.scales(), weights.zeroPoint(), shape);
    }

    /// The bias' scale is the float32 product of the scales, which TensorFlow Lite asks for.
    private int storeBias(Weights weights) {
        long[] bias = weights.bias();
        boolean wide = weights.in().type() == ElementType.INT16;
        ByteBuffer bytes = ByteBuffer.allocate(bias.length * (wide ? Long.BYTES : Integer.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (long value : bias) {
            if (wide) {
                bytes.putLong(value);
            } else {
                bytes.putInt(Math.toIntExact(value));
            }
        }
        float[] scales = weights.scales().clone();
        for (int i = 0; i < scales.length; i++) {
            scales[i] *= weights.in().scale();
        }
        return writer.stored(wide ? TensorType.INT64 : TensorType.INT32, bytes.array(), 0, scales, 0, bias.length);
    }

    private Signal output(Weights weights, int... shape) {
        ElementType type = weights.in().type();
        double spread = type.usefulSpread();
        return writer.flow(type, (float) (weights.outputReal() / spread), type.zeroPoint(random), spread, shape);
    }

    /// @param data one filter after the other
    /// @param outputReal root mean square of the real output
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Weights(Signal in, byte[] data, float[] scales, int zeroPoint, long[] bias, double outputReal) {}
}
