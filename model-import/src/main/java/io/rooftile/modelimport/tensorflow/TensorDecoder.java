package io.rooftile.modelimport.tensorflow;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/// Decodes the tensors that a graph holds. The numbers are either little-endian bytes, or a list of values whose last
/// one repeats to the end. Source: TensorFlow, core/framework/tensor.proto.
final class TensorDecoder {
    /// More elements than any layer's weights have; beyond it a few bytes could fill the memory.
    private static final long ELEMENT_LIMIT = 1L << 26;

    private TensorDecoder() {}

    /// @param origin the name of the stored tensor
    static Literal decode(TensorProto proto, String origin) throws Refusal {
        List<Integer> dims = dims(proto.getTensorShape());
        int elements = elements(dims);
        ByteBuffer bytes = proto.getTensorContent().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        DataType type = proto.getDtype();
        Literal.Data data =
                switch (type) {
                    case DT_FLOAT ->
                        reals(
                                elements,
                                bytes,
                                4,
                                proto.getFloatValCount(),
                                proto::getFloatVal,
                                i -> bytes.getFloat(4 * i));
                    case DT_DOUBLE ->
                        reals(
                                elements,
                                bytes,
                                8,
                                proto.getDoubleValCount(),
                                proto::getDoubleVal,
                                i -> bytes.getDouble(8 * i));
                    case DT_HALF ->
                        reals(
                                elements,
                                bytes,
                                2,
                                proto.getHalfValCount(),
                                i -> Float.float16ToFloat((short) proto.getHalfVal(i)),
                                i -> Float.float16ToFloat(bytes.getShort(2 * i)));
                    case DT_BFLOAT16 ->
                        reals(
                                elements,
                                bytes,
                                2,
                                proto.getHalfValCount(),
                                i -> Float.intBitsToFloat(proto.getHalfVal(i) << 16),
                                i -> Float.intBitsToFloat(bytes.getShort(2 * i) << 16));
                    case DT_INT64 ->
                        integers(
                                elements,
                                bytes,
                                8,
                                proto.getInt64ValCount(),
                                proto::getInt64Val,
                                i -> bytes.getLong(8 * i));
                    case DT_INT32 ->
                        integers(
                                elements, bytes, 4, proto.getIntValCount(), proto::getIntVal, i -> bytes.getInt(4 * i));
                    case DT_INT16 ->
                        integers(
                                elements,
                                bytes,
                                2,
                                proto.getIntValCount(),
                                proto::getIntVal,
                                i -> bytes.getShort(2 * i));
                    case DT_INT8 -> integers(elements, bytes, 1, proto.getIntValCount(), proto::getIntVal, bytes::get);
                    case DT_UINT8 ->
                        integers(
                                elements,
                                bytes,
                                1,
                                proto.getIntValCount(),
                                proto::getIntVal,
                                i -> Byte.toUnsignedLong(bytes.get(i)));
                    case DT_BOOL ->
                        integers(
                                elements,
                                bytes,
                                1,
                                proto.getBoolValCount(),
                                i -> proto.getBoolVal(i) ? 1 : 0,
                                i -> bytes.get(i) == 0 ? 0 : 1);
                    default ->
                        throw new Refusal(
                                "a constant of type " + type + " cannot be read",
                                "only numbers and booleans are supported");
                };
        return new Literal(dims, type, data, Map.of(origin, (long) elements));
    }

    /// One element of a list of texts. In bytes, the lengths of all come first, as varints, then the texts. Source:
    /// TensorFlow, core/platform/tensor_coding.cc.
    static String text(TensorProto proto, int index) throws Refusal {
        int elements = elements(dims(proto.getTensorShape()));
        if (proto.getDtype() != DataType.DT_STRING || index >= elements) {
            throw Refusal.malformed("there is no text " + index + " in a list of " + elements);
        }
        if (proto.getTensorContent().isEmpty()) {
            int listed = proto.getStringValCount();
            return listed == 0
                    ? ""
                    : proto.getStringVal(Math.min(index, listed - 1)).toStringUtf8();
        }
        CodedInputStream stream = proto.getTensorContent().newCodedInput();
        try {
            int[] lengths = new int[elements];
            for (int i = 0; i < elements; i++) {
                lengths[i] = stream.readUInt32();
            }
            for (int i = 0; i < index; i++) {
                stream.skipRawBytes(lengths[i]);
            }
            return new String(stream.readRawBytes(lengths[index]), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Refusal.malformed("a list of texts is cut off");
        }
    }

    /// @throws Refusal when a dimension is unknown
    static List<Integer> dims(TensorShapeProto proto) throws Refusal {
        List<Integer> dims = new ArrayList<>();
        for (TensorShapeProto.Dim dim : proto.getDimList()) {
            if (dim.getSize() < 0 || dim.getSize() > Integer.MAX_VALUE) {
                throw Refusal.malformed("a stored tensor has a dimension of " + dim.getSize());
            }
            dims.add((int) dim.getSize());
        }
        if (proto.getUnknownRank()) {
            throw Refusal.malformed("a stored tensor has no shape");
        }
        return dims;
    }

    static int elements(List<Integer> dims) throws Refusal {
        long elements = 1;
        for (int dim : dims) {
            elements *= dim;
            if (elements > ELEMENT_LIMIT) {
                throw Refusal.malformed(
                        "a stored tensor has shape " + dims + ", more than " + ELEMENT_LIMIT + " elements");
            }
        }
        return (int) elements;
    }

    private static Literal.Data reals(
            int elements,
            ByteBuffer bytes,
            int width,
            int listed,
            IntToDoubleFunction list,
            IntToDoubleFunction content)
            throws Refusal {
        boolean packed = isPacked(elements, bytes, width, listed);
        float[] values = new float[elements];
        for (int i = 0; i < elements; i++) {
            values[i] = (float) (packed ? content.applyAsDouble(i) : at(list, i, listed));
        }
        return new Literal.Reals(values);
    }

    private static Literal.Data integers(
            int elements, ByteBuffer bytes, int width, int listed, IntToLongFunction list, IntToLongFunction content)
            throws Refusal {
        boolean packed = isPacked(elements, bytes, width, listed);
        long[] values = new long[elements];
        for (int i = 0; i < elements; i++) {
            values[i] = packed ? content.applyAsLong(i) : listed == 0 ? 0 : list.applyAsLong(Math.min(i, listed - 1));
        }
        return new Literal.Integers(values);
    }

    private static double at(IntToDoubleFunction list, int index, int listed) {
        return listed == 0 ? 0 : list.applyAsDouble(Math.min(index, listed - 1));
    }

    private static boolean isPacked(int elements, ByteBuffer bytes, int width, int listed) throws Refusal {
        int size = bytes.remaining();
        if (size == 0 && listed <= elements) {
            return false;
        }
        if (size != (long) elements * width) {
            throw Refusal.malformed("a stored tensor of " + elements + " elements has "
                    + (size == 0 ? listed + " values" : size + " bytes instead of " + (long) elements * width));
        }
        return true;
    }
}
