package io.rooftile.cli;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.lite.schema.BufferT;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.BuiltinOptionsUnion;
import org.tensorflow.lite.schema.FullyConnectedOptionsT;
import org.tensorflow.lite.schema.Model;
import org.tensorflow.lite.schema.ModelT;
import org.tensorflow.lite.schema.OperatorCodeT;
import org.tensorflow.lite.schema.OperatorT;
import org.tensorflow.lite.schema.QuantizationParametersT;
import org.tensorflow.lite.schema.SubGraphT;
import org.tensorflow.lite.schema.TensorT;
import org.tensorflow.lite.schema.TensorType;

/// Two dense layers of int8, 3 inputs to 2 to 1, small enough to follow by hand:
/// `h = -3 + round(([[1, 2, 3], [-1, 0, 1]] (x - 1) + [1, -2]) / 2)` and `y = [[1, -1]] (h + 3)`.
final class IntegerModel {
    static final byte[] ROWS = {2, 3, 0, 1, 1, 1, 4, 0, 6};

    /// By row: x - 1 = (1, 2, -1) gives sums (3, -4); (0, 0, 0) gives (1, -2); (3, -1, 5) gives (17, 0).
    static final byte[] HIDDEN = {-3 + 2, -3 - 2, -3 + 1, -3 - 1, -3 + 9, -3};

    static final byte[] OUTPUTS = {2 + 2, 1 + 1, 9};

    private final List<TensorT> tensors = new ArrayList<>();
    private final List<BufferT> buffers = new ArrayList<>();

    private IntegerModel() {}

    static byte[] tflite() {
        return new IntegerModel().bytes();
    }

    private byte[] bytes() {
        buffers.add(buffer());
        int input = tensor("in", TensorType.INT8, 1, 1, 0, 1, 3);
        int first = stored("first/weights", TensorType.INT8, 1, new byte[] {1, 2, 3, -1, 0, 1}, 2, 3);
        int bias = stored("first/bias", TensorType.INT32, 1, littleEndian(1, -2), 2);
        int hidden = tensor("first/Add:0", TensorType.INT8, 2, -3, 0, 1, 2);
        int second = stored("second/weights", TensorType.INT8, 0.5f, new byte[] {1, -1}, 1, 2);
        int output = tensor("out", TensorType.INT8, 1, 0, 0, 1, 1);
        SubGraphT graph = new SubGraphT();
        graph.setTensors(tensors.toArray(TensorT[]::new));
        graph.setOperators(new OperatorT[] {dense(hidden, input, first, bias), dense(output, hidden, second, -1)});
        graph.setInputs(new int[] {input});
        graph.setOutputs(new int[] {output});
        OperatorCodeT code = new OperatorCodeT();
        code.setBuiltinCode(BuiltinOperator.FULLY_CONNECTED);
        code.setDeprecatedBuiltinCode((byte) BuiltinOperator.FULLY_CONNECTED);
        ModelT model = new ModelT();
        model.setVersion(3);
        model.setSubgraphs(new SubGraphT[] {graph});
        model.setOperatorCodes(new OperatorCodeT[] {code});
        model.setBuffers(buffers.toArray(BufferT[]::new));
        FlatBufferBuilder builder = new FlatBufferBuilder();
        Model.finishModelBuffer(builder, Model.pack(builder, model));
        return builder.sizedByteArray();
    }

    private static OperatorT dense(int output, int... inputs) {
        OperatorT operator = new OperatorT();
        operator.setOpcodeIndex(0);
        operator.setInputs(inputs);
        operator.setOutputs(new int[] {output});
        BuiltinOptionsUnion options = new BuiltinOptionsUnion();
        options.setType(BuiltinOptions.FullyConnectedOptions);
        options.setValue(new FullyConnectedOptionsT());
        operator.setBuiltinOptions(options);
        return operator;
    }

    private int stored(String name, byte type, float scale, byte[] data, int... shape) {
        buffers.add(buffer(data));
        return tensor(name, type, scale, 0, buffers.size() - 1, shape);
    }

    private int tensor(String name, byte type, float scale, int zeroPoint, int buffer, int... shape) {
        TensorT tensor = new TensorT();
        tensor.setName(name);
        tensor.setType(type);
        tensor.setShape(shape);
        tensor.setBuffer(buffer);
        QuantizationParametersT quantisation = new QuantizationParametersT();
        quantisation.setScale(new float[] {scale});
        quantisation.setZeroPoint(new long[] {zeroPoint});
        tensor.setQuantization(quantisation);
        tensors.add(tensor);
        return tensors.size() - 1;
    }

    private static BufferT buffer(byte... data) {
        BufferT buffer = new BufferT();
        buffer.setData(IntStream.range(0, data.length)
                .map(i -> Byte.toUnsignedInt(data[i]))
                .toArray());
        return buffer;
    }

    private static byte[] littleEndian(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        IntStream.of(values).forEach(bytes::putInt);
        return bytes.array();
    }
}
