package io.rooftile.quantization.oracle;

import com.google.flatbuffers.FlatBufferBuilder;
import io.rooftile.quantization.oracle.Signal.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.lite.schema.BufferT;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.BuiltinOptionsUnion;
import org.tensorflow.lite.schema.Model;
import org.tensorflow.lite.schema.ModelT;
import org.tensorflow.lite.schema.OperatorCodeT;
import org.tensorflow.lite.schema.OperatorT;
import org.tensorflow.lite.schema.QuantizationParametersT;
import org.tensorflow.lite.schema.SubGraphT;
import org.tensorflow.lite.schema.TensorT;
import org.tensorflow.lite.schema.TensorType;

/// Writes small TensorFlow Lite models with the schema's object classes; tensors are numbered as they are added.
final class TfLiteModelWriter {
    private static final int SCHEMA_VERSION = 3;

    private final List<TensorT> tensors = new ArrayList<>();
    private final List<BufferT> buffers = new ArrayList<>();
    private final List<OperatorT> operators = new ArrayList<>();
    private final List<OperatorCodeT> codes = new ArrayList<>();
    private final List<Signal> inputs = new ArrayList<>();

    TfLiteModelWriter() {
        // Buffer 0 is the empty one that flowing tensors refer to.
        buffers.add(buffer());
    }

    private static BufferT buffer(byte... data) {
        BufferT buffer = new BufferT();
        buffer.setData(IntStream.range(0, data.length)
                .map(i -> Byte.toUnsignedInt(data[i]))
                .toArray());
        return buffer;
    }

    /// Adds a tensor that flows. A float32 one has neither scale nor zero point.
    Signal flow(ElementType type, float scale, int zeroPoint, double spread, int... shape) {
        int tensor = tensor(type.code, shape);
        if (type == ElementType.INT8 || type == ElementType.UINT8 || type == ElementType.INT16) {
            quantise(tensor, 0, new float[] {scale}, zeroPoint);
        }
        return new Signal(tensor, type, new Shape(shape), scale, zeroPoint, spread);
    }

    /// Adds a tensor that flows into the model.
    Signal input(ElementType type, float scale, int zeroPoint, double spread, int... shape) {
        Signal input = flow(type, scale, zeroPoint, spread, shape);
        inputs.add(input);
        return input;
    }

    /// Adds a stored tensor with one scale, or one for each index of an axis; all have the same zero point.
    int stored(byte type, byte[] data, int axis, float[] scales, int zeroPoint, int... shape) {
        int tensor = stored(type, data, shape);
        long[] zeroPoints = new long[scales.length];
        Arrays.fill(zeroPoints, zeroPoint);
        quantise(tensor, axis, scales, zeroPoints);
        return tensor;
    }

    /// Adds stored int32 elements without a scale: axes, paddings, sizes.
    int integers(int[] values, int... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        IntStream.of(values).forEach(bytes::putInt);
        return stored(TensorType.INT32, bytes.array(), shape);
    }

    private int stored(byte type, byte[] data, int... shape) {
        int tensor = tensor(type, shape);
        tensors.get(tensor).setBuffer(buffers.size());
        buffers.add(buffer(data));
        return tensor;
    }

    private int tensor(byte type, int... shape) {
        TensorT tensor = new TensorT();
        tensor.setName("t" + tensors.size());
        tensor.setType(type);
        tensor.setShape(shape);
        tensor.setBuffer(0);
        tensors.add(tensor);
        return tensors.size() - 1;
    }

    private void quantise(int tensor, int axis, float[] scales, long... zeroPoints) {
        QuantizationParametersT quantisation = new QuantizationParametersT();
        quantisation.setScale(scales);
        quantisation.setZeroPoint(zeroPoints);
        quantisation.setQuantizedDimension(axis);
        tensors.get(tensor).setQuantization(quantisation);
    }

    /// Adds an operation.
    ///
    /// @param code one of [BuiltinOperator]
    /// @param version of the operation, which the reader of a file checks
    void operator(int code, int version, BuiltinOptionsUnion options, Signal output, int... in) {
        OperatorCodeT operatorCode = new OperatorCodeT();
        operatorCode.setBuiltinCode(code);
        operatorCode.setDeprecatedBuiltinCode((byte) Math.min(code, BuiltinOperator.PLACEHOLDER_FOR_GREATER_OP_CODES));
        operatorCode.setVersion(version);
        codes.add(operatorCode);
        OperatorT operator = new OperatorT();
        operator.setOpcodeIndex(codes.size() - 1);
        operator.setInputs(in);
        operator.setOutputs(new int[] {output.tensor()});
        operator.setBuiltinOptions(options);
        operators.add(operator);
    }

    /// The model as the bytes of a file.
    TestNet finish(String name, Signal... outputs) {
        SubGraphT graph = new SubGraphT();
        graph.setTensors(tensors.toArray(TensorT[]::new));
        graph.setOperators(operators.toArray(OperatorT[]::new));
        graph.setInputs(inputs.stream().mapToInt(Signal::tensor).toArray());
        graph.setOutputs(Arrays.stream(outputs).mapToInt(Signal::tensor).toArray());
        ModelT model = new ModelT();
        model.setVersion(SCHEMA_VERSION);
        model.setSubgraphs(new SubGraphT[] {graph});
        model.setOperatorCodes(codes.toArray(OperatorCodeT[]::new));
        model.setBuffers(buffers.toArray(BufferT[]::new));
        FlatBufferBuilder builder = new FlatBufferBuilder();
        Model.finishModelBuffer(builder, Model.pack(builder, model));
        return new TestNet(name, builder.sizedByteArray(), List.copyOf(inputs), List.of(outputs));
    }
}
