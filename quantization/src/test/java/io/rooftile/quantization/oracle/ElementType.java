package io.rooftile.quantization.oracle;

import java.util.random.RandomGenerator;
import org.tensorflow.lite.schema.TensorType;

/// What the elements of a flowing tensor are.
public enum ElementType {
    INT8(TensorType.INT8, Byte.MIN_VALUE, Byte.MAX_VALUE, Byte.BYTES),
    UINT8(TensorType.UINT8, 0, 255, Byte.BYTES),
    INT16(TensorType.INT16, Short.MIN_VALUE, Short.MAX_VALUE, Short.BYTES),
    INT32(TensorType.INT32, Integer.MIN_VALUE, Integer.MAX_VALUE, Integer.BYTES),
    FLOAT32(TensorType.FLOAT32, 0, 0, Float.BYTES);

    final byte code;
    final int min;
    final int max;
    final int bytes;

    ElementType(byte code, int min, int max, int bytes) {
        this.code = code;
        this.min = min;
        this.max = max;
        this.bytes = bytes;
    }

    /// Root mean square distance from the zero point, in steps of the scale, that uses the range and seldom
    /// saturates.
    double usefulSpread() {
        return (max - (double) min) / 6;
    }

    /// A zero point that is not the middle of the range; 0 where TensorFlow Lite asks for it.
    int zeroPoint(RandomGenerator random) {
        return switch (this) {
            case INT8 -> random.nextBoolean() ? random.nextInt(5, 40) : random.nextInt(-40, -5);
            case UINT8 -> random.nextInt(90, 170);
            case INT16, INT32, FLOAT32 -> 0;
        };
    }
}
