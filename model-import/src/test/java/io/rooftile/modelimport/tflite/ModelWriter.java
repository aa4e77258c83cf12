package io.rooftile.modelimport.tflite;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.google.flatbuffers.FlatBufferBuilder;
import io.rooftile.core.network.Network;
import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
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

/// Writes small TFLite models with the schema's object classes: tensors are numbered as they are added.
final class ModelWriter {
    final List<TensorT> tensors = new ArrayList<>();
    final List<BufferT> buffers = new ArrayList<>();
    final List<OperatorT> operators = new ArrayList<>();
    final List<OperatorCodeT> codes = new ArrayList<>();
    final List<SubGraphT> furtherSubgraphs = new ArrayList<>();
    private int[] inputs = {};
    private int[] outputs = {};

    ModelWriter() {
        // Buffer 0 is the empty one that activations refer to.
        buffers.add(buffer());
    }

    private static BufferT buffer(byte... data) {
        BufferT buffer = new BufferT();
        buffer.setData(IntStream.range(0, data.length)
                .map(i -> Byte.toUnsignedInt(data[i]))
                .toArray());
        return buffer;
    }

    /// Adds a tensor that flows.
    int tensor(String name, byte type, int... shape) {
        TensorT tensor = new TensorT();
        tensor.setName(name);
        tensor.setType(type);
        tensor.setShape(shape);
        tensor.setBuffer(0);
        tensors.add(tensor);
        return tensors.size() - 1;
    }

    /// Adds a float32 tensor that flows.
    int real(String name, int... shape) {
        return tensor(name, TensorType.FLOAT32, shape);
    }

    /// Adds a tensor with stored elements.
    int stored(String name, byte type, byte[] data, int... shape) {
        int index = tensor(name, type, shape);
        tensors.get(index).setBuffer(buffers.size());
        buffers.add(buffer(data));
        return index;
    }

    /// Adds stored float32 elements 0.5, 1.5, 2.5, ...
    int weights(String name, int... shape) {
        int elements = IntStream.of(shape).reduce(1, (a, b) -> a * b);
        ByteBuffer bytes = ByteBuffer.allocate(elements * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < elements; i++) {
            bytes.putFloat(i + 0.5f);
        }
        return stored(name, TensorType.FLOAT32, bytes.array(), shape);
    }

    /// Adds stored int32 elements.
    int integers(String name, int[] values, int... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        IntStream.of(values).forEach(bytes::putInt);
        return stored(name, TensorType.INT32, bytes.array(), shape);
    }

    /// Gives a tensor one scale and zero point, or one for each index of an axis.
    ModelWriter quantise(int tensor, int axis, float[] scales, long... zeroPoints) {
        QuantizationParametersT quantisation = new QuantizationParametersT();
        quantisation.setScale(scales);
        quantisation.setZeroPoint(zeroPoints);
        quantisation.setQuantizedDimension(axis);
        tensors.get(tensor).setQuantization(quantisation);
        return this;
    }

    /// Adds an operation.
    ///
    /// @param options as the schema's object class of that operation, of the union's type
    ModelWriter operator(int code, byte optionsType, @Nullable Object options, int[] in, int... out) {
        OperatorCodeT operatorCode = new OperatorCodeT();
        operatorCode.setBuiltinCode(code);
        operatorCode.setDeprecatedBuiltinCode((byte) Math.min(code, BuiltinOperator.PLACEHOLDER_FOR_GREATER_OP_CODES));
        codes.add(operatorCode);
        OperatorT operator = new OperatorT();
        operator.setOpcodeIndex(codes.size() - 1);
        operator.setInputs(in);
        operator.setOutputs(out);
        if (options != null) {
            BuiltinOptionsUnion union = new BuiltinOptionsUnion();
            union.setType(optionsType);
            union.setValue(options);
            operator.setBuiltinOptions(union);
        }
        operators.add(operator);
        return this;
    }

    /// Adds an operation without options.
    ModelWriter operator(int code, int[] in, int... out) {
        return operator(code, (byte) 0, null, in, out);
    }

    ModelWriter inputs(int... tensors) {
        inputs = tensors;
        return this;
    }

    ModelWriter outputs(int... tensors) {
        outputs = tensors;
        return this;
    }

    byte[] bytes() {
        SubGraphT graph = new SubGraphT();
        graph.setTensors(tensors.toArray(TensorT[]::new));
        graph.setOperators(operators.toArray(OperatorT[]::new));
        graph.setInputs(inputs);
        graph.setOutputs(outputs);
        List<SubGraphT> graphs = new ArrayList<>(List.of(graph));
        graphs.addAll(furtherSubgraphs);
        ModelT model = new ModelT();
        model.setVersion(3);
        model.setSubgraphs(graphs.toArray(SubGraphT[]::new));
        model.setOperatorCodes(codes.toArray(OperatorCodeT[]::new));
        model.setBuffers(buffers.toArray(BufferT[]::new));
        FlatBufferBuilder builder = new FlatBufferBuilder();
        Model.finishModelBuffer(builder, Model.pack(builder, model));
        return builder.sizedByteArray();
    }

    /// Writes the model and reads it again, before graph passes.
    ImportResult read(Path folder, ImportOptions options) {
        Path file = folder.resolve("model.tflite");
        try {
            Files.write(file, bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TfLiteReader().read(file, options);
    }

    /// The same, which must give a network.
    Network network(Path folder) {
        ImportResult result = read(folder, ImportOptions.NONE);
        return assertInstanceOf(ImportResult.Imported.class, result, result::toString)
                .network();
    }
}
