package io.rooftile.modelimport.tflite;

import io.rooftile.core.UserInputException;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Quantisation;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Values;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.lite.schema.Model;
import org.tensorflow.lite.schema.QuantizationDetails;
import org.tensorflow.lite.schema.QuantizationParameters;
import org.tensorflow.lite.schema.SubGraph;

/// The tensors that a subgraph declares: shape, format, quantisation and stored numbers, each checked when it
/// is asked for. Nothing is allocated before its size has been compared with what the file holds.
final class StoredTensors {
    private static final String DAMAGED = "the file contradicts itself: export the model again";
    /// Decoding widens float16 to float32 and repeats shared buffers; a sound file stays far below.
    private static final int DECODED_BYTES_PER_FILE_BYTE = 16;

    private static final int LEAST_DECODED_BYTES = 1 << 20;

    private final String file;
    private final Model model;
    private final SubGraph graph;
    private final List<String> names = new ArrayList<>();
    private final Set<String> used = new HashSet<>();
    private final Map<BufferKey, Values> decoded = new HashMap<>();
    private long decodedBytesLeft;

    private record BufferKey(int buffer, byte type) {}

    StoredTensors(String file, Model model, SubGraph graph) {
        this.file = file;
        this.model = model;
        this.graph = graph;
        this.decodedBytesLeft = Math.max(
                LEAST_DECODED_BYTES,
                (long) DECODED_BYTES_PER_FILE_BYTE * model.getByteBuffer().capacity());
        for (int i = 0; i < graph.tensorsLength(); i++) {
            String raw = rawName(i);
            names.add(fresh(raw.isEmpty() ? "tensor" + i : raw, i));
        }
    }

    int count() {
        return names.size();
    }

    /// A name for a tensor or a layer that nothing else has: `base`, or `base#number`.
    String fresh(String base, int number) {
        String name = base;
        while (!used.add(name)) {
            name = name + "#" + number;
        }
        return name;
    }

    /// The name in the file; empty where it has none.
    String rawName(int index) {
        ByteBuffer name = graph.tensors(index).nameAsByteBuffer();
        return name == null ? "" : StandardCharsets.UTF_8.decode(name).toString();
    }

    /// The name in the file, made unique.
    String name(int index) {
        return names.get(index);
    }

    /// The name of the layer that makes a tensor. Converters name the result of a fused operation after all
    /// that went into it (`model/relu;model/conv/BiasAdd;...`): the first part is enough where nothing else has
    /// it.
    String layerName(int index) {
        String name = name(index);
        int end = name.indexOf(';');
        String first = end > 0 ? name.substring(0, end) : name;
        return end > 0 && used.add(first) ? first : name;
    }

    /// Whether the file holds the tensor's elements.
    boolean isStored(int index) {
        return dataBytes(index) > 0;
    }

    /// Whether the tensor has a fixed shape and a number in each element, so that layers can see it.
    boolean isNumeric(int index) {
        return ElementTypes.format(graph.tensors(index).type()) != null
                && !isDynamic(index)
                && quantisationDetails(index) == QuantizationDetails.NONE;
    }

    private byte quantisationDetails(int index) {
        QuantizationParameters stored = graph.tensors(index).quantization();
        return stored == null ? QuantizationDetails.NONE : stored.detailsType();
    }

    boolean isVariable(int index) {
        return graph.tensors(index).isVariable();
    }

    boolean isSparse(int index) {
        return graph.tensors(index).sparsity() != null;
    }

    /// Whether the tensor has a size that is only known when the network runs, other than the batch.
    boolean isDynamic(int index) {
        int[] signature = signature(index);
        int[] dims = dims(index);
        for (int axis = 1; axis < dims.length; axis++) {
            if (dims[axis] == -1 || (signature.length == dims.length && signature[axis] == -1)) {
                return true;
            }
        }
        return false;
    }

    /// The sizes as the file has them, with -1 for unknown ones, for messages.
    String describeDims(int index) {
        int[] signature = signature(index);
        StringBuilder text = new StringBuilder("[");
        int[] dims = signature.length == dims(index).length ? signature : dims(index);
        for (int axis = 0; axis < dims.length; axis++) {
            text.append(axis == 0 ? "" : ", ").append(dims[axis]);
        }
        return text.append(']').toString();
    }

    /// The shape, with one for a batch that is left open.
    ///
    /// @throws Unimportable when another size is left open
    Shape shape(int index) {
        int[] dims = dims(index);
        if (isDynamic(index)) {
            throw new Unimportable(
                    "its tensor " + name(index) + " has the shape " + describeDims(index)
                            + ", of which -1 is only known when the network runs",
                    "convert the model with fixed input sizes");
        }
        List<Integer> sizes = new ArrayList<>();
        long elements = 1;
        for (int axis = 0; axis < dims.length; axis++) {
            int size = axis == 0 && dims[axis] == -1 ? 1 : dims[axis];
            if (size < 1) {
                throw broken(index, "dimension " + axis + " is " + size);
            }
            sizes.add(size);
            elements *= size;
            if (elements > Integer.MAX_VALUE) {
                throw broken(
                        index,
                        "the shape " + describeDims(index) + " has more than " + Integer.MAX_VALUE + " elements");
            }
        }
        return new Shape(sizes);
    }

    /// The tensor as layers see it.
    ///
    /// @throws Unimportable when its elements are not numbers or its shape is not fixed
    Tensor tensor(int index) {
        byte type = graph.tensors(index).type();
        NumberFormat format = ElementTypes.format(type);
        if (format == null) {
            throw new Unimportable(
                    "its tensor " + name(index) + " has elements of type " + ElementTypes.name(type),
                    "leave this part of the model to the host");
        }
        Shape shape = shape(index);
        return new Tensor(name(index), shape, format, quantisation(index, shape, format));
    }

    /// A tensor that flows, as layers see it.
    ///
    /// @throws Unimportable when it is no [#tensor] or has more than one scale
    Tensor activation(int index) {
        Tensor tensor = tensor(index);
        if (!tensor.quantisation().isPerTensor()) {
            throw new Unimportable(
                    "its tensor " + name(index) + " flows with a scale for each index of a dimension",
                    "convert the model with one scale for each activation");
        }
        return tensor;
    }

    /// The stored elements.
    Constant constant(int index) {
        Tensor tensor = tensor(index);
        byte type = graph.tensors(index).type();
        long elements = tensor.shape().elements();
        long needed = ElementTypes.storedBytes(type, tensor.format(), elements);
        if (needed != dataBytes(index)) {
            throw broken(
                    index,
                    "its buffer has " + dataBytes(index) + " bytes, but " + needed + " are needed for " + tensor.shape()
                            + " of " + tensor.format().typeName());
        }
        BufferKey key = new BufferKey(bufferIndex(index), type);
        Values values = decoded.get(key);
        if (values == null) {
            spend(index, elements * Math.max(1, tensor.format().bits() / Byte.SIZE) * 2);
            values = ElementTypes.decode(
                    type, model.buffers(key.buffer()).dataAsByteBuffer(), Math.toIntExact(elements));
            decoded.put(key, values);
        }
        return new Constant(tensor, values);
    }

    /// Notes that so many bytes are about to be allocated for a tensor's elements.
    ///
    /// @throws UserInputException when all together are out of proportion to the file
    void spend(int index, long bytes) {
        decodedBytesLeft -= bytes;
        if (decodedBytesLeft < 0) {
            throw broken(index, "the operations refer to the same buffers so often that they do not fit memory");
        }
    }

    /// The index, when there is such a tensor.
    int checked(long index, String by) {
        if (index < 0 || index >= count()) {
            throw UserInputException.of(
                    file, by, "it refers to tensor " + index + ", but there are " + count(), DAMAGED);
        }
        return (int) index;
    }

    private Quantisation quantisation(int index, Shape shape, NumberFormat format) {
        QuantizationParameters stored = graph.tensors(index).quantization();
        if (stored == null || format.isFloat()) {
            return Quantisation.NONE;
        }
        if (quantisationDetails(index) != QuantizationDetails.NONE) {
            throw new Unimportable(
                    "its tensor " + name(index) + " has a custom quantisation", "convert the model with int8 weights");
        }
        int count = stored.scaleLength();
        if (count == 0) {
            return Quantisation.NONE;
        }
        // Converters copy the weights' dimension to the bias, which has only one.
        int axis = count == 1 || shape.rank() == 1 ? 0 : stored.quantizedDimension();
        if (count > 1 && (axis < 0 || axis >= shape.rank() || shape.dim(axis) != count)) {
            throw broken(index, count + " scales do not fit dimension " + axis + " of " + shape);
        }
        int zeros = stored.zeroPointLength();
        if (zeros > 1 && zeros != count) {
            throw broken(index, "there are " + count + " scales, but " + zeros + " zero points");
        }
        List<Double> scales = new ArrayList<>(count);
        List<Integer> zeroPoints = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            double scale = stored.scale(i);
            if (!(scale > 0) || Double.isInfinite(scale)) {
                throw broken(index, "scale " + i + " is " + scale);
            }
            scales.add(scale);
            zeroPoints.add(zeros == 0 ? 0 : zeroPoint(index, stored.zeroPoint(zeros == 1 ? 0 : i), format));
        }
        return new Quantisation(scales, zeroPoints, axis);
    }

    private int zeroPoint(int index, long zeroPoint, NumberFormat format) {
        boolean signed = format.kind() == NumberFormat.Kind.SIGNED;
        long low = signed ? -(1L << Math.min(format.bits() - 1, 31)) : 0;
        long high = signed ? -low - 1 : (1L << Math.min(format.bits(), 31)) - 1;
        if (zeroPoint < low || zeroPoint > high) {
            throw broken(index, "the zero point " + zeroPoint + " is not a value of " + format.typeName());
        }
        return (int) zeroPoint;
    }

    private int bufferIndex(int index) {
        long buffer = graph.tensors(index).buffer();
        if (buffer < 0 || buffer >= model.buffersLength()) {
            throw broken(index, "it refers to buffer " + buffer + ", but there are " + model.buffersLength());
        }
        return (int) buffer;
    }

    private int dataBytes(int index) {
        // Old files without buffers at all have activations only.
        return model.buffersLength() == 0
                ? 0
                : model.buffers(bufferIndex(index)).dataLength();
    }

    private int[] dims(int index) {
        org.tensorflow.lite.schema.Tensor tensor = graph.tensors(index);
        int[] dims = new int[tensor.shapeLength()];
        for (int axis = 0; axis < dims.length; axis++) {
            dims[axis] = tensor.shape(axis);
        }
        return dims;
    }

    private int[] signature(int index) {
        org.tensorflow.lite.schema.Tensor tensor = graph.tensors(index);
        int[] dims = new int[tensor.shapeSignatureLength()];
        for (int axis = 0; axis < dims.length; axis++) {
            dims[axis] = tensor.shapeSignature(axis);
        }
        return dims;
    }

    private UserInputException broken(int index, String what) {
        return UserInputException.of(file, "tensor " + index + " (" + name(index) + ")", what, DAMAGED);
    }
}
