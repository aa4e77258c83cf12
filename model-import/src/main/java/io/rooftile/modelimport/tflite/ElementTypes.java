package io.rooftile.modelimport.tflite;

import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Values;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import org.tensorflow.lite.schema.TensorType;

/// How TFLite stores elements. Source: `tensorflow/lite/schema/schema.fbs`, `TensorType`.
final class ElementTypes {
    private ElementTypes() {}

    /// The format of a type, or null where elements are not numbers (strings, resources) or are pairs of
    /// numbers.
    static @Nullable NumberFormat format(byte type) {
        return switch (type) {
            case TensorType.FLOAT32 -> NumberFormat.FLOAT32;
            case TensorType.FLOAT16 -> NumberFormat.FLOAT16;
            case TensorType.FLOAT64 -> new NumberFormat(NumberFormat.Kind.FLOAT, 64);
            case TensorType.INT4 -> NumberFormat.signed(4);
            case TensorType.INT8 -> NumberFormat.INT8;
            case TensorType.INT16 -> NumberFormat.INT16;
            case TensorType.INT32 -> NumberFormat.INT32;
            case TensorType.INT64 -> NumberFormat.INT64;
            case TensorType.BOOL -> NumberFormat.unsigned(1);
            case TensorType.UINT8 -> NumberFormat.UINT8;
            case TensorType.UINT16 -> NumberFormat.unsigned(16);
            case TensorType.UINT32 -> NumberFormat.unsigned(32);
            case TensorType.UINT64 -> NumberFormat.unsigned(64);
            // Strings, complex numbers, resources, variants, and whatever a newer schema adds.
            default -> null;
        };
    }

    static String name(byte type) {
        return type >= 0 && type < TensorType.names.length ? TensorType.name(type) : "type " + type;
    }

    /// Bytes that so many elements take: two 4-bit ones share a byte, a truth value has its own.
    static long storedBytes(byte type, NumberFormat format, long elements) {
        return switch (type) {
            case TensorType.INT4 -> Math.ceilDiv(elements, 2);
            case TensorType.BOOL -> elements;
            default -> elements * (format.bits() / Byte.SIZE);
        };
    }

    /// The elements of a stored tensor.
    ///
    /// @param data as many bytes as [#storedBytes] says
    static Values decode(byte type, ByteBuffer data, int elements) {
        ByteBuffer bytes = data.slice().order(ByteOrder.LITTLE_ENDIAN);
        return switch (type) {
            case TensorType.FLOAT32 -> {
                float[] values = new float[elements];
                bytes.asFloatBuffer().get(values);
                yield new Values.Floats(values);
            }
            case TensorType.FLOAT16 -> {
                float[] values = new float[elements];
                for (int i = 0; i < elements; i++) {
                    values[i] = Float.float16ToFloat(bytes.getShort(i * Short.BYTES));
                }
                yield new Values.Floats(values);
            }
            case TensorType.INT8, TensorType.UINT8, TensorType.BOOL -> {
                byte[] values = new byte[elements];
                bytes.get(values);
                yield new Values.Bytes(values);
            }
            case TensorType.INT4 -> new Values.Bytes(nibbles(bytes, elements));
            case TensorType.INT16 -> {
                int[] values = new int[elements];
                for (int i = 0; i < elements; i++) {
                    values[i] = bytes.getShort(i * Short.BYTES);
                }
                yield new Values.Ints(values);
            }
            case TensorType.UINT16 -> {
                int[] values = new int[elements];
                for (int i = 0; i < elements; i++) {
                    values[i] = Short.toUnsignedInt(bytes.getShort(i * Short.BYTES));
                }
                yield new Values.Ints(values);
            }
            case TensorType.INT32 -> {
                int[] values = new int[elements];
                bytes.asIntBuffer().get(values);
                yield new Values.Ints(values);
            }
            case TensorType.INT64 -> {
                long[] values = new long[elements];
                bytes.asLongBuffer().get(values);
                yield new Values.Longs(values);
            }
            // 64-bit floats and 32- and 64-bit unsigned numbers: no operation of an accelerator has such operands.
            default ->
                throw new Unimportable(
                        "it has a stored operand of type " + name(type), "convert the model with float32 or int8");
        };
    }

    /// Two's complement 4-bit elements, the first in the low half of a byte.
    /// Source: TensorFlow, `tensorflow/lite/kernels/internal/portable_tensor_utils.cc`,
    /// `UnpackDenseInt4IntoInt8`.
    private static byte[] nibbles(ByteBuffer bytes, int elements) {
        byte[] values = new byte[elements];
        for (int i = 0; i < elements; i++) {
            int pair = bytes.get(i / 2);
            values[i] = (byte) (i % 2 == 0 ? (pair << 28) >> 28 : pair >> 4);
        }
        return values;
    }
}
