package io.rooftile.quantization.oracle;

import java.util.random.RandomGenerator;
import org.tensorflow.lite.schema.BuiltinOperator;

/// Random activation functions, softmax and changes of scale as operations of their own.
record ActivationOps(TfLiteModelWriter writer, RandomGenerator random) {
    enum Kind {
        RELU(BuiltinOperator.RELU, 3),
        RELU6(BuiltinOperator.RELU6, 3),
        RELU_N1_TO_1(BuiltinOperator.RELU_N1_TO_1, 1),
        LEAKY_RELU(BuiltinOperator.LEAKY_RELU, 2),
        HARD_SWISH(BuiltinOperator.HARD_SWISH, 1),
        LOGISTIC(BuiltinOperator.LOGISTIC, 3),
        TANH(BuiltinOperator.TANH, 3);

        final int code;
        final int version;

        Kind(int code, int version) {
            this.code = code;
            this.version = version;
        }
    }

    /// The scale of an input of which the function uses a curved part: reals of about ±3.
    static float inputScale(Kind kind, ElementType type, RandomGenerator random) {
        boolean narrow = kind == Kind.RELU_N1_TO_1 || kind == Kind.TANH;
        double largest = narrow ? random.nextDouble(1, 3) : random.nextDouble(4, 9);
        return (float) (2 * largest / (type.max - (double) type.min));
    }

    Signal of(Kind kind, Signal in) {
        ElementType type = in.type();
        double steps = type.max - (double) type.min + 1;
        Signal out =
                switch (kind) {
                    case RELU, RELU6, RELU_N1_TO_1, LEAKY_RELU, HARD_SWISH -> rescaled(in);
                    case LOGISTIC -> type == ElementType.INT16 ? fixed(in, 0x1p-15f, 0) : fixed(in, 0x1p-8f, type.min);
                    case TANH -> fixed(in, (float) (2 / steps), type == ElementType.UINT8 ? 128 : 0);
                };
        float alpha = random.nextFloat(0.05f, 0.6f);
        writer.operator(
                kind.code,
                kind.version,
                kind == Kind.LEAKY_RELU ? Options.leakyRelu(alpha) : Options.none(),
                out,
                in.tensor());
        return out;
    }

    /// Softmax over the last dimension, with the output scale that TensorFlow Lite asks for.
    Signal softmax(Signal in, float beta) {
        Signal out = in.type() == ElementType.INT16 ? fixed(in, 0x1p-15f, 0) : fixed(in, 0x1p-8f, in.type().min);
        writer.operator(BuiltinOperator.SOFTMAX, 3, Options.softmax(beta), out, in.tensor());
        return out;
    }

    /// `QUANTIZE` from reals or from another scale or type.
    Signal quantise(Signal in, ElementType type) {
        double real = in.type() == ElementType.FLOAT32 ? 1 : in.scale() * in.spread();
        float scale = (float) (real / type.usefulSpread() * random.nextDouble(0.7, 1.5));
        Signal out = writer.flow(
                type, scale, type.zeroPoint(random), real / scale, in.shape().dims());
        writer.operator(BuiltinOperator.QUANTIZE, 2, Options.none(), out, in.tensor());
        return out;
    }

    Signal dequantise(Signal in) {
        Signal out = writer.flow(ElementType.FLOAT32, 1, 0, 1, in.shape().dims());
        writer.operator(BuiltinOperator.DEQUANTIZE, 2, Options.none(), out, in.tensor());
        return out;
    }

    private Signal fixed(Signal in, float scale, int zeroPoint) {
        return writer.flow(
                in.type(),
                scale,
                zeroPoint,
                in.type().usefulSpread(),
                in.shape().dims());
    }

    private Signal rescaled(Signal in) {
        float scale = in.scale() * random.nextFloat(0.6f, 1.4f);
        return writer.flow(
                in.type(),
                scale,
                in.type().zeroPoint(random),
                in.spread() * in.scale() / scale,
                in.shape().dims());
    }
}
