package io.rooftile.quantization.oracle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.random.RandomGenerator;
import org.tensorflow.lite.schema.ActivationFunctionType;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.BuiltinOptionsUnion;

/// Random sums, differences, products, maxima and minima of two tensors or of a tensor and a constant.
record ElementwiseOps(TfLiteModelWriter writer, RandomGenerator random) {
    private static final int VERSION = 4;

    enum Kind {
        ADD(BuiltinOperator.ADD),
        SUBTRACT(BuiltinOperator.SUB),
        MULTIPLY(BuiltinOperator.MUL),
        MAXIMUM(BuiltinOperator.MAXIMUM),
        MINIMUM(BuiltinOperator.MINIMUM);

        final int code;

        Kind(int code) {
            this.code = code;
        }

        /// Maximum and minimum compare integers, so all three tensors have the same scale.
        boolean compares() {
            return this == MAXIMUM || this == MINIMUM;
        }
    }

    Signal of(Kind kind, Signal left, Signal right) {
        return of(kind, left, right.tensor(), right);
    }

    /// With a stored right operand of one element for every channel.
    Signal withConstant(Kind kind, Signal left) {
        ElementType type = left.type();
        float scale = kind.compares() ? left.scale() : left.scale() * random.nextFloat(0.2f, 1.2f);
        int zeroPoint = kind.compares() ? left.zeroPoint() : type.zeroPoint(random);
        ByteBuffer data = ByteBuffer.allocate(left.channels() * type.bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < left.channels(); i++) {
            int value = random.nextInt(type.min, type.max + 1);
            if (type == ElementType.INT16) {
                data.putShort((short) value);
            } else {
                data.put((byte) value);
            }
        }
        int stored = writer.stored(type.code, data.array(), 0, new float[] {scale}, zeroPoint, left.channels());
        Signal.Shape shape = new Signal.Shape(left.channels());
        return of(kind, left, stored, new Signal(stored, type, shape, scale, zeroPoint, type.usefulSpread()));
    }

    private Signal of(Kind kind, Signal left, int rightTensor, Signal right) {
        double a = left.spread() * left.scale();
        double b = right.spread() * right.scale();
        double real =
                switch (kind) {
                    case ADD, SUBTRACT -> Math.hypot(a, b);
                    case MULTIPLY -> a * b;
                    case MAXIMUM, MINIMUM -> 0;
                };
        double spread = left.type().usefulSpread();
        Signal out = kind.compares()
                ? writer.flow(
                        left.type(),
                        left.scale(),
                        left.zeroPoint(),
                        left.spread(),
                        left.shape().dims())
                : writer.flow(
                        left.type(),
                        (float) (real / spread),
                        left.type().zeroPoint(random),
                        spread,
                        left.shape().dims());
        writer.operator(kind.code, VERSION, options(kind), out, left.tensor(), rightTensor);
        return out;
    }

    private BuiltinOptionsUnion options(Kind kind) {
        byte activation = random.nextInt(3) == 0 ? ActivationFunctionType.RELU : ActivationFunctionType.NONE;
        return switch (kind) {
            case ADD -> Options.add(activation);
            case SUBTRACT -> Options.subtract(activation);
            case MULTIPLY -> Options.multiply(activation);
            case MAXIMUM, MINIMUM -> Options.none();
        };
    }
}
